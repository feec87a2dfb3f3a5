package io.moraine.spec.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The tables in FEATURES.md. */
final class FeaturesDocument {
  private static final Path FILE = Path.of("FEATURES.md");

  private FeaturesDocument() {}

  /**
   * The cells of the rows of the table below {@code heading}, without marks of code.
   *
   * @throws IllegalStateException if there is no such heading
   */
  static List<List<String>> rowsBelow(String heading) throws IOException {
    List<String> lines = Files.readAllLines(FILE);
    int start = lines.indexOf("## " + heading);
    if (start < 0) {
      throw new IllegalStateException("%s has no heading '%s'".formatted(FILE, heading));
    }
    return rows(lines.stream().skip(start + 1L).takeWhile(line -> !line.startsWith("## ")));
  }

  /** The cells of the rows of the one table in {@code lines}, without marks of code. */
  static List<List<String>> rows(Stream<String> lines) {
    return lines.filter(line -> line.startsWith("|")).skip(2).map(FeaturesDocument::cells).toList();
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.lastIndexOf('|'));
    return Arrays.stream(inner.split("\\|", -1))
        .map(cell -> cell.replace("`", "").strip())
        .toList();
  }
}
