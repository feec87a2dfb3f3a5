package io.moraine.compaction;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.fixture.Batches;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.SinkOptions;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.table.TableTransactions;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.log.txn.TransactionContext;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A table with the columns {@code id LONG, part STRING, name STRING}, partitioned by part. */
final class SampleTable {
  static final StructType SCHEMA =
      StructType.of(
          StructField.of("id", Primitive.LONG),
          StructField.of("part", Primitive.STRING),
          StructField.of("name", Primitive.STRING));
  static final ColumnReference ID = new ColumnReference(0, "id", Primitive.LONG, true);
  static final ColumnReference PART = new ColumnReference(1, "part", Primitive.STRING, true);

  final ObjectStore store;
  final Environment environment;
  final TableLog log;
  final TransactionContext context;

  SampleTable(ObjectStore store, Environment environment) {
    this.store = store;
    this.environment = environment;
    this.log = new TableLog(store);
    this.context = TableTransactions.contextOf(log, environment);
  }

  SampleTable create(Map<String, String> properties) {
    Transaction.create(context, Operation.of("CREATE TABLE", Map.of()))
        .add(Protocol.legacy(1, 2))
        .add(
            Metadata.of("sample-id", SCHEMA, List.of("part"), 1_700_000_000_000L)
                .withConfiguration(properties))
        .commit();
    return this;
  }

  /** A condition on the partition. */
  static Expression partIs(String part) {
    return Operators.compare(Operators.EQ, PART, Literal.of(part));
  }

  /** Appends a file for each of {@code ranges}, ids from the first to below the second number. */
  SampleTable append(String part, long... ranges) {
    for (int i = 0; i < ranges.length; i += 2) {
      List<List<Object>> rows = new ArrayList<>();
      for (long id = ranges[i]; id < ranges[i + 1]; id++) {
        rows.add(Batches.row(id, part, id % 7 == 0 ? null : "name " + id));
      }
      List<AddFile> files = write(rows);
      Transaction.begin(context, log.latest(), Operation.of("WRITE", Map.of()))
          .addAll(files)
          .commit();
    }
    return this;
  }

  private List<AddFile> write(List<List<Object>> rows) {
    try (DataFileSink sink =
        DataFileSink.open(store, environment, log.latest().metadata(), SinkOptions.DEFAULT)) {
      sink.write(Batches.of(SCHEMA, rows));
      return sink.finish();
    }
  }

  /** Removes the files that {@code gone} accepts, as a delete of all of their rows. */
  void delete(Predicate<AddFile> gone) {
    Snapshot snapshot = log.latest();
    List<AddFile> files = files(snapshot).stream().filter(gone).toList();
    Transaction transaction =
        Transaction.begin(context, snapshot, Operation.of("DELETE", Map.of())).readFiles(files);
    files.forEach(file -> transaction.add(file.removedAt(environment.nowMillis())));
    transaction.commit();
  }

  OptimizePlan plan(OptimizeOptions options) {
    return OptimizePlanner.plan(log.latest(), options);
  }

  OptimizeExecutor executor() {
    return new OptimizeExecutor(log, context);
  }

  OptimizeResult optimize(OptimizeOptions options) {
    return executor().run(plan(options));
  }

  static List<AddFile> files(Snapshot snapshot) {
    List<AddFile> files = new ArrayList<>();
    snapshot.files().forEach(files::add);
    return files;
  }

  List<AddFile> files() {
    return files(log.latest());
  }

  List<AddFile> files(String part) {
    return files().stream()
        .filter(file -> part.equals(file.partitionValues().get("part")))
        .toList();
  }

  /** All rows of one version in the table's order. */
  List<List<Object>> rows(Snapshot snapshot) {
    List<List<Object>> rows = new ArrayList<>();
    TableScan scan = TableScan.of(snapshot, store).build();
    for (ScanFile file : scan.files()) {
      try (BatchReader reader = scan.open(file)) {
        for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
          for (int row = 0; row < batch.rowCount(); row++) {
            rows.add(
                Batches.row(
                    batch.column(0).value(row),
                    batch.column(1).value(row),
                    batch.column(2).value(row)));
          }
        }
      }
    }
    return rows;
  }

  List<List<Object>> rows() {
    return rows(log.latest());
  }

  /** The ids of one partition in the table's order. */
  List<Object> ids(String part) {
    return rows().stream().filter(row -> part.equals(row.get(1))).map(row -> row.get(0)).toList();
  }

  /** The keys of all data files in the store, in the table or not. */
  List<String> dataKeys() {
    List<String> keys = new ArrayList<>();
    Iterator<ObjectStatus> objects = store.listTree("");
    while (objects.hasNext()) {
      String key = objects.next().key();
      if (!key.startsWith("_delta_log/")) {
        keys.add(key);
      }
    }
    return keys;
  }
}
