package io.moraine.connector.spark.write;

import io.moraine.core.error.InvalidInputException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What a program says of a write.
 *
 * @param userMetadata words for the table's history
 * @param progress makes a write that is repeated happen once
 */
public record WriterOptions(Optional<String> userMetadata, Optional<Progress> progress) {
  /** That nothing is said. */
  public static final WriterOptions NONE = new WriterOptions(Optional.empty(), Optional.empty());

  /** What options there are, in lower case. */
  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              "path", "usermetadata", "txnappid", "txnversion", "checkpointlocation", "queryname"));

  /** How far application {@code appId} has come with this write. */
  public record Progress(String appId, long version) {}

  /**
   * What {@code options} say. Those that begin with {@code moraine.} are settings of stores.
   *
   * @throws InvalidInputException naming an option that there is not
   */
  public static WriterOptions of(CaseInsensitiveStringMap options) {
    for (Map.Entry<String, String> option : options.asCaseSensitiveMap().entrySet()) {
      String name = option.getKey().toLowerCase(Locale.ROOT);
      if (!KNOWN.contains(name) && !name.startsWith("moraine.")) {
        throw new InvalidInputException(
            "Unknown option '%s' of a write to a Moraine table; there are: userMetadata, txnAppId, txnVersion, and settings of stores as moraine.s3.endpoint"
                .formatted(option.getKey()));
      }
    }
    Optional<String> appId = Optional.ofNullable(options.get("txnAppId"));
    Optional<String> version = Optional.ofNullable(options.get("txnVersion"));
    if (appId.isPresent() != version.isPresent()) {
      throw new InvalidInputException(
          "The options txnAppId and txnVersion are given together or not at all");
    }
    return new WriterOptions(
        Optional.ofNullable(options.get("userMetadata")),
        appId.map(id -> new Progress(id, number(version.orElseThrow()))));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "The option txnVersion has to be a whole number, got '%s'".formatted(text), e);
    }
  }
}
