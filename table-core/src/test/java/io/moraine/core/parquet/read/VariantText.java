package io.moraine.core.parquet.read;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.variant.Variant;

/** What parquet-java finds in a variant, as text; integers of all sizes look the same. */
final class VariantText {
  private VariantText() {}

  /** The text of the variant with these metadata and this value, both hexadecimal. */
  static String of(List<?> parts) {
    HexFormat hex = HexFormat.of();
    return of(
        new Variant(hex.parseHex((String) parts.get(1)), hex.parseHex((String) parts.get(0))));
  }

  /** {@code row}, of columns {@code schema}, with texts in place of the variants in it. */
  static List<Object> within(StructType schema, List<?> row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(within(schema.field(i).type(), row.get(i)));
    }
    return values;
  }

  private static Object within(DataType type, Object value) {
    if (value == null) {
      return null;
    } else if (type == DataType.Primitive.VARIANT) {
      return of((List<?>) value);
    } else if (type instanceof StructType struct) {
      return within(struct, (List<?>) value);
    } else if (type instanceof DataType.Array array) {
      List<Object> elements = new ArrayList<>();
      ((List<?>) value).forEach(element -> elements.add(within(array.element(), element)));
      return elements;
    } else if (type instanceof DataType.MapOf map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach((k, v) -> entries.put(within(map.key(), k), within(map.value(), v)));
      return entries;
    }
    return value;
  }

  static String of(Variant variant) {
    return switch (variant.getType()) {
      case OBJECT -> {
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < variant.numObjectElements(); i++) {
          Variant.ObjectField field = variant.getFieldAtIndex(i);
          fields.put(field.key, of(field.value));
          // By name too: readers search for it, so the fields have to be in order.
          Variant found = variant.getFieldByKey(field.key);
          fields.put(field.key + " found", found == null ? "nothing" : of(found));
        }
        yield fields.toString();
      }
      case ARRAY -> {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < variant.numArrayElements(); i++) {
          elements.add(of(variant.getElementAtIndex(i)));
        }
        yield elements.toString();
      }
      case NULL -> "null";
      case BOOLEAN -> "" + variant.getBoolean();
      case BYTE -> "integer " + variant.getByte();
      case SHORT -> "integer " + variant.getShort();
      case INT -> "integer " + variant.getInt();
      case LONG -> "integer " + variant.getLong();
      case DATE -> "date " + variant.getInt();
      case TIMESTAMP_TZ, TIMESTAMP_NTZ, TIME, TIMESTAMP_NANOS_TZ, TIMESTAMP_NANOS_NTZ ->
          variant.getType() + " " + variant.getLong();
      case FLOAT -> "float " + variant.getFloat();
      case DOUBLE -> "double " + variant.getDouble();
      case DECIMAL4, DECIMAL8, DECIMAL16 ->
          variant.getType() + " " + variant.getDecimal().toPlainString();
      case STRING -> "'" + variant.getString() + "'";
      case UUID -> "uuid " + variant.getUUID();
      case BINARY -> {
        byte[] bytes = new byte[variant.getBinary().remaining()];
        variant.getBinary().get(bytes);
        yield "binary " + Rows.comparable(bytes);
      }
    };
  }
}
