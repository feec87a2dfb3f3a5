package io.moraine.cli.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The data that Moraine ships: flights of three months, airports, and a day's corrections. */
final class SampleFiles {
  static final String JANUARY = "flights-2001-01.csv";
  static final String FEBRUARY = "flights-2001-02.parquet";
  static final String MARCH = "flights-2001-03.csv";
  static final String CORRECTIONS = "corrections-2001-01-03.csv";
  static final String AIRPORTS = "airports.csv";
  private static final String ORIGIN = "ORIGIN.md";
  private static final List<String> ALL =
      List.of(JANUARY, FEBRUARY, MARCH, CORRECTIONS, AIRPORTS, ORIGIN);

  private SampleFiles() {}

  /** Copies the files to {@code folder}, which is made if it is missing. */
  static void copyTo(Path folder) {
    try {
      Files.createDirectories(folder);
      for (String name : ALL) {
        try (InputStream in = SampleFiles.class.getResourceAsStream(name)) {
          if (in == null) {
            throw new IOException("%s is missing in this build".formatted(name));
          }
          Files.copy(in, folder.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot copy the sample files to %s: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
