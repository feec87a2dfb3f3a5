package io.moraine.benchmark.log;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Delta Kernel with its default engine. Its snapshot is lazy: files are read by {@link #plan}. */
final class KernelContender implements LogContender {
  private final Engine engine = DefaultEngine.create(new Configuration());
  private final String table;
  private @Nullable Snapshot snapshot;

  KernelContender(Path table) {
    this.table = table.toString();
  }

  @Override
  public void load() {
    snapshot = Table.forPath(engine, table).getLatestSnapshot(engine);
  }

  @Override
  public long plan(long wanted) throws IOException {
    Predicate predicate = new Predicate("=", List.of(new Column("c0"), Literal.ofLong(wanted)));
    Scan scan = Objects.requireNonNull(snapshot).getScanBuilder().withFilter(predicate).build();
    long files = 0;
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
      while (batches.hasNext()) {
        files += selected(batches.next());
      }
    }
    return files;
  }

  private static long selected(FilteredColumnarBatch batch) {
    int size = batch.getData().getSize();
    ColumnVector selection = batch.getSelectionVector().orElse(null);
    if (selection == null) {
      return size;
    }
    long selected = 0;
    for (int row = 0; row < size; row++) {
      selected += !selection.isNullAt(row) && selection.getBoolean(row) ? 1 : 0;
    }
    return selected;
  }

  @Override
  public void refresh() {
    load();
  }

  @Override
  public void close() {
    snapshot = null;
  }
}
