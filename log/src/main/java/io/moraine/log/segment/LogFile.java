package io.moraine.log.segment;

import io.moraine.core.store.ObjectStatus;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the log, as its name says what it is.
 *
 * @param version the version it belongs to; for a compaction the first of its range
 * @param part which part of a checkpoint it is, from 1
 * @param parts of how many
 */
public record LogFile(ObjectStatus status, Kind kind, long version, int part, int parts) {
  /** Where a table's log is, below the table's root. */
  public static final String FOLDER = "_delta_log";

  private static final Pattern CHECKPOINT_PART =
      Pattern.compile("checkpoint\\.(\\d{10})\\.(\\d{10})\\.parquet");
  private static final Pattern V2_CHECKPOINT =
      Pattern.compile(
          "checkpoint\\.\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\.(json|parquet)");
  private static final Pattern COMPACTED = Pattern.compile("\\d{20}\\.compacted\\.json");
  private static final int VERSION_DIGITS = 20;

  /** What a file of the log can be. */
  public enum Kind {
    /** {@code 7.json}: the actions of one version. */
    COMMIT,
    /** {@code 7.checkpoint.parquet}: the whole state. */
    CLASSIC_CHECKPOINT,
    /** {@code 7.checkpoint.1.2.parquet}: a part of the whole state. */
    CHECKPOINT_PART,
    /** {@code 7.checkpoint.<uuid>.parquet}: the whole state, perhaps with sidecars. */
    V2_PARQUET_CHECKPOINT,
    /** {@code 7.checkpoint.<uuid>.json}: the whole state, perhaps with sidecars. */
    V2_JSON_CHECKPOINT,
    /** {@code 7.9.compacted.json}: several commits in one. */
    COMPACTED,
    /** {@code 7.crc}: a summary of a version. */
    CHECKSUM;

    /** Whether such a file is a checkpoint, or a part of one. */
    public boolean isCheckpoint() {
      return mayHaveSidecars() || this == CHECKPOINT_PART;
    }

    /** Whether such a file may name others that hold a part of the state. */
    public boolean mayHaveSidecars() {
      return this == CLASSIC_CHECKPOINT
          || this == V2_PARQUET_CHECKPOINT
          || this == V2_JSON_CHECKPOINT;
    }
  }

  /** What {@code status} is by its name; nothing for files that are not the log's. */
  public static Optional<LogFile> of(ObjectStatus status) {
    String name = status.name();
    if (name.length() <= VERSION_DIGITS + 1 || name.charAt(VERSION_DIGITS) != '.') {
      return Optional.empty();
    }
    long version = version(name);
    if (version < 0) {
      return Optional.empty();
    }
    String rest = name.substring(VERSION_DIGITS + 1);
    return switch (rest) {
      case "json" -> Optional.of(new LogFile(status, Kind.COMMIT, version, 1, 1));
      case "crc" -> Optional.of(new LogFile(status, Kind.CHECKSUM, version, 1, 1));
      case "checkpoint.parquet" ->
          Optional.of(new LogFile(status, Kind.CLASSIC_CHECKPOINT, version, 1, 1));
      default ->
          rest.startsWith("checkpoint.")
              ? checkpoint(status, version, rest)
              : compacted(status, version, rest);
    };
  }

  private static Optional<LogFile> checkpoint(ObjectStatus status, long version, String rest) {
    Matcher part = CHECKPOINT_PART.matcher(rest);
    if (part.matches()) {
      long number = Long.parseLong(part.group(1));
      long of = Long.parseLong(part.group(2));
      return number < 1 || number > of || of > Integer.MAX_VALUE
          ? Optional.empty()
          : Optional.of(new LogFile(status, Kind.CHECKPOINT_PART, version, (int) number, (int) of));
    }
    Matcher v2 = V2_CHECKPOINT.matcher(rest);
    if (!v2.matches()) {
      return Optional.empty();
    }
    Kind kind = v2.group(1).equals("json") ? Kind.V2_JSON_CHECKPOINT : Kind.V2_PARQUET_CHECKPOINT;
    return Optional.of(new LogFile(status, kind, version, 1, 1));
  }

  private static Optional<LogFile> compacted(ObjectStatus status, long version, String rest) {
    return COMPACTED.matcher(rest).matches() && version(rest) > version
        ? Optional.of(new LogFile(status, Kind.COMPACTED, version, 1, 1))
        : Optional.empty();
  }

  /** The last version of what it holds: of a compaction's range, or {@link #version}. */
  public long lastVersion() {
    return kind == Kind.COMPACTED ? version(status.name().substring(VERSION_DIGITS + 1)) : version;
  }

  /** The version that {@code name} starts with, −1 if it starts with none. */
  public static long version(String name) {
    if (name.length() < VERSION_DIGITS) {
      return -1;
    }
    long version = 0;
    for (int i = 0; i < VERSION_DIGITS; i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9 || version > (Long.MAX_VALUE - digit) / 10) {
        return -1;
      }
      version = version * 10 + digit;
    }
    return version;
  }

  /** What the names of all files of {@code version} start with. */
  public static String prefix(long version) {
    return String.format(Locale.ROOT, "%020d", version);
  }

  /** The key of the commits of versions {@code first} to {@code last} in one file. */
  public static String compactedKey(long first, long last) {
    return FOLDER + "/" + prefix(first) + "." + prefix(last) + ".compacted.json";
  }

  /** The key of the commit of {@code version}. */
  public static String commitKey(long version) {
    return FOLDER + "/" + prefix(version) + ".json";
  }
}
