package io.moraine.connector.spark.changes;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.text.TimestampText;
import io.moraine.log.changes.ChangeBounds;
import io.moraine.log.changes.ChangePoint;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Which versions' changes a program wants.
 *
 * @param options those of the reader that say so, by their names in lower case
 */
public record ChangesRequest(Map<String, String> options) {
  private static final String MARK = "#changes?";
  private static final long MICROS_PER_MILLI = 1000;

  public ChangesRequest {
    options = Map.copyOf(options);
  }

  /** What {@code options} ask for, if they ask for changes. */
  public static Optional<ChangesRequest> of(CaseInsensitiveStringMap options) {
    boolean wanted =
        options.getBoolean("readChangeFeed", false) || options.getBoolean("readChangeData", false);
    if (!wanted) {
      return Optional.empty();
    }
    Map<String, String> kept = new TreeMap<>();
    for (String name :
        new String[] {"startingVersion", "startingTimestamp", "endingVersion", "endingTimestamp"}) {
      if (options.containsKey(name)) {
        kept.put(name.toLowerCase(Locale.ROOT), options.get(name));
      }
    }
    return Optional.of(new ChangesRequest(kept));
  }

  /** The name of a table that stands for the changes of the table called {@code name}. */
  public String name(String name) {
    return name
        + options.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", MARK, ""));
  }

  /** What {@code name} asks for, if it is one of {@link #name}. */
  public static Optional<ChangesRequest> ofName(String name) {
    int at = name.indexOf(MARK);
    if (at < 0) {
      return Optional.empty();
    }
    Map<String, String> options = new TreeMap<>();
    for (String part : name.substring(at + MARK.length()).split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        options.put(
            part.substring(0, equals),
            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return Optional.of(new ChangesRequest(options));
  }

  /** The table's own name in {@code name}, one of {@link #name}. */
  public static String tableOf(String name) {
    return name.substring(0, name.indexOf(MARK));
  }

  /**
   * The versions; those of times without a zone are in {@code zone}.
   *
   * @throws InvalidInputException if an option is missing or malformed, or contradicts another
   */
  public ChangeBounds bounds(ZoneId zone) {
    ChangePoint from =
        point("starting", zone)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "Changes need a start: the option startingVersion or startingTimestamp"));
    return new ChangeBounds(from, point("ending", zone), ChangeBounds.BeyondLatest.REFUSE);
  }

  /** Whether it says where the changes start. */
  public boolean isStarted() {
    return options.containsKey("startingversion") || options.containsKey("startingtimestamp");
  }

  /** The start or end that options name. */
  Optional<ChangePoint> point(String which, ZoneId zone) {
    String version = options.get(which + "version");
    String time = options.get(which + "timestamp");
    if (version != null && time != null) {
      throw new InvalidInputException(
          "The options %sVersion and %sTimestamp contradict each other: give one"
              .formatted(which, which));
    }
    if (version != null) {
      try {
        return Optional.of(new ChangePoint.AtVersion(Long.parseLong(version.strip())));
      } catch (NumberFormatException e) {
        throw new InvalidInputException(
            "The option %sVersion has to be a version, got '%s'".formatted(which, version), e);
      }
    }
    return Optional.ofNullable(time)
        .map(text -> new ChangePoint.AtTime(millis(which + "Timestamp", text, zone)));
  }

  /** The milliseconds that {@code text} means. */
  public static long millis(String option, String text, ZoneId zone) {
    OptionalLong micros = TimestampText.parse(text.strip(), zone);
    return Math.floorDiv(
        micros.orElseThrow(
            () ->
                new InvalidInputException(
                    "The option %s has to be a time such as 2024-02-29 12:00:00, got '%s'"
                        .formatted(option, text))),
        MICROS_PER_MILLI);
  }
}
