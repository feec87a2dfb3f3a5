package io.moraine.core.text;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Values as Spark's cast to STRING writes them. */
public final class ValueText {
  private ValueText() {}

  /**
   * The text of {@code value}, which is not null and of the class that {@link DataType} names.
   *
   * @param zone in which timestamps are shown
   */
  public static String format(DataType type, Object value, ZoneId zone) {
    if (type == DataType.Primitive.DATE) {
      return DateText.format((Integer) value);
    } else if (type == DataType.Primitive.TIMESTAMP) {
      return TimestampText.format((Long) value, zone);
    } else if (type == DataType.Primitive.TIMESTAMP_NTZ) {
      return TimestampText.format((Long) value, ZoneOffset.UTC);
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    } else if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    } else if (type instanceof DataType.Array array) {
      StringJoiner text = new StringJoiner(", ", "[", "]");
      ((List<?>) value).forEach(e -> text.add(part(array.element(), e, zone)));
      return text.toString();
    } else if (type instanceof DataType.MapOf map) {
      StringJoiner text = new StringJoiner(", ", "{", "}");
      ((Map<?, ?>) value)
          .forEach(
              (k, v) -> text.add(part(map.key(), k, zone) + " -> " + part(map.value(), v, zone)));
      return text.toString();
    } else if (type instanceof StructType struct) {
      StringJoiner text = new StringJoiner(", ", "{", "}");
      for (int i = 0; i < struct.size(); i++) {
        text.add(part(struct.field(i).type(), ((List<?>) value).get(i), zone));
      }
      return text.toString();
    }
    return value.toString();
  }

  private static String part(DataType type, Object value, ZoneId zone) {
    return value == null ? "null" : format(type, value, zone);
  }
}
