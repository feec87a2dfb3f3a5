package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.ValueEncoding;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.store.LocalStore;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which encodings of values Spark reads. */
class ParquetEncodingsPeersTest {
  private static final StructType SCHEMA =
      StructType.of(
          StructField.of("i", Primitive.INTEGER),
          StructField.of("b", Primitive.BYTE),
          StructField.of("day", Primitive.DATE),
          StructField.of("l", Primitive.LONG),
          StructField.of("t", Primitive.TIMESTAMP),
          StructField.of("narrow", new DataType.Decimal(9, 2)),
          StructField.of("middle", new DataType.Decimal(18, 4)),
          StructField.of("wide", new DataType.Decimal(30, 5)),
          StructField.of("s", Primitive.STRING),
          StructField.of("raw", Primitive.BINARY),
          StructField.of("list", new DataType.Array(Primitive.LONG, true)),
          StructField.of("d", Primitive.DOUBLE),
          StructField.of("f", Primitive.FLOAT));

  private static final int ROWS = 3000;

  @TempDir static Path folder;

  private static List<Object> row(int i, Random random) {
    if (i % 7 == 3) {
      return Collections.nCopies(SCHEMA.size(), null);
    }
    return Arrays.asList(
        i * 3 - 1000,
        i % 100 - 50,
        8000 + i,
        i % 2 == 0 ? random.nextLong() >> (i % 50) : (long) i,
        1_700_000_000_000_000L + i * 1_000_003L,
        BigDecimal.valueOf(random.nextInt(100_000), 2),
        BigDecimal.valueOf(random.nextLong() / 100_000, 4),
        BigDecimal.valueOf(random.nextLong(), 5),
        "path/of/a/file-" + i,
        ("x" + random.nextInt(1000)).getBytes(java.nio.charset.StandardCharsets.UTF_8),
        i % 5 == 0 ? null : Collections.nCopies(i % 4, (long) i),
        Math.sin(i / 100.0),
        (float) i / 3);
  }

  private static List<List<Object>> rows() {
    Random random = new Random(1);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(row(i, random));
    }
    return rows;
  }

  private static Path write(ValueEncoding encoding, List<List<Object>> rows) {
    String name = encoding + ".parquet";
    List<ColumnVector> columns = new ArrayList<>();
    for (int i = 0; i < SCHEMA.size(); i++) {
      VectorBuilder builder = VectorBuilder.of(SCHEMA.field(i).type(), rows.size());
      for (List<Object> row : rows) {
        builder.append(row.get(i));
      }
      columns.add(builder.build());
    }
    WriteOptions options =
        WriteOptions.DEFAULT.withPages(500, 1 << 20).withDictionaries(0, 0).withEncoding(encoding);
    try (ParquetWriter writer =
        ParquetWriter.create(
            new LocalStore(folder, Sessions.environment()).create(name), SCHEMA, options)) {
      writer.write(new ColumnBatch(SCHEMA, rows.size(), columns));
      writer.finish();
    }
    return folder.resolve(name);
  }

  private static List<String> expected(List<List<Object>> rows) {
    List<String> texts = new ArrayList<>();
    for (List<Object> row : rows) {
      List<Object> values = new ArrayList<>(row);
      if (values.get(2) != null) {
        values.set(2, LocalDate.ofEpochDay((int) row.get(2)));
        values.set(4, Instant.EPOCH.plus((long) row.get(4), ChronoUnit.MICROS));
      }
      texts.add(Canonical.row(values));
    }
    Collections.sort(texts);
    return texts;
  }

  @Test
  void sparkReadsAllButSplitFloats() {
    List<List<Object>> rows = rows();
    List<String> expected = expected(rows);
    try (Spark spark = new Spark(folder.resolve("spark"))) {
      for (ValueEncoding encoding : ValueEncoding.values()) {
        String sql = "SELECT * FROM parquet.`%s`".formatted(write(encoding, rows));
        if (encoding == ValueEncoding.BYTE_STREAM_SPLIT
            || encoding == ValueEncoding.BY_DATA_WITH_SPLIT) {
          assertThatThrownBy(() -> spark.rows(sql))
              .as("it is no default because of this")
              .hasStackTraceContaining("BYTE_STREAM_SPLIT");
        } else {
          assertThat(spark.rows(sql)).as("%s", encoding).isEqualTo(expected);
          assertThat(spark.rows("SELECT count(*) FROM (%s) WHERE l > 5 AND s > 'p'".formatted(sql)))
              .hasSize(1);
        }
      }
    }
  }
}
