package io.moraine.benchmark.parquet;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.ReadOptions;
import io.moraine.core.parquet.read.ReadOptions.Batches;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decodes a column of a file in memory, all rows of it, in one thread. With {@code -prof gc},
 * {@code gc.alloc.rate.norm} is what is allocated for a value.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ScanBenchmark {
  /** Rows of the file, and so values of a run. */
  private static final int ROWS = 1_000_000;

  private static final int BATCH_ROWS = 10_000;

  /** Which column is decoded; each has another encoding. */
  public enum Column {
    /** Longs that rise: DELTA_BINARY_PACKED. */
    SORTED,
    /** Decimals of 24 bits: DELTA_BINARY_PACKED. */
    PRICE,
    /** Longs of 64 bits: PLAIN. */
    RANDOM,
    /** Dates with a dictionary. */
    DAY,
    /** Doubles: PLAIN. */
    REAL,
    /** Texts with a dictionary. */
    CODE,
    /** Texts that differ. */
    COMMENT,
    /** Integers, a tenth of them null. */
    NULLABLE,
    /** Lists of up to five integers. */
    LIST
  }

  /** The column. */
  @Param public Column column;

  /** Whether batches are used up when the next one comes, and so can share their arrays. */
  @Param({"KEPT", "PASSING"})
  public Batches batches;

  /** The compression. */
  @Param({"snappy", "zstd"})
  public String compression;

  private ParquetFile file;
  private StructType wanted;

  private static DataType type(Column column) {
    return switch (column) {
      case SORTED, RANDOM -> Primitive.LONG;
      case PRICE -> new DataType.Decimal(12, 2);
      case DAY -> Primitive.DATE;
      case REAL -> Primitive.DOUBLE;
      case CODE, COMMENT -> Primitive.STRING;
      case NULLABLE -> Primitive.INTEGER;
      case LIST -> new DataType.Array(Primitive.INTEGER, true);
    };
  }

  private static Object value(Column column, int row, Random random) {
    return switch (column) {
      case SORTED -> (long) row / 3;
      case PRICE -> BigDecimal.valueOf(random.nextInt(1 << 24), 2);
      case RANDOM -> random.nextLong();
      case DAY -> 8000 + random.nextInt(2500);
      case REAL -> random.nextGaussian();
      case CODE -> "code " + random.nextInt(50);
      case COMMENT -> "text " + Long.toString(random.nextLong(), 36);
      case NULLABLE -> random.nextInt(10) == 0 ? null : random.nextInt(1000);
      case LIST -> Collections.nCopies(random.nextInt(6), random.nextInt());
    };
  }

  /** Writes the file. */
  @Setup
  public void write() {
    Random random = new Random(1);
    wanted = StructType.of(StructField.of("c", type(column)));
    InMemoryStore store = new InMemoryStore("benchmark", Clock.systemUTC());
    try (ParquetWriter writer =
        ParquetWriter.create(
            store.create("f"),
            wanted,
            WriteOptions.DEFAULT.withCompression(Compression.named(compression)))) {
      for (int from = 0; from < ROWS; from += BATCH_ROWS) {
        VectorBuilder builder = VectorBuilder.of(type(column), BATCH_ROWS);
        for (int row = from; row < from + BATCH_ROWS; row++) {
          builder.append(value(column, row, random));
        }
        List<ColumnVector> columns = new ArrayList<>();
        columns.add(builder.build());
        writer.write(new ColumnBatch(wanted, BATCH_ROWS, columns));
      }
      writer.finish();
    }
    file = ParquetFile.open(store.open("f"));
  }

  /** Reads the file. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long scan() {
    long rows = 0;
    try (BatchReader reader = file.read(wanted, ReadOptions.DEFAULT.withBatches(batches))) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        rows += batch.rowCount();
      }
    }
    return rows;
  }
}
