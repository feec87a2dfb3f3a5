package io.moraine.benchmark.log;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A data file that is not there, as logs tell of it: 20 columns with statistics and a partition.
 *
 * <p>Column {@code c0} of file {@code i} has the values {@code 1000 p} to {@code 1000 p + 999}, for
 * a {@code p} that no other file has.
 */
record SyntheticFile(int number, int permuted) {
  static final int ROWS = 1_000;
  static final String PARTITION = "day";
  private static final int DAYS = 365;
  private static final int PRIME = 7_368_787;
  private static final long START_SECONDS = 1_700_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final DataType DECIMAL = new DataType.Decimal(12, 2);
  private static final List<DataType> TYPES =
      List.of(
          Primitive.LONG,
          Primitive.DATE,
          Primitive.TIMESTAMP,
          Primitive.DOUBLE,
          Primitive.STRING,
          DECIMAL,
          Primitive.INTEGER);
  private static final int COLUMNS = 20;

  /** The columns that have statistics: {@code c0} to {@code c19}. */
  static final StructType STATISTICS_COLUMNS = columns();

  /** All columns: also the partition's. */
  static final StructType SCHEMA = schema();

  private static StructType columns() {
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      fields.add(StructField.of("c" + i, TYPES.get(i % TYPES.size())));
    }
    return StructType.of(fields);
  }

  private static StructType schema() {
    List<StructField> fields = new ArrayList<>(STATISTICS_COLUMNS.fields());
    fields.add(StructField.of(PARTITION, Primitive.DATE));
    return StructType.of(fields);
  }

  static SyntheticFile of(int number, int count) {
    return new SyntheticFile(number, (int) ((long) number * PRIME % count));
  }

  LocalDate day() {
    return LocalDate.of(2024, 1, 1).plusDays(number % DAYS);
  }

  String path() {
    UUID id = UUID.nameUUIDFromBytes(("file" + number).getBytes(StandardCharsets.UTF_8));
    return "%s=%s/part-%05d-%s.c000.snappy.parquet".formatted(PARTITION, day(), number % 200, id);
  }

  long sizeBytes() {
    return 30_000_000L + number % 7919;
  }

  long modificationTime() {
    return (START_SECONDS + number) * 1000;
  }

  /** The column's least value, or its greatest. */
  Object bound(int column, boolean least) {
    long low = (long) permuted * ROWS + (least ? 0 : ROWS - 1);
    DataType type = TYPES.get(column % TYPES.size());
    if (type == Primitive.LONG) {
      return low * (column + 1);
    } else if (type == Primitive.DATE) {
      return 19_000 + (permuted + column) % 1_000 + (least ? 0 : 3);
    } else if (type == Primitive.TIMESTAMP) {
      return (START_SECONDS * 1000 + low) * 1000;
    } else if (type == Primitive.DOUBLE) {
      return low / 8.0;
    } else if (type == Primitive.STRING) {
      return "customer-%09d".formatted(low);
    } else if (type == Primitive.INTEGER) {
      return (int) (low % 1_000_000_007L);
    }
    return BigDecimal.valueOf(low, 2);
  }

  long nullCount(int column) {
    return column == 0 ? 0 : (number + column) % 10;
  }

  String statistics() {
    StringBuilder json = new StringBuilder(1024).append("{\"numRecords\":").append(ROWS);
    bounds(json.append(",\"minValues\":{"), true);
    bounds(json.append("},\"maxValues\":{"), false);
    json.append("},\"nullCount\":{");
    for (int i = 0; i < COLUMNS; i++) {
      json.append(i == 0 ? "" : ",").append("\"c").append(i).append("\":").append(nullCount(i));
    }
    return json.append("}}").toString();
  }

  private void bounds(StringBuilder json, boolean least) {
    for (int i = 0; i < COLUMNS; i++) {
      DataType type = TYPES.get(i % TYPES.size());
      Object value = bound(i, least);
      json.append(i == 0 ? "" : ",").append("\"c").append(i).append("\":");
      if (type == Primitive.DATE) {
        json.append('"').append(LocalDate.ofEpochDay((Integer) value)).append('"');
      } else if (type == Primitive.TIMESTAMP) {
        LocalDateTime time =
            LocalDateTime.ofEpochSecond(
                (Long) value / 1_000_000, (int) ((Long) value % 1_000_000) * 1_000, ZoneOffset.UTC);
        json.append('"').append(TIME.format(time)).append('"');
      } else if (type == Primitive.STRING) {
        json.append('"').append(value).append('"');
      } else {
        json.append(value);
      }
    }
  }

  /** The {@code add} action, a line of a commit. */
  String addLine() {
    return "{\"add\":{\"path\":\"%s\",\"partitionValues\":{\"%s\":\"%s\"},\"size\":%d,\"modificationTime\":%d,\"dataChange\":true,\"stats\":\"%s\"}}"
        .formatted(
            path(),
            PARTITION,
            day(),
            sizeBytes(),
            modificationTime(),
            statistics().replace("\"", "\\\""));
  }

  /** The {@code remove} action, a line of a commit. */
  String removeLine() {
    return "{\"remove\":{\"path\":\"%s\",\"deletionTimestamp\":%d,\"dataChange\":true,\"extendedFileMetadata\":true,\"partitionValues\":{\"%s\":\"%s\"},\"size\":%d}}"
        .formatted(path(), modificationTime() + 1_000_000, PARTITION, day(), sizeBytes());
  }
}
