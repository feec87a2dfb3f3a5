package io.moraine.log.sink;

import io.moraine.core.json.JsonWriter;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A data file's statistics as {@code add.stats} holds them.
 *
 * <p>What JSON or the protocol has no form for is left out and so unknown: bounds that are NaN or
 * infinite, of booleans, binaries and nested values. Timestamps are cut to milliseconds, as all
 * writers do and all readers allow for. A column of floating-point numbers without NaN says so by a
 * {@code nanCount} of 0, a name of our own: without it, a greatest number bounds nothing, as many
 * writers pass over NaN.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#per-file-statistics">Per-file
 *     statistics</a>
 */
public final class StatisticsJson {
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("'T'HH:mm:ss.SSS")
          .toFormatter();

  private StatisticsJson() {}

  /**
   * The JSON text.
   *
   * @param columns the columns to tell of, by path
   * @param statistics what is known of them
   */
  public static String json(
      long rowCount,
      Map<List<String>, DataType> columns,
      Map<List<String>, ColumnStatistics> statistics) {
    Map<String, Object> mins = new LinkedHashMap<>();
    Map<String, Object> maxes = new LinkedHashMap<>();
    Map<String, Object> nullCounts = new LinkedHashMap<>();
    Map<String, Object> nanCounts = new LinkedHashMap<>();
    columns.forEach(
        (path, type) -> {
          ColumnStatistics known = statistics.getOrDefault(path, ColumnStatistics.UNKNOWN);
          put(mins, path, bound(type, known.min(), StringBounds::lower));
          put(maxes, path, bound(type, known.max(), StringBounds::upper));
          put(nullCounts, path, known.nullCount() < 0 ? null : known.nullCount());
          put(nanCounts, path, hasNoNan(known.max()) ? 0L : null);
        });
    JsonWriter json = new JsonWriter().beginObject().field("numRecords", rowCount);
    json.name("minValues");
    write(mins, json);
    json.name("maxValues");
    write(maxes, json);
    json.name("nullCount");
    write(nullCounts, json);
    if (!nanCounts.isEmpty()) {
      json.name("nanCount");
      write(nanCounts, json);
    }
    return json.endObject().toString();
  }

  /** Whether {@code least}, the least value of a column or null, is told of in statistics. */
  public static boolean hasBound(DataType type, @Nullable Object least) {
    return bound(type, least, StringBounds::lower) != null;
  }

  /** Whether a greatest floating-point number is known, and is one: NaN is above all others. */
  private static boolean hasNoNan(@Nullable Object max) {
    return (max instanceof Double number && !number.isNaN())
        || (max instanceof Float single && !single.isNaN());
  }

  /** The bound as a JSON number or string; null if it has no form. */
  private static @Nullable Object bound(
      DataType type, @Nullable Object value, Function<String, @Nullable String> shorten) {
    if (value == null || type.isNested()) {
      return null;
    } else if (type instanceof DataType.Decimal) {
      return value;
    }
    return switch ((DataType.Primitive) type) {
      case BYTE, SHORT, INTEGER, LONG -> ((Number) value).longValue();
      case FLOAT -> Float.isFinite((Float) value) ? value : null;
      case DOUBLE -> Double.isFinite((Double) value) ? value : null;
      case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
      case TIMESTAMP -> millis((Long) value) + "Z";
      case TIMESTAMP_NTZ -> millis((Long) value);
      case STRING -> shorten.apply((String) value);
      case BOOLEAN, BINARY, VARIANT, VOID -> null;
    };
  }

  private static String millis(long micros) {
    return MILLIS.format(
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L),
            (int) Math.floorMod(micros, 1_000_000L) * 1_000,
            ZoneOffset.UTC));
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> tree, List<String> path, @Nullable Object value) {
    if (value == null) {
      return;
    }
    Map<String, Object> at = tree;
    for (String name : path.subList(0, path.size() - 1)) {
      at = (Map<String, Object>) at.computeIfAbsent(name, key -> new LinkedHashMap<>());
    }
    at.put(path.get(path.size() - 1), value);
  }

  private static void write(Object value, JsonWriter json) {
    if (value instanceof Map<?, ?> tree) {
      json.beginObject();
      tree.forEach(
          (name, child) -> {
            json.name((String) name);
            write(child, json);
          });
      json.endObject();
    } else if (value instanceof Long number) {
      json.value(number.longValue());
    } else if (value instanceof Float number) {
      json.value(number.floatValue());
    } else if (value instanceof Double number) {
      json.value(number.doubleValue());
    } else if (value instanceof BigDecimal number) {
      json.value(number);
    } else {
      json.value((String) value);
    }
  }
}
