package io.moraine.log.sink;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/**
 * Partition values as the log writes them.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#partition-value-serialization">
 *     Partition value serialization</a>
 */
public final class PartitionText {
  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm:ss.SSSSSS'Z'")
          .toFormatter();
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter();

  private PartitionText() {}

  /**
   * The text of {@code value}, an object as {@link DataType} names it; null for null and for what
   * the protocol does not tell from null, the empty string.
   *
   * @throws InvalidInputException if a binary is not UTF-8, which the log cannot hold
   * @throws UnsupportedFeatureException if no table may be partitioned by the type
   */
  public static String of(DataType type, Object value) {
    if (value == null) {
      return null;
    } else if (type instanceof DataType.Decimal decimal) {
      return ((BigDecimal) value).setScale(decimal.scale()).toPlainString();
    } else if (!(type instanceof DataType.Primitive primitive)) {
      throw unsupported(type);
    } else {
      return switch (primitive) {
        case BOOLEAN, BYTE, SHORT, INTEGER, LONG -> value.toString();
        // Adding 0.0 makes the negative zero positive.
        case FLOAT -> Float.toString((Float) value + 0.0f);
        case DOUBLE -> Double.toString((Double) value + 0.0);
        case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
        case TIMESTAMP -> INSTANT.format(dateTime((Long) value));
        case TIMESTAMP_NTZ -> LOCAL.format(dateTime((Long) value));
        case STRING -> nullIfEmpty((String) value);
        case BINARY -> nullIfEmpty(utf8((byte[]) value));
        case VARIANT, VOID -> throw unsupported(type);
      };
    }
  }

  private static String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  private static LocalDateTime dateTime(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L),
        (int) Math.floorMod(micros, 1_000_000L) * 1_000,
        ZoneOffset.UTC);
  }

  private static String utf8(byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          "A binary partition value must be valid UTF-8 for the log to hold it, but X'%s' is not"
              .formatted(java.util.HexFormat.of().formatHex(value)),
          e);
    }
  }

  private static UnsupportedFeatureException unsupported(DataType type) {
    return new UnsupportedFeatureException(
        "A table cannot be partitioned by a column of type %s".formatted(type.sql()));
  }
}
