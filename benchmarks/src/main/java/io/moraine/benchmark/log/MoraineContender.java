package io.moraine.benchmark.log;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.store.LocalStore;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.log.snapshot.LogOptions;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.state.StatisticsCache;
import io.moraine.reader.TableScan;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moraine. */
final class MoraineContender implements LogContender {
  private static final long CACHE_BYTES = 64L << 20;

  private final LocalStore store;
  private final Environment environment;
  private TableLog log;
  private @Nullable Snapshot snapshot;

  MoraineContender(Path table, Environment environment) {
    this.store = new LocalStore(table, environment);
    this.environment = environment;
    this.log = open();
  }

  private TableLog open() {
    return new TableLog(
        store, LogOptions.plain().with(Parallel.in(environment), new StatisticsCache(CACHE_BYTES)));
  }

  @Override
  public void load() {
    snapshot = null;
    log = open();
    snapshot = log.latest();
  }

  @Override
  public long plan(long wanted) {
    Snapshot loaded = Objects.requireNonNull(snapshot);
    int ordinal = loaded.schema().ordinal("c0");
    Expression predicate =
        Operators.compare(
            Operators.EQ,
            new ColumnReference(ordinal, "c0", Primitive.LONG, true),
            Literal.of(wanted));
    return TableScan.of(loaded, store).filter(List.of(predicate)).build().files().size();
  }

  @Override
  public void refresh() {
    snapshot = log.update(Objects.requireNonNull(snapshot));
  }

  @Override
  public void close() {
    store.close();
  }
}
