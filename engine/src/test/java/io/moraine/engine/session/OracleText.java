package io.moraine.engine.session;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values in one form, whoever gives them: numbers by their value, to seven digits. */
final class OracleText {
  private OracleText() {}

  static String row(ColumnBatch batch, int row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < batch.schema().size(); i++) {
      values.add(text(plain(batch.schema().field(i).type(), batch.column(i).value(row))));
    }
    return String.join(" | ", values);
  }

  static String row(ResultSet results) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
      values.add(text(results.getObject(i)));
    }
    return String.join(" | ", values);
  }

  static String row(ResultSet results, StructType ours) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      Object value = results.getObject(i + 1);
      if (value instanceof Double number && ours.field(i).type() instanceof DataType.Decimal type) {
        value = BigDecimal.valueOf(number).setScale(type.scale(), RoundingMode.HALF_UP);
      }
      values.add(text(value));
    }
    return String.join(" | ", values);
  }

  private static Object plain(DataType type, Object value) {
    if (value == null) {
      return null;
    } else if (type == Primitive.DATE) {
      return LocalDate.ofEpochDay((Integer) value);
    } else if (type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ) {
      long micros = (Long) value;
      return LocalDateTime.ofEpochSecond(
          Math.floorDiv(micros, 1_000_000L),
          (int) Math.floorMod(micros, 1_000_000L) * 1000,
          ZoneOffset.UTC);
    } else if (type instanceof StructType struct) {
      List<Object> fields = new ArrayList<>();
      for (int i = 0; i < struct.size(); i++) {
        fields.add(plain(struct.field(i).type(), ((List<?>) value).get(i)));
      }
      return fields;
    } else if (type instanceof DataType.Array array) {
      List<Object> elements = new ArrayList<>();
      ((List<?>) value).forEach(element -> elements.add(plain(array.element(), element)));
      return elements;
    }
    return value;
  }

  private static String text(Object value) throws IllegalArgumentException {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? number(BigDecimal.valueOf(number)) : value.toString();
    } else if (value instanceof BigDecimal number) {
      return number(number);
    } else if (value instanceof Number number) {
      return new BigInteger(number.toString()).toString();
    } else if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime().toString();
    } else if (value instanceof OffsetDateTime time) {
      return LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC).toString();
    } else if (value instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
    } else if (value instanceof List<?> list) {
      return list.stream().map(OracleText::text).toList().toString();
    } else if (value instanceof java.sql.Struct || value instanceof java.sql.Array) {
      return text(List.copyOf(nested(value)));
    }
    return String.valueOf(value);
  }

  private static List<String> nested(Object value) {
    try {
      Object[] parts =
          value instanceof java.sql.Struct struct
              ? struct.getAttributes()
              : (Object[]) ((java.sql.Array) value).getArray();
      List<String> texts = new ArrayList<>();
      for (Object part : parts) {
        texts.add(text(part));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String number(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal nearest = number.setScale(0, RoundingMode.HALF_EVEN);
    boolean isWhole =
        number.subtract(nearest).abs().compareTo(number.abs().scaleByPowerOfTen(-14)) <= 0;
    BigDecimal plain = isWhole ? nearest : number.stripTrailingZeros();
    return isWhole ? plain.toBigInteger().toString() : String.format(Locale.ROOT, "%.6e", plain);
  }
}
