package io.moraine.spec.conformance;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row as text, so that rows can be compared as sets.
 *
 * @param ofNull stands for null
 */
record RowText(String ofNull) {
  /** The two parts of a variant, as readers show them that do not decode it. */
  private static final StructType VARIANT =
      StructType.of(
          StructField.of("metadata", DataType.Primitive.BINARY),
          StructField.of("value", DataType.Primitive.BINARY));

  /** Rows that are compared with rows that Moraine read too. */
  static final RowText EXACT = new RowText("∅");

  String row(ColumnBatch batch, int row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < batch.schema().size(); i++) {
      cells.add(value(batch.schema().field(i).type(), batch.column(i).value(row)));
    }
    return String.join(" | ", cells);
  }

  private String value(DataType type, @Nullable Object value) {
    if (value == null) {
      return ofNull;
    } else if (type == DataType.Primitive.VARIANT) {
      return struct(VARIANT, (List<?>) value);
    } else if (type instanceof StructType struct) {
      return struct(struct, (List<?>) value);
    } else if (type instanceof DataType.Array array) {
      List<String> elements = new ArrayList<>();
      ((List<?>) value).forEach(element -> elements.add(value(array.element(), element)));
      return "[" + String.join(", ", elements) + "]";
    } else if (type instanceof DataType.MapOf map) {
      Map<String, String> entries = new TreeMap<>();
      ((Map<?, ?>) value)
          .forEach((key, entry) -> entries.put(value(map.key(), key), value(map.value(), entry)));
      List<String> pairs = new ArrayList<>();
      entries.forEach((key, entry) -> pairs.add(key + ": " + entry));
      return "{" + String.join(", ", pairs) + "}";
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value.toString();
  }

  private String struct(StructType type, List<?> values) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < type.size(); i++) {
      StructField field = type.field(i);
      fields.add(field.name() + ": " + value(field.type(), values.get(i)));
    }
    return "{" + String.join(", ", fields) + "}";
  }
}
