package io.moraine.log.stats;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.property.ColumnMappingMode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the partition values of a table's files.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#partition-value-serialization">
 *     Partition value serialization</a>
 */
public final class PartitionValues {
  private final List<StructField> columns;
  private final List<String> physicalNames;
  private final ZoneId zone;

  /**
   * Values of {@code partitionColumns}, which are columns of {@code schema}.
   *
   * @param zone the zone of times that are written without one
   */
  public PartitionValues(
      StructType schema, List<String> partitionColumns, ColumnMappingMode mode, ZoneId zone) {
    this.columns = partitionColumns.stream().map(schema::field).toList();
    this.physicalNames = columns.stream().map(field -> PhysicalNames.of(field, mode)).toList();
    this.zone = zone;
  }

  /** The partition columns, in the order of the partitioning. */
  public List<StructField> columns() {
    return columns;
  }

  /**
   * The value that all rows of {@code file} have in partition column {@code index}, an object as
   * {@link DataType} names it, or null.
   *
   * @throws CorruptTableException if the log has no value for the column, or one that is not of its
   *     type
   */
  public @Nullable Object value(AddFile file, int index) {
    return value(file.partitionValues(), file::path, index);
  }

  /**
   * As the other, of a file of which partition values and path are known.
   *
   * @param values by physical column name, as the log has them
   * @param path names the file in errors
   */
  public @Nullable Object value(
      Map<String, @Nullable String> values, Supplier<String> path, int index) {
    StructField column = columns.get(index);
    String text = text(values, path, physicalNames.get(index));
    try {
      return parse(column.type(), text, zone);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new CorruptTableException(
          "The file '%s' has the value '%s' for partition column '%s', which is not a %s"
              .formatted(path.get(), text, column.name(), column.type().sql()),
          e);
    }
  }

  private static @Nullable String text(
      Map<String, @Nullable String> values, Supplier<String> path, String name) {
    String text = values.get(name);
    if (text != null || values.containsKey(name)) {
      return text;
    }
    for (Map.Entry<String, @Nullable String> entry : values.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(name)) {
        return entry.getValue();
      }
    }
    throw new CorruptTableException(
        "The file '%s' has no value for partition column '%s'; it has: %s"
            .formatted(path.get(), name, String.join(", ", values.keySet())));
  }

  /**
   * The value that {@code text} stands for; null for null and for the empty string.
   *
   * @param zone the zone of a time that is written without one
   * @throws IllegalArgumentException if it is not of the type, as are {@link DateTimeException} and
   *     {@link ArithmeticException}
   */
  static @Nullable Object parse(DataType type, @Nullable String text, ZoneId zone) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (type instanceof DataType.Decimal decimal) {
      BigDecimal value = new BigDecimal(text.strip()).setScale(decimal.scale());
      if (value.precision() > decimal.precision()) {
        throw new ArithmeticException("More digits than " + decimal);
      }
      return value;
    }
    if (!(type instanceof DataType.Primitive primitive)) {
      throw new IllegalArgumentException("No table can be partitioned by " + type);
    }
    return switch (primitive) {
      case STRING -> text;
      case BINARY -> text.getBytes(StandardCharsets.UTF_8);
      case BOOLEAN -> bool(text.strip());
      case BYTE -> (int) Byte.parseByte(text.strip());
      case SHORT -> (int) Short.parseShort(text.strip());
      case INTEGER -> Integer.parseInt(text.strip());
      case LONG -> Long.parseLong(text.strip());
      case FLOAT -> single(text.strip());
      case DOUBLE -> floating(text.strip());
      case DATE -> DateTimes.days(text);
      case TIMESTAMP -> DateTimes.instantMicros(text, zone);
      case TIMESTAMP_NTZ -> DateTimes.localMicros(text);
      case VARIANT, VOID ->
          throw new IllegalArgumentException("No table can be partitioned by " + type);
    };
  }

  private static boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Double floating(String text) {
    return switch (text) {
      case "Infinity", "+Infinity", "inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Infinity", "-inf", "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN", "nan" -> Double.NaN;
      default -> Double.valueOf(text);
    };
  }

  /** Straight to 32 bits: by way of 64 a value could be rounded twice. */
  private static Float single(String text) {
    Double special = floating(text);
    return special.isNaN() || special.isInfinite() ? special.floatValue() : Float.valueOf(text);
  }
}
