package io.moraine.spec.peers;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import io.moraine.engine.session.SqlSession;
import io.moraine.engine.session.StatementResult;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.types.variant.Variant;

/** Moraine's view of a table; Spark's library makes variants readable. */
final class Moraine {
  private Moraine() {}

  /** All rows that {@code sql} gives, sorted as texts. */
  static List<String> rows(SqlSession session, String sql) {
    List<String> rows = new ArrayList<>();
    try (StatementResult result = session.execute(sql)) {
      for (ColumnBatch batch = result.rows().next(); batch != null; batch = result.rows().next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<Object> values = new ArrayList<>();
          for (int i = 0; i < batch.schema().size(); i++) {
            values.add(convert(batch.schema().field(i).type(), batch.column(i).value(row)));
          }
          rows.add(Canonical.row(values));
        }
      }
    }
    Collections.sort(rows);
    return rows;
  }

  private static Object convert(DataType type, Object value) {
    if (value == null) {
      return null;
    } else if (type == Primitive.VARIANT) {
      List<?> parts = (List<?>) value;
      return new Variant((byte[]) parts.get(1), (byte[]) parts.get(0)).toJson(ZoneOffset.UTC);
    } else if (type == Primitive.TIMESTAMP) {
      return Canonical.instant((Long) value);
    } else if (type == Primitive.TIMESTAMP_NTZ) {
      return Canonical.local((Long) value);
    } else if (type == Primitive.DATE) {
      return Canonical.date((Integer) value);
    } else if (type instanceof StructType struct) {
      List<Object> fields = new ArrayList<>();
      for (int i = 0; i < struct.size(); i++) {
        fields.add(convert(struct.field(i).type(), ((List<?>) value).get(i)));
      }
      return fields;
    } else if (type instanceof DataType.Array array) {
      List<Object> elements = new ArrayList<>();
      ((List<?>) value).forEach(element -> elements.add(convert(array.element(), element)));
      return elements;
    } else if (type instanceof DataType.MapOf map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach((k, v) -> entries.put(convert(map.key(), k), convert(map.value(), v)));
      return entries;
    }
    return value;
  }
}
