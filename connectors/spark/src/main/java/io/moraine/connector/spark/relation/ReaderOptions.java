package io.moraine.connector.spark.relation;

import io.moraine.core.error.InvalidInputException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** What a program may say of a read. */
public final class ReaderOptions {
  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              "path",
              "versionasof",
              "timestampasof",
              "readchangefeed",
              "readchangedata",
              "startingversion",
              "startingtimestamp",
              "endingversion",
              "endingtimestamp",
              "maxfilespertrigger",
              "maxbytespertrigger",
              "ignorechanges",
              "ignoredeletes",
              "skipchangecommits",
              "failondataloss"));

  private ReaderOptions() {}

  /**
   * Returns if all of {@code options} are options of a read; those that begin with {@code moraine.}
   * are settings of stores.
   *
   * @throws InvalidInputException naming one that is not
   */
  public static void requireKnown(CaseInsensitiveStringMap options) {
    for (String option : options.asCaseSensitiveMap().keySet()) {
      String name = option.toLowerCase(Locale.ROOT);
      if (!KNOWN.contains(name) && !name.startsWith("moraine.")) {
        throw new InvalidInputException(
            "Unknown option '%s' of a read of a Moraine table; there are: %s, and settings of stores as moraine.s3.endpoint"
                .formatted(option, String.join(", ", KNOWN)));
      }
    }
  }
}
