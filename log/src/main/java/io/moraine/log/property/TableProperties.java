package io.moraine.log.property;

import io.moraine.core.error.InvalidInputException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table's properties with their types and defaults.
 *
 * <p>An accessor throws {@link InvalidInputException} if its property is set to what it cannot be;
 * properties that are not asked for cannot fail.
 *
 * @param raw the properties as the table's metadata has them
 */
public record TableProperties(Map<String, @Nullable String> raw) {
  /** The key of the name of the column of {@link #materializedRowIdColumn}. */
  public static final String ROW_ID_COLUMN = "delta.rowTracking.materializedRowIdColumnName";

  /** The key of the name of the column of {@link #materializedRowCommitVersionColumn}. */
  public static final String ROW_COMMIT_VERSION_COLUMN =
      "delta.rowTracking.materializedRowCommitVersionColumnName";

  /** The key of {@link #inCommitTimestampEnablementVersion}. */
  public static final String TIMESTAMP_ENABLEMENT_VERSION =
      "delta.inCommitTimestampEnablementVersion";

  /** The key of {@link #inCommitTimestampEnablementTimestamp}. */
  public static final String TIMESTAMP_ENABLEMENT_TIMESTAMP =
      "delta.inCommitTimestampEnablementTimestamp";

  /** What writers set for themselves; nobody else may. By key in lower case. */
  private static final Set<String> WRITERS_OWN =
      Stream.of(
              ROW_ID_COLUMN,
              ROW_COMMIT_VERSION_COLUMN,
              TIMESTAMP_ENABLEMENT_VERSION,
              TIMESTAMP_ENABLEMENT_TIMESTAMP,
              "delta.columnMapping.maxColumnId",
              "delta.requireCheckpointProtectionBeforeVersion",
              "delta.rowTrackingSuspended")
          .map(key -> key.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private static final String CONSTRAINT_PREFIX = "delta.constraints.";

  public TableProperties {
    raw = Collections.unmodifiableMap(new LinkedHashMap<>(raw));
  }

  /** How many commits there are from one checkpoint to the next: 10 unless set. */
  public int checkpointInterval() {
    return (int) number("delta.checkpointInterval", 1, Integer.MAX_VALUE).orElse(10);
  }

  /** How long log files stay: 30 days unless set. */
  public Duration logRetention() {
    return duration("delta.logRetentionDuration").orElse(Duration.ofDays(30));
  }

  /** Whether expired log files are removed after a checkpoint: yes unless set. */
  public boolean enableExpiredLogCleanup() {
    return flag("delta.enableExpiredLogCleanup", true);
  }

  /** Before which version history may only go as a whole, if the table has such versions. */
  public OptionalLong requireCheckpointProtectionBeforeVersion() {
    return number("delta.requireCheckpointProtectionBeforeVersion", 0, Long.MAX_VALUE);
  }

  /** How long files that left the table stay: a week unless set. */
  public Duration deletedFileRetention() {
    return duration("delta.deletedFileRetentionDuration").orElse(Duration.ofDays(7));
  }

  /** How long an application's transaction version stays: for ever unless set. */
  public Optional<Duration> setTransactionRetention() {
    return duration("delta.setTransactionRetentionDuration");
  }

  /** Whether rows may only be added. */
  public boolean appendOnly() {
    return flag("delta.appendOnly", false);
  }

  /** Whether changed rows are written for readers of changes. */
  public boolean enableChangeDataFeed() {
    return flag("delta.enableChangeDataFeed", false);
  }

  /** Whether rows may be deleted by marking them. */
  public boolean enableDeletionVectors() {
    return flag("delta.enableDeletionVectors", false);
  }

  /** Whether commits carry their own time. */
  public boolean enableInCommitTimestamps() {
    return flag("delta.enableInCommitTimestamps", false);
  }

  /** The first version with a time of its own, if the table was older then. */
  public OptionalLong inCommitTimestampEnablementVersion() {
    return number(TIMESTAMP_ENABLEMENT_VERSION, 0, Long.MAX_VALUE);
  }

  /** The time of that version, in milliseconds since 1970-01-01T00:00Z. */
  public OptionalLong inCommitTimestampEnablementTimestamp() {
    return number(TIMESTAMP_ENABLEMENT_TIMESTAMP, 0, Long.MAX_VALUE);
  }

  /** How columns are found in data files. */
  public ColumnMappingMode columnMappingMode() {
    String key = "delta.columnMapping.mode";
    return text(key)
        .map(
            value ->
                switch (value.toLowerCase(Locale.ROOT)) {
                  case "none" -> ColumnMappingMode.NONE;
                  case "name" -> ColumnMappingMode.NAME;
                  case "id" -> ColumnMappingMode.ID;
                  default -> throw invalid(key, "none, name or id", value);
                })
        .orElse(ColumnMappingMode.NONE);
  }

  /** How many leaf columns have statistics: 32 unless set, all if −1. */
  public int dataSkippingNumIndexedCols() {
    return (int) number("delta.dataSkippingNumIndexedCols", -1, Integer.MAX_VALUE).orElse(32);
  }

  /** The columns that have statistics, as the property lists them, if it is set. */
  public Optional<String> dataSkippingStatsColumns() {
    return text("delta.dataSkippingStatsColumns");
  }

  /** Whether checkpoints hold statistics as JSON: yes unless set. */
  public boolean checkpointStatsAsJson() {
    return flag("delta.checkpoint.writeStatsAsJson", true);
  }

  /**
   * Whether checkpoints hold statistics and partition values as columns too: yes unless set, as
   * with Spark, where the protocol's text says no. Plans are made from columns many times faster.
   */
  public boolean checkpointStatsAsStruct() {
    return flag("delta.checkpoint.writeStatsAsStruct", true);
  }

  /** Which kind of checkpoint is written: classic unless set. */
  public CheckpointPolicy checkpointPolicy() {
    String key = "delta.checkpointPolicy";
    return text(key)
        .map(
            value ->
                switch (value.toLowerCase(Locale.ROOT)) {
                  case "classic" -> CheckpointPolicy.CLASSIC;
                  case "v2" -> CheckpointPolicy.V2;
                  default -> throw invalid(key, "classic or v2", value);
                })
        .orElse(CheckpointPolicy.CLASSIC);
  }

  /** How data files and checkpoints are compressed, as the property names it, if it is set. */
  public Optional<String> parquetCompression() {
    return text("delta.parquet.compression.codec");
  }

  /** Whether every row has an id that stays with it. */
  public boolean enableRowTracking() {
    return flag("delta.enableRowTracking", false);
  }

  /** Whether rows get no ids for now, although the protocol has them. */
  public boolean rowTrackingSuspended() {
    return flag("delta.rowTrackingSuspended", false);
  }

  /** The column of data files with the ids of rows that were moved, where rows are tracked. */
  public Optional<String> materializedRowIdColumn() {
    return text(ROW_ID_COLUMN);
  }

  /** The column of data files with the versions that last changed rows, where rows are tracked. */
  public Optional<String> materializedRowCommitVersionColumn() {
    return text(ROW_COMMIT_VERSION_COLUMN);
  }

  /** How large in bytes maintenance makes data files, if the property is set. */
  public OptionalLong targetFileSizeBytes() {
    String key = "delta.targetFileSize";
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong bytes = ByteSize.parse(value.get());
    if (bytes.isEmpty() || bytes.getAsLong() < 1) {
      throw invalid(key, "a size such as 134217728, 128mb or 1gb", value.get());
    }
    return bytes;
  }

  /** The isolation that writers keep: {@code Serializable} unless set. */
  public String isolationLevel() {
    return text("delta.isolationLevel").orElse("Serializable");
  }

  /** The CHECK constraints' SQL by name, in order. */
  public Map<String, String> checkConstraints() {
    Map<String, String> constraints = new LinkedHashMap<>();
    raw.forEach(
        (key, value) -> {
          if (value != null && key.toLowerCase(Locale.ROOT).startsWith(CONSTRAINT_PREFIX)) {
            constraints.put(key.substring(CONSTRAINT_PREFIX.length()), value);
          }
        });
    return constraints;
  }

  /**
   * Returns if a user may set all of the properties.
   *
   * @throws InvalidInputException naming the first that only writers set, for themselves
   */
  public TableProperties requireUsers() {
    for (String key : raw.keySet()) {
      if (WRITERS_OWN.contains(key.toLowerCase(Locale.ROOT))) {
        throw new InvalidInputException(
            "Table property '%s' is set by writers as they need it, and cannot be set"
                .formatted(key));
      }
    }
    return this;
  }

  /** The property's text, if it is set. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(raw.get(key));
  }

  /** Whether property {@code key} is set to true. */
  public boolean isOn(String key) {
    return flag(key, false);
  }

  /** Whether {@code key} is set to true; {@code otherwise} if it is not set. */
  private boolean flag(String key, boolean otherwise) {
    String value = raw.get(key);
    if (value == null) {
      return otherwise;
    }
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(key, "true or false", value);
    };
  }

  private OptionalLong number(String key, long min, long max) {
    String value = raw.get(key);
    if (value == null) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(value.strip());
      if (number >= min && number <= max) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException e) {
      // Falls through to the same complaint.
    }
    throw invalid(key, "a whole number of at least " + min, value);
  }

  private Optional<Duration> duration(String key) {
    String value = raw.get(key);
    if (value == null) {
      return Optional.empty();
    }
    Optional<Duration> duration = Interval.parse(value).filter(length -> !length.isNegative());
    if (duration.isEmpty()) {
      throw invalid(key, "an interval of weeks, days, hours or less", value);
    }
    return duration;
  }

  private static InvalidInputException invalid(String key, String expected, String found) {
    return new InvalidInputException(
        "Table property '%s' must be %s, found '%s'"
            .formatted(key, expected, Objects.toString(found)));
  }
}
