package io.moraine.core.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that several threads encode is, byte for byte, the one that a single thread does. */
class ParquetWriterParallelTest {
  private static final StructType SCHEMA =
      StructType.of(
          StructField.of("i", Primitive.INTEGER),
          StructField.required("l", Primitive.LONG),
          StructField.of("d", Primitive.DOUBLE),
          StructField.of("none", Primitive.VOID),
          StructField.of("s", Primitive.STRING),
          StructField.of("b", Primitive.BOOLEAN),
          StructField.of("m", new DataType.Decimal(38, 9)),
          StructField.of("a", new DataType.Array(Primitive.STRING, true)),
          StructField.of(
              "t",
              StructType.of(
                  StructField.of("x", Primitive.BINARY),
                  StructField.required("y", Primitive.LONG))));

  private static ExecutorService threads;

  @TempDir private Path folder;

  @BeforeAll
  static void startThreads() {
    threads = Executors.newFixedThreadPool(3);
  }

  @AfterAll
  static void endThreads() {
    threads.shutdownNow();
  }

  private static Parallel fourAtOnce() {
    return Parallel.in(
        new Environment(
            Clock.systemUTC(), () -> new UUID(0, 0), new Random(1), millis -> {}, threads, 4));
  }

  private byte[] write(String name, WriteOptions options, Parallel parallel, List<ColumnBatch> all)
      throws IOException {
    Path file = folder.resolve(name);
    StructType schema = all.get(0).schema();
    try (ParquetWriter writer =
        ParquetWriter.create(new FileObject(file), schema, options, parallel)) {
      all.forEach(writer::write);
      writer.finish();
    }
    return Files.readAllBytes(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "snappy", "gzip", "lz4_raw", "uncompressed"})
  void theFileDoesNotDependOnTheNumberOfThreads(String compression) throws IOException {
    WriteOptions options =
        WriteOptions.DEFAULT
            .withCompression(Compression.named(compression))
            .withPages(700, 1 << 13)
            .withRowGroups(1 << 20, 4_100);
    List<ColumnBatch> batches = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      // Batches above and below the size that is worth several threads.
      batches.add(Samples.batch(SCHEMA, Samples.rows(SCHEMA, i == 2 ? 10 : 2_500, i, 400)));
    }
    byte[] alone = write("alone", options, Parallel.NONE, batches);
    assertThat(write("together", options, fourAtOnce(), batches)).isEqualTo(alone);
  }

  @Test
  void ofSeveralWrongColumnsTheFirstIsTold() {
    List<StructField> fields = new ArrayList<>();
    List<StructField> lax = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      fields.add(StructField.required("c" + i, Primitive.LONG));
      lax.add(StructField.of("c" + i, Primitive.LONG));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (int row = 0; row < 5_000; row++) {
      Object[] values = new Object[8];
      Arrays.fill(values, (long) row);
      // The last columns fail on earlier rows, so they are the first in time.
      int wrong = row == 10 ? 7 : row == 3_000 ? 5 : row == 4_000 ? 2 : -1;
      if (wrong >= 0) {
        values[wrong] = null;
      }
      rows.add(Arrays.asList(values));
    }
    ColumnBatch batch = Samples.batch(StructType.of(lax.toArray(StructField[]::new)), rows);
    StructType schema = StructType.of(fields.toArray(StructField[]::new));
    try (ParquetWriter writer =
        ParquetWriter.create(
            new FileObject(folder.resolve("refused")),
            schema,
            WriteOptions.DEFAULT,
            fourAtOnce())) {
      assertThatThrownBy(() -> writer.write(batch))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("Column 'c2' cannot be null, but row 4000 of the file would be");
    }
  }
}
