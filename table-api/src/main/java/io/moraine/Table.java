package io.moraine;

import io.moraine.compaction.advice.ReadReasons;
import io.moraine.compaction.advice.TableAdvice;
import io.moraine.compaction.check.TableCheck;
import io.moraine.compaction.manifest.SymlinkManifest;
import io.moraine.compaction.restore.Restore.Point;
import io.moraine.compaction.vacuum.VacuumOptions;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.env.Environment;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.delta.TableHandle;
import io.moraine.engine.dml.WriteOptions;
import io.moraine.log.checkpoint.CheckpointWriter;
import io.moraine.log.cleanup.LogCleanup;
import io.moraine.log.compacted.LogCompactor;
import io.moraine.log.snapshot.HistoryEntry;
import io.moraine.log.snapshot.Snapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Delta table: open it, read it, change it.
 * <!-- example -->
 *
 * <pre>{@code
 * Table people =
 *     Table.create(folder)
 *         .requiredColumn("id", DataType.Primitive.LONG)
 *         .column("name", DataType.Primitive.STRING)
 *         .column("city", DataType.Primitive.STRING)
 *         .partitionedBy("city")
 *         .execute();
 *
 * people.append(Rows.of(people.schema()).add(1, "Ann", "Oslo").add(2, "Bob", "Rome"));
 * people.update().set("name", "upper(name)").where("city = 'Rome'").execute();
 * people.merge(Rows.of(people.schema()).add(2, "Bobby", "Rome").add(3, "Cy", "Oslo"))
 *     .on("target.id = source.id")
 *     .whenMatched().updateAll()
 *     .whenNotMatched().insertAll()
 *     .execute();
 *
 * try (Stream<Row> rows = people.read().select("name").where("city = 'Oslo'").rows()) {
 *   rows.map(row -> row.string("name")).forEach(System.out::println);
 * }
 * long before = people.snapshot(1).read().count();
 * people.history().forEach(commit -> System.out.println(commit.operation()));
 * }</pre>
 *
 * <p>A table object sees one version, the newest when it was opened, {@link #refresh refreshed} or
 * last written through, so that what it reads fits together. Writes go on top of the newest version
 * there is. Safe for use by several threads.
 */
public final class Table {
  private final Session session;
  private final String location;
  private final ChangeTarget target = new Target();
  private volatile DeltaTable current;

  Table(Session session, String location) {
    this.session = session;
    this.location = location;
    this.current = session.latest(location);
  }

  /**
   * Opens the table at {@code location}, a path or URI.
   *
   * @throws io.moraine.core.error.MoraineException if there is no table, or it cannot be read
   */
  public static Table open(String location) {
    return open(location, TableOptions.defaults());
  }

  /** Opens the table in a folder. */
  public static Table open(Path folder) {
    return open(folder.toString());
  }

  /** Opens the table at {@code location}. */
  public static Table open(String location, TableOptions options) {
    return new Table(Session.open(options), location);
  }

  /** Begins to make a table at {@code location}, a path or URI. */
  public static TableBuilder create(String location) {
    return create(location, TableOptions.defaults());
  }

  /** Begins to make a table in a folder. */
  public static TableBuilder create(Path folder) {
    return create(folder.toString());
  }

  /** Begins to make a table at {@code location}. */
  public static TableBuilder create(String location, TableOptions options) {
    return new TableBuilder(Session.open(options), location);
  }

  /** Whether there is a table at {@code location}. */
  public static boolean exists(String location) {
    try (Session session = Session.open(TableOptions.defaults())) {
      return session.exists(location);
    }
  }

  /** Where it is, as it was opened. */
  public String location() {
    return location;
  }

  /** The version that this object sees. */
  public long version() {
    return current.snapshot().version();
  }

  /** The columns, partition columns among them. */
  public StructType schema() {
    return current.schema();
  }

  /** The partition columns' names, in the order of the partitioning. */
  public List<String> partitionColumns() {
    return current.snapshot().partitionColumns();
  }

  /** The table's properties. */
  public Map<String, String> properties() {
    return current.snapshot().properties().raw();
  }

  /** Sees the newest version from now on. */
  public Table refresh() {
    current = session.latest(location);
    return this;
  }

  /** The version that this object sees now, which does not change. */
  public TableSnapshot snapshot() {
    return new TableSnapshot(session, current);
  }

  /**
   * The table as it was at {@code version}.
   *
   * @throws io.moraine.core.error.InvalidInputException if there is no such version (any more)
   */
  public TableSnapshot snapshot(long version) {
    TableHandle handle = current.handle();
    return snapshot(handle, handle.log().at(version));
  }

  /**
   * The table as it was at {@code timestamp}: the newest version committed by then.
   *
   * @throws io.moraine.core.error.InvalidInputException if that is before the first version or
   *     after the last
   */
  public TableSnapshot snapshot(Instant timestamp) {
    TableHandle handle = current.handle();
    return snapshot(handle, handle.log().asOf(timestamp.toEpochMilli()));
  }

  private TableSnapshot snapshot(TableHandle handle, Snapshot snapshot) {
    return new TableSnapshot(session, session.table(location, handle, snapshot));
  }

  /** Reads the rows of the version that this object sees. */
  public TableRead read() {
    return snapshot().read();
  }

  /** Reads the rows as records of a type, whose components are columns: see {@link RecordRead}. */
  public <R> RecordRead<R> read(Class<R> type) {
    return read().as(type);
  }

  /**
   * Records as rows of this table, to be written: {@code table.append(table.rows(Person.class,
   * people))}. Components and columns are matched as by {@link RecordRead}; columns without a
   * component become null, or their default.
   *
   * @throws io.moraine.core.error.InvalidInputException if a component has no column, or a value
   *     does not fit its column
   */
  public <R> Rows rows(Class<R> type, Iterable<? extends R> records) {
    return RecordRows.of(schema(), type, records);
  }

  /** Appends records, as one new version. */
  public <R> Changes append(Class<R> type, Iterable<? extends R> records) {
    return append(rows(type, records));
  }

  /**
   * Appends rows, as one new version. Columns are matched by name; those that the rows lack become
   * null.
   *
   * @param rows is read to its end and closed
   */
  public Changes append(BatchReader rows) {
    return write(rows).execute();
  }

  /** Appends rows, as one new version. */
  public Changes append(Rows rows) {
    return append(rows.batches());
  }

  /** Replaces all rows, as one new version; the others stay readable in the versions before. */
  public Changes overwrite(BatchReader rows) {
    return write(rows).overwrite().execute();
  }

  /** Replaces all rows, as one new version. */
  public Changes overwrite(Rows rows) {
    return overwrite(rows.batches());
  }

  /** Begins a write of rows: an append, unless it is told to replace some or all. */
  public TableWrite write(BatchReader rows) {
    return TableWrite.append(target, rows);
  }

  /** Begins a write of rows: an append, unless it is told to replace some or all. */
  public TableWrite write(Rows rows) {
    return write(rows.batches());
  }

  /**
   * Deletes the rows for which the SQL condition is true, as one new version.
   *
   * @throws ConflictException if another writer changed rows that this one read
   */
  public Changes delete(String condition) {
    return delete().where(condition).execute();
  }

  /** Deletes the rows for which the condition is true, as one new version. */
  public Changes delete(Expr condition) {
    return delete().where(condition).execute();
  }

  /** Begins a deletion: of all rows, unless it is told which. */
  public TableDelete delete() {
    return new TableDelete(target, Optional.empty(), WriteOptions.DEFAULT);
  }

  /** Begins an update of rows. */
  public TableUpdate update() {
    return new TableUpdate(target, Map.of(), Optional.empty(), WriteOptions.DEFAULT);
  }

  /** Begins a merge of {@code rows}, which are kept in memory, into the table. */
  public TableMerge merge(BatchReader rows) {
    return new TableMerge(
        target, MemoryTable.of("source", rows), Optional.empty(), List.of(), WriteOptions.DEFAULT);
  }

  /** Begins a merge of {@code rows} into the table. */
  public TableMerge merge(Rows rows) {
    return merge(rows.batches());
  }

  /**
   * Begins an upsert of {@code rows}, which are kept in memory: {@code upsert(rows).on("id")}
   * replaces the rows with the same id, and adds the others.
   */
  public TableUpsert upsert(BatchReader rows) {
    return TableUpsert.of(target, rows);
  }

  /** Begins an upsert of {@code rows}. */
  public TableUpsert upsert(Rows rows) {
    return upsert(rows.batches());
  }

  /**
   * Begins a load of the file at {@code from}, a path or URI, or of those below it, that were not
   * loaded before.
   *
   * @param format of the files: {@code csv}, {@code json} or {@code parquet}
   */
  public TableLoad load(String from, String format) {
    return new TableLoad(this, from, format, Map.of(), Map.of(), Optional.empty());
  }

  /** Begins several changes that become one version, on top of the newest. */
  public TableTransaction transaction() {
    return TableTransaction.begin(this, WriteOptions.DEFAULT);
  }

  /** The versions whose commits are still there, the newest first. */
  public List<Commit> history() {
    return current.handle().log().history().stream().map(Table::commit).toList();
  }

  private static Commit commit(HistoryEntry entry) {
    return Commit.of(entry.version(), entry.timestampMillis(), entry.info());
  }

  /** Which changes of the table to read or to follow: those of all versions, unless narrowed. */
  public TableChanges changes() {
    return TableChanges.of(session, location);
  }

  /** The changes from {@code version} on, to be read or followed. */
  public TableChanges changes(long version) {
    return changes().from(version);
  }

  /** Begins to join small files into larger ones. */
  public TableOptimize optimize() {
    return TableOptimize.of(this);
  }

  /** Begins to remove files that are no longer needed. */
  public TableVacuum vacuum() {
    return new TableVacuum(this, VacuumOptions.DEFAULT, Optional.empty(), progress -> {});
  }

  /** Begins to check the newest version against its files, rows and all. */
  public TableFsck fsck() {
    return new TableFsck(this, TableCheck.Depth.ROWS);
  }

  /**
   * What could be better about the newest version, the worst first, each with the command that
   * mends it: by the log and the statistics in it, so that no data file is read.
   */
  public List<Advice> doctor() {
    return TableAdvice.of(
            current.handle().log().latest(), session.environment().nowMillis(), location)
        .stream()
        .map(Advice::of)
        .toList();
  }

  /**
   * Which files of the version that this object sees a query with a condition reads, and for each
   * why it is read or left out.
   *
   * @param condition in SQL, over the table's columns
   */
  public Why why(String condition) {
    DeltaTable table = current;
    return Why.of(
        ReadReasons.of(
            table.snapshot(),
            compactions(table).condition(condition),
            session.environment().clock().getZone()));
  }

  /**
   * Writes a checkpoint of the newest version, so that whoever opens the table need not read the
   * commits before. This also happens by itself, every {@code delta.checkpointInterval} versions.
   *
   * @return the version
   */
  public long checkpoint() {
    TableHandle handle = current.handle();
    return new CheckpointWriter(handle.store(), session.environment())
        .write(handle.log().latest())
        .version();
  }

  /**
   * Begins to make the version that this object sees a table of its own at {@code location}, a path
   * or URI: a copy of its files, unless {@link TableCloning#shallow} says otherwise.
   */
  public TableCloning cloneTo(String location) {
    return snapshot().cloneTo(location);
  }

  /** Begins to make the folder of Parquet files at {@code location} a table, where it is. */
  public static TableConvert convert(String location) {
    return Session.open(TableOptions.defaults()).convert(location);
  }

  /** Begins to make the table what it was at {@code version}. */
  public TableRestore restore(long version) {
    return new TableRestore(this, new Point.Version(version));
  }

  /** Begins to make the table what it was at {@code time}. */
  public TableRestore restore(Instant time) {
    return new TableRestore(this, new Point.Time(time.toEpochMilli()));
  }

  /**
   * Writes lists of the newest version's files below {@code _symlink_format_manifest/}, for engines
   * that read Hive's tables of symbolic links and no log. They stay as they are until this is
   * called again.
   *
   * @throws io.moraine.core.error.UnsupportedFeatureException if such readers would read other rows
   *     than the table has: where rows are deleted by deletion vectors, or columns are mapped
   */
  public ManifestResult generateManifest() {
    TableHandle handle = current.handle();
    SymlinkManifest.Written written = SymlinkManifest.write(handle.log().latest(), handle.store());
    return new ManifestResult(
        written.version(), written.manifests(), written.files(), written.removedManifests());
  }

  /**
   * Removes the files of the log that are older than {@code delta.logRetentionDuration} and that no
   * later version needs. The versions before the earliest that is left cannot be read any more.
   * This also happens by itself after commits, unless {@code delta.enableExpiredLogCleanup} is
   * false.
   */
  public LogCleanupResult cleanUpLog() {
    LogCleanup.Removed removed =
        new LogCleanup(current.handle().log(), session.environment()).run();
    return new LogCleanupResult(
        removed.plan().earliest(),
        (long) removed.plan().files().size() + removed.sidecars().size(),
        removed.sizeBytes());
  }

  /**
   * Writes what the commits of versions {@code first} to {@code last} come to as one file, which
   * readers may take in their place. The commits stay.
   *
   * @throws io.moraine.core.error.InvalidInputException unless there are these versions, and more
   *     than one
   */
  public void compactLog(long first, long last) {
    new LogCompactor(current.handle().log()).compact(first, last);
  }

  TableHandle handle() {
    return current.handle();
  }

  DeltaTable current() {
    return current;
  }

  Environment environment() {
    return session.environment();
  }

  Compactions compactions() {
    return compactions(current);
  }

  private Compactions compactions(DeltaTable table) {
    return new Compactions(
        table, session.environment(), new EngineSort(session.environment(), session.memoryBytes()));
  }

  /** The table as statements of its session name it. */
  String sqlName() {
    return SqlText.table(location);
  }

  Session session() {
    return session;
  }

  /** Changes of this table, each a version, which this object sees at once. */
  private final class Target implements ChangeTarget {
    @Override
    public String sqlName() {
      return Table.this.sqlName();
    }

    @Override
    public Changes change(String sql, Map<String, CatalogTable> sources, WriteOptions options) {
      try (Result result = session.run(sql, sources, options, Optional.empty())) {
        Changes changes = result.changes().orElse(Changes.NONE);
        refresh();
        return changes;
      }
    }

    @Override
    public Session session() {
      return session;
    }
  }

  @Override
  public String toString() {
    return "Table(%s, version %d)".formatted(location, version());
  }
}
