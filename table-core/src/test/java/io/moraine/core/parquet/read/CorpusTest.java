package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every Parquet file that other writers left in the corpora, against parquet-java. */
class CorpusTest {
  @Test
  void everyFileOfTheCorporaHasTheRowsThatParquetJavaReads() throws IOException {
    Path corpora = corpora();
    assumeTrue(
        Files.isDirectory(corpora),
        "The corpora of other writers' tables are not at %s; set -Dmoraine.corpora to test with them"
            .formatted(corpora));
    List<Path> files;
    try (Stream<Path> walk = Files.walk(corpora)) {
      files =
          walk.filter(path -> path.toString().endsWith(".parquet"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    List<String> problems = new ArrayList<>();
    int compared = 0;
    for (Path file : files) {
      Optional<String> problem = compare(file);
      problem.ifPresent(text -> problems.add(corpora.relativize(file) + ": " + text));
      compared += problem.isEmpty() ? 1 : 0;
    }
    assertThat(problems).as("of %d files, %d are equal", files.size(), compared).isEmpty();
    assertThat(compared).isPositive();
  }

  static Path corpora() {
    String configured = System.getProperty("moraine.corpora", System.getenv("MORAINE_CORPORA"));
    return Path.of(configured == null ? "../../shared/corpora" : configured)
        .toAbsolutePath()
        .normalize();
  }

  private static Optional<String> compare(Path path) throws IOException {
    byte[] content = Files.readAllBytes(path);
    ParquetFile file;
    List<List<Object>> ours;
    try {
      file = ParquetFile.open(new InMemoryObject(path.toString(), content));
      StructType schema = file.schema();
      ours = Rows.of(file.read(schema, ReadOptions.DEFAULT.withBatchRows(1000)));
      ours.replaceAll(row -> VariantText.within(schema, row));
    } catch (CorruptFileException e) {
      return refusedByParquetJava(path) ? Optional.empty() : Optional.of(e.toString());
    } catch (UnsupportedFeatureException e) {
      return Optional.of(e.toString());
    }
    List<List<Object>> theirs = ParquetJava.rows(path, file.columns());
    if (ours.size() != file.rowCount() || ours.size() != theirs.size()) {
      return Optional.of(
          "%d rows, the footer says %d, parquet-java has %d"
              .formatted(ours.size(), file.rowCount(), theirs.size()));
    }
    for (int row = 0; row < ours.size(); row++) {
      if (!ours.get(row).equals(theirs.get(row))) {
        return Optional.of(
            "row %d is %s, parquet-java has %s".formatted(row, ours.get(row), theirs.get(row)));
      }
    }
    return Optional.empty();
  }

  private static boolean refusedByParquetJava(Path path) {
    try {
      ParquetJava.rows(path, List.of());
      return false;
    } catch (RuntimeException e) {
      return true;
    }
  }
}
