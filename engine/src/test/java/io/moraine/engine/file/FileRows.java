package io.moraine.engine.file;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.env.Environment;
import io.moraine.engine.catalog.ScanRequest;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Writes files and reads their rows back as objects. */
final class FileRows {
  static final Environment ENVIRONMENT =
      new Environment(
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
          () -> new UUID(1, 2),
          RandomGeneratorFactory.of("L64X128MixRandom").create(1),
          millis -> {},
          Runnable::run,
          1);

  private FileRows() {}

  static String write(Path folder, String name, String text) throws IOException {
    return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  static String write(Path folder, String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return file.toString();
  }

  static FileTable open(String location) {
    return open(location, FileOptions.DEFAULT);
  }

  static FileTable open(String location, FileOptions options) {
    return FileTable.open(location, options, ENVIRONMENT);
  }

  /** All rows; all columns, or those of {@code ordinals}. */
  static List<List<Object>> rows(FileTable table, Integer... ordinals) {
    List<Integer> columns =
        ordinals.length > 0
            ? Arrays.asList(ordinals)
            : IntStream.range(0, table.schema().size()).boxed().toList();
    ScanSource source = table.scan(new ScanRequest(columns, List.of()));
    List<List<Object>> rows = new ArrayList<>();
    for (ScanSplit split : source.splits()) {
      try (BatchReader reader = split.open()) {
        for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
          for (int row = 0; row < batch.rowCount(); row++) {
            List<Object> values = new ArrayList<>();
            for (ColumnVector column : batch.columns()) {
              values.add(column.value(row));
            }
            rows.add(values);
          }
        }
      }
    }
    return rows;
  }

  static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }
}
