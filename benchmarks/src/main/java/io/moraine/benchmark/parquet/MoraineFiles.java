package io.moraine.benchmark.parquet;

import io.moraine.SystemEnvironment;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.eval.Filter;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.parquet.footer.RowGroupMetadata;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.ReadOptions;
import io.moraine.core.parquet.read.RowFilter;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.store.LocalStore;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What Moraine does with a file: two threads take ranges of rows by turns. */
final class MoraineFiles {
  static final Environment ENVIRONMENT = SystemEnvironment.create(2);

  /** Rows that a thread takes at once. */
  private static final long MORSEL_ROWS = 122_880;

  private MoraineFiles() {}

  private record Morsel(long from, long to) {}

  static ObjectReader open(Path file) {
    return new LocalStore(file.toAbsolutePath().getParent(), ENVIRONMENT)
        .open(file.getFileName().toString());
  }

  /**
   * Only the fields of {@code schema} called {@code names}, in that order; all if there are none.
   */
  static StructType columns(StructType schema, List<String> names) {
    List<StructField> fields = new ArrayList<>();
    for (String name : names) {
      schema.fields().stream().filter(f -> f.name().equals(name)).forEach(fields::add);
    }
    return names.isEmpty() ? schema : StructType.ofResult(fields);
  }

  /** Adds up columns of the rows that satisfy {@code filter}, over those columns. */
  static String scan(Path path, List<String> names, Optional<Expression> filter) {
    try (ObjectReader in = open(path)) {
      ParquetFile file = ParquetFile.open(in);
      StructType wanted = columns(file.schema(), names);
      List<Morsel> morsels = morsels(file);
      AtomicInteger next = new AtomicInteger();
      List<CompletableFuture<Tally>> workers = new ArrayList<>();
      for (int i = 0; i < ENVIRONMENT.parallelism(); i++) {
        workers.add(
            CompletableFuture.supplyAsync(
                () -> work(file, wanted, filter, morsels, next), ENVIRONMENT.executor()));
      }
      Tally total = new Tally();
      workers.forEach(worker -> total.add(worker.join()));
      return total.toString();
    }
  }

  private static Tally work(
      ParquetFile file,
      StructType wanted,
      Optional<Expression> predicate,
      List<Morsel> morsels,
      AtomicInteger next) {
    Tally tally = new Tally();
    ReadOptions options = ReadOptions.DEFAULT;
    Optional<Filter> filter = predicate.map(p -> Filter.compile(p, EvaluationContext.UTC));
    int[] selection = new int[options.batchRows()];
    if (predicate.isPresent()) {
      options =
          options.withRowFilter(new RowFilter(predicate.get(), EvaluationContext.UTC), wanted);
    }
    for (int i = next.getAndIncrement(); i < morsels.size(); i = next.getAndIncrement()) {
      Morsel morsel = morsels.get(i);
      try (BatchReader reader = file.read(wanted, options.withRows(morsel.from(), morsel.to()))) {
        for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
          if (filter.isPresent()) {
            int count = filter.get().select(batch, selection);
            tally.add(count == batch.rowCount() ? batch : batch.select(selection, count));
          } else {
            tally.add(batch);
          }
        }
      }
    }
    return tally;
  }

  private static List<Morsel> morsels(ParquetFile file) {
    List<Morsel> morsels = new ArrayList<>();
    long first = 0;
    for (RowGroupMetadata group : file.footer().rowGroups()) {
      long end = first + group.rowCount();
      // Row groups of about a morsel's size stay whole.
      long count = Math.max(1, Math.round((double) group.rowCount() / MORSEL_ROWS));
      for (long i = 0; i < count; i++) {
        morsels.add(
            new Morsel(
                first + i * group.rowCount() / count, first + (i + 1) * group.rowCount() / count));
      }
      first = end;
    }
    return morsels;
  }

  /** The number of rows by the footer. */
  static String count(Path path) {
    try (ObjectReader in = open(path)) {
      return String.valueOf(ParquetFile.open(in).rowCount());
    }
  }

  /** Writes the rows of {@code source} to {@code target}. */
  static void rewrite(Path source, Path target, String compression) throws Exception {
    try (ObjectReader in = open(source)) {
      ParquetFile file = ParquetFile.open(in);
      try (BatchReader reader = file.read(file.schema());
          ParquetWriter writer =
              ParquetWriter.create(
                  new DiskWriter(target),
                  file.schema(),
                  WriteOptions.DEFAULT.withCompression(Compression.named(compression)),
                  Parallel.in(ENVIRONMENT))) {
        // The next batch is read while one is written.
        ColumnBatch batch = reader.next();
        while (batch != null) {
          CompletableFuture<ColumnBatch> next =
              CompletableFuture.supplyAsync(reader::next, ENVIRONMENT.executor());
          writer.write(batch);
          batch = next.join();
        }
        writer.finish();
      }
    }
  }
}
