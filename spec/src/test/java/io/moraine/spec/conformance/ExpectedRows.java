package io.moraine.spec.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.store.LocalStore;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The rows that a table is known to have. */
final class ExpectedRows {
  private ExpectedRows() {}

  /** The rows of the Parquet files in {@code folder}, which have the columns of {@code schema}. */
  static RowBag ofParquet(Path folder, StructType schema, Environment environment)
      throws IOException {
    RowBag rows = new RowBag();
    LocalStore store = new LocalStore(folder, environment);
    for (String name : files(folder)) {
      try (ObjectReader in = store.open(name)) {
        ParquetFile file = ParquetFile.open(in);
        assertThat(file.columns().stream().map(FileColumn::name).map(ExpectedRows::lower))
            .as("columns of the expected rows in %s", name)
            .containsExactlyInAnyOrderElementsOf(
                schema.fields().stream()
                    .filter(field -> field.type() != DataType.Primitive.VOID)
                    .map(StructField::name)
                    .map(ExpectedRows::lower)
                    .toList());
        try (BatchReader reader = file.read(schema)) {
          for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
            for (int row = 0; row < batch.rowCount(); row++) {
              rows.add(RowText.EXACT.row(batch, row));
            }
          }
        }
      }
    }
    return rows;
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".parquet") && !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The rows of a table drawn with bars, as Spark prints them. */
  static RowBag ofDrawing(Path file) throws IOException {
    RowBag rows = new RowBag();
    List<String> lines =
        Files.readAllLines(file).stream().filter(line -> line.startsWith("|")).skip(1).toList();
    for (String line : lines) {
      List<String> cells = new ArrayList<>();
      String inner = line.substring(1, line.lastIndexOf('|'));
      Arrays.stream(inner.split("\\|", -1)).map(String::strip).forEach(cells::add);
      rows.add(String.join(" | ", cells));
    }
    return rows;
  }
}
