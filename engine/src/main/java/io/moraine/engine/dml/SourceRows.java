package io.moraine.engine.dml;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.ScanRequest;
import io.moraine.engine.exec.memory.VectorSize;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.run.PlanRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rows of a statement's source, computed before the statement runs: once, so that what a query
 * leaves open is decided, and known, so that the target need not be read where no row can match.
 *
 * @param schema of the rows
 * @param batches the rows
 * @param sources what was read for them
 */
record SourceRows(StructType schema, List<ColumnBatch> batches, List<ScanSource> sources)
    implements CatalogTable {
  SourceRows {
    batches = List.copyOf(batches);
    sources = List.copyOf(sources);
  }

  /** The rows of {@code plan}; empty if they take more than {@code maxBytes} of memory. */
  static Optional<SourceRows> read(
      LogicalPlan plan, PlanRunner runner, ColumnIds ids, long maxBytes) {
    PlanRunner.Prepared prepared = runner.prepare(plan, ids);
    List<ColumnBatch> batches = new ArrayList<>();
    long bytes = 0;
    try (BatchReader reader = prepared.run()) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        bytes += VectorSize.bytes(batch);
        if (bytes > maxBytes) {
          return Optional.empty();
        }
        batches.add(batch);
      }
    }
    return Optional.of(new SourceRows(Binder.schema(plan), batches, prepared.sources()));
  }

  /** A plan that gives these rows in place of {@code plan}, with the same columns. */
  LogicalPlan inPlaceOf(LogicalPlan plan) {
    List<LogicalPlan.Scan.Column> columns = new ArrayList<>();
    for (int i = 0; i < plan.output().size(); i++) {
      columns.add(new LogicalPlan.Scan.Column(i, plan.output().get(i)));
    }
    return LogicalPlan.Scan.of(this, columns);
  }

  @Override
  public String name() {
    return "source";
  }

  @Override
  public OptionalLong rowCount() {
    return OptionalLong.of(batches.stream().mapToLong(ColumnBatch::rowCount).sum());
  }

  @Override
  public ScanSource scan(ScanRequest request) {
    int[] ordinals = request.columns().stream().mapToInt(Integer::intValue).toArray();
    StructType projected =
        StructType.ofResult(request.columns().stream().map(schema::field).toList());
    SourceRows rows = this;
    return new ScanSource() {
      @Override
      public String name() {
        return rows.name();
      }

      @Override
      public StructType schema() {
        return projected;
      }

      @Override
      public List<ScanSplit> splits() {
        List<ScanSplit> splits = new ArrayList<>();
        for (ColumnBatch batch : rows.batches()) {
          ColumnBatch given =
              new ColumnBatch(projected, batch.rowCount(), batch.project(ordinals).columns());
          splits.add(() -> BatchReader.of(projected, List.of(given)));
        }
        return splits;
      }

      @Override
      public OptionalLong estimatedRows() {
        return rows.rowCount();
      }
    };
  }
}
