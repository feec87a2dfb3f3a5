package io.moraine.log.corpora;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tables that other implementations wrote, where they are at hand: in the folder that the system
 * property {@code moraine.corpora} or the variable {@code MORAINE_CORPORA} names.
 */
public final class Corpora {
  private Corpora() {}

  /** One table, as the index has it. */
  public record Table(
      Path root,
      String name,
      Set<String> features,
      String rows,
      String version,
      String files,
      String outcome) {
    /** Whether opening it must be an error. */
    public boolean mustFail() {
      return outcome.startsWith("must fail");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Where the tables are, or would be. */
  public static Path folder() {
    String named =
        Optional.ofNullable(System.getProperty("moraine.corpora"))
            .or(() -> Optional.ofNullable(System.getenv("MORAINE_CORPORA")))
            .orElse("../../shared/corpora");
    return Path.of(named).toAbsolutePath().normalize();
  }

  /** All tables; none if the folder is not there. */
  public static List<Table> tables() {
    Path index = folder().resolve("INDEX.tsv");
    if (!Files.isRegularFile(index)) {
      return List.of();
    }
    try {
      return Files.readAllLines(index).stream().skip(1).map(Corpora::table).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Table table(String line) {
    String[] cells = line.split("\t", -1);
    return new Table(
        folder().resolve(cells[0]),
        cells[0],
        Set.of(cells[1].split(",")),
        cells[2],
        cells[3],
        cells[4],
        cells[5]);
  }
}
