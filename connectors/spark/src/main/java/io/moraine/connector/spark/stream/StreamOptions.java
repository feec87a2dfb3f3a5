package io.moraine.connector.spark.stream;

import io.moraine.connector.spark.changes.ChangesRequest;
import io.moraine.core.error.InvalidInputException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What a program says of a stream.
 *
 * @param maxFiles how many files a step reads at most
 * @param maxBytes about how many bytes a step reads at most
 * @param start where changes start; without one the stream begins with all rows there are
 * @param onChange what to do about rows that go or change
 */
public record StreamOptions(
    long maxFiles, OptionalLong maxBytes, Optional<Start> start, OnChange onChange) {
  private static final long FILES = 1000;

  /** Where changes start. */
  public sealed interface Start {
    /** At a version, itself included. */
    record AtVersion(long version) implements Start {}

    /** At the first version of that time or later. */
    record AtTime(long millis) implements Start {}

    /** At the version after the newest. */
    record AfterLatest() implements Start {}
  }

  /** What becomes of a version that takes rows away. */
  public enum OnChange {
    /** It is an error. */
    FAIL,
    /** One that only takes rows away is passed over. */
    IGNORE_DELETES,
    /** What it adds is read, rows that were there before among it. */
    READ_ADDED,
    /** It is passed over. */
    SKIP
  }

  /**
   * What {@code options} say.
   *
   * @param zone of times that have none
   * @throws InvalidInputException if one is malformed
   */
  public static StreamOptions of(CaseInsensitiveStringMap options, ZoneId zone) {
    long files = positive(options, "maxFilesPerTrigger").orElse(FILES);
    OptionalLong bytes = positive(options, "maxBytesPerTrigger");
    OnChange onChange = OnChange.FAIL;
    if (options.getBoolean("skipChangeCommits", false)) {
      onChange = OnChange.SKIP;
    } else if (options.getBoolean("ignoreChanges", false)) {
      onChange = OnChange.READ_ADDED;
    } else if (options.getBoolean("ignoreDeletes", false)) {
      onChange = OnChange.IGNORE_DELETES;
    }
    return new StreamOptions(files, bytes, start(options, zone), onChange);
  }

  private static Optional<Start> start(CaseInsensitiveStringMap options, ZoneId zone) {
    String version = options.get("startingVersion");
    String time = options.get("startingTimestamp");
    if (version != null && time != null) {
      throw new InvalidInputException(
          "The options startingVersion and startingTimestamp contradict each other: give one");
    }
    if (time != null) {
      return Optional.of(new Start.AtTime(ChangesRequest.millis("startingTimestamp", time, zone)));
    }
    if (version == null) {
      return Optional.empty();
    }
    return Optional.of(
        version.equalsIgnoreCase("latest")
            ? new Start.AfterLatest()
            : new Start.AtVersion(number("startingVersion", version)));
  }

  private static OptionalLong positive(CaseInsensitiveStringMap options, String name) {
    String text = options.get(name);
    if (text == null) {
      return OptionalLong.empty();
    }
    String digits = text.strip().toLowerCase(Locale.ROOT);
    long unit = 1;
    if (digits.matches("\\d+[bkmg]b?")) {
      unit =
          switch (digits.replaceAll("\\d", "").charAt(0)) {
            case 'k' -> 1L << 10;
            case 'm' -> 1L << 20;
            case 'g' -> 1L << 30;
            default -> 1L;
          };
      digits = digits.replaceAll("\\D", "");
    }
    long value = Math.multiplyExact(number(name, digits), unit);
    if (value < 1) {
      throw new InvalidInputException(
          "The option %s has to be at least 1, got '%s'".formatted(name, text));
    }
    return OptionalLong.of(value);
  }

  private static long number(String name, String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "The option %s has to be a whole number, got '%s'".formatted(name, text), e);
    }
  }
}
