package io.moraine.engine.file;

import io.moraine.core.error.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a file holds rows. */
public enum FileFormat {
  /** Text, a row a line, fields separated by commas or the like. */
  CSV("csv tsv"),
  /** Text, a JSON object a line. */
  JSON("json jsonl ndjson"),
  /** Apache Parquet. */
  PARQUET("parquet");

  /** Separated by spaces. */
  private final String extensions;

  FileFormat(String extensions) {
    this.extensions = extensions;
  }

  private List<String> extensions() {
    return List.of(extensions.split(" ", -1));
  }

  /**
   * The format called {@code name}: {@code csv}, {@code json}, {@code parquet}, in any case.
   *
   * @throws InvalidInputException if there is none; the message lists those there are
   */
  public static FileFormat named(String name) {
    for (FileFormat format : values()) {
      if (format.extensions().contains(name.toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new InvalidInputException(
        "No file format '%s'; there are: %s"
            .formatted(
                name,
                Arrays.stream(values())
                    .map(format -> format.extensions().get(0))
                    .collect(Collectors.joining(", "))));
  }

  /** The format that a file's name tells by its extension; {@code .gz} after it is no hindrance. */
  public static Optional<FileFormat> ofFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    return Arrays.stream(values())
        .filter(format -> format.extensions().stream().anyMatch(end -> plain.endsWith("." + end)))
        .findFirst();
  }
}
