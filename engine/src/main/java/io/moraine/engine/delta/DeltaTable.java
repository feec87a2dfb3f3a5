package io.moraine.engine.delta;

import io.moraine.core.env.Parallel;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.ExactStatistics;
import io.moraine.engine.catalog.ScanRequest;
import io.moraine.engine.physical.ScanSource;
import io.moraine.log.action.Action;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.RowAddress;
import io.moraine.reader.RowMetadata;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A Delta table at one snapshot. */
public final class DeltaTable implements CatalogTable {
  private static final Set<String> AT_HAND = Set.of("file", "memory");

  private final String name;
  private final TableHandle handle;
  private final Snapshot snapshot;
  private final Snapshot committed;
  private final ZoneId zone;
  private ColumnSamples samples;

  /**
   * A table as {@code snapshot} has it.
   *
   * @param name how people know it
   * @param zone of the session
   */
  public DeltaTable(String name, TableHandle handle, Snapshot snapshot, ZoneId zone) {
    this(name, handle, snapshot, snapshot, zone);
  }

  private DeltaTable(
      String name, TableHandle handle, Snapshot snapshot, Snapshot committed, ZoneId zone) {
    this.name = name;
    this.handle = handle;
    this.snapshot = snapshot;
    this.committed = committed;
    this.zone = zone;
  }

  /** The table as it would be with {@code actions} on top, which no commit holds yet. */
  public DeltaTable with(List<? extends Action> actions) {
    return actions.isEmpty()
        ? this
        : new DeltaTable(name, handle, snapshot.with(actions), committed, zone);
  }

  /** The same table under another name. */
  public DeltaTable named(String newName) {
    return new DeltaTable(newName, handle, snapshot, committed, zone);
  }

  @Override
  public String name() {
    return name;
  }

  /** Where the table's files and log are. */
  public TableHandle handle() {
    return handle;
  }

  /** The state that is read. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** The version that the state is made up from: the state itself, but for pending changes. */
  public Snapshot committed() {
    return committed;
  }

  /** The session's time zone. */
  public ZoneId zone() {
    return zone;
  }

  @Override
  public StructType schema() {
    return snapshot.schema();
  }

  @Override
  public OptionalLong rowCount() {
    return snapshot.files().estimatedRows();
  }

  @Override
  public synchronized ColumnStatistics about(int ordinal) {
    if (samples == null) {
      samples = ColumnSamples.of(snapshot);
    }
    return samples.column(ordinal);
  }

  @Override
  public Object identity() {
    return List.of(handle.root(), snapshot.version());
  }

  @Override
  public Optional<ExactStatistics> exactly() {
    return snapshot.files().rows().stream()
        .<ExactStatistics>mapToObj(rows -> new LoggedStatistics(rows, snapshot, zone))
        .findFirst();
  }

  @Override
  public Optional<StructField> metadata() {
    return schema().ordinalOf(RowMetadata.NAME).isPresent()
        ? Optional.empty()
        : Optional.of(RowMetadata.column(snapshot));
  }

  @Override
  public ScanSource scan(ScanRequest request) {
    int own = schema().size();
    List<Expression> filters =
        request.filters().stream().filter(filter -> isWithin(filter, own)).toList();
    List<Integer> columns = request.columns().stream().filter(column -> column < own).toList();
    TableScan.Builder scan = scanOf(columns, filters);
    if (columns.size() == request.columns().size()) {
      return new DeltaScanSource(name, scan.build());
    }
    return new DeltaScanSource(
        name, scan.withRowMetadata().build(), file -> true, places(request, columns, own));
  }

  /** Whether {@code filter} asks for none but the first {@code columns} columns. */
  private static boolean isWithin(Expression filter, int columns) {
    return filter instanceof ColumnReference column
        ? column.id() < columns
        : filter.children().stream().allMatch(child -> isWithin(child, columns));
  }

  private TableScan.Builder scanOf(List<Integer> columns, List<Expression> filters) {
    TableScan.Builder scan =
        TableScan.of(snapshot, handle.store()).columns(columns).filter(filters).zone(zone);
    Parallel parallel = handle.log().parallel();
    // What is on this machine is read sooner than another thread begins to.
    return parallel.parallelism() == 1 || AT_HAND.contains(handle.root().getScheme())
        ? scan
        : scan.fetcher(parallel.executor());
  }

  /**
   * The same table with the columns of {@link RowAddress} after its own and, where rows are
   * tracked, that of {@link RowMetadata}. Each scan of it reads all of them, wanted or not.
   *
   * @param scans told of each scan, to know which files it chose
   * @param wanted which of the chosen files are read
   */
  public CatalogTable withRowAddresses(Consumer<TableScan> scans, Predicate<ScanFile> wanted) {
    List<StructField> fields = new ArrayList<>(schema().fields());
    fields.addAll(RowAddress.COLUMNS);
    boolean tracked = snapshot.properties().enableRowTracking();
    if (tracked) {
      fields.add(RowMetadata.column(snapshot));
    }
    StructType addressed = StructType.of(fields);
    DeltaTable table = this;
    return new CatalogTable() {
      @Override
      public String name() {
        return table.name();
      }

      @Override
      public StructType schema() {
        return addressed;
      }

      @Override
      public OptionalLong rowCount() {
        return table.rowCount();
      }

      @Override
      public ColumnStatistics about(int ordinal) {
        return ordinal < table.schema().size() ? table.about(ordinal) : ColumnStatistics.UNKNOWN;
      }

      @Override
      public CatalogTable again() {
        return table.withRowAddresses(scan -> {}, wanted);
      }

      @Override
      public ScanSource scan(ScanRequest request) {
        int own = table.schema().size();
        List<Integer> columns = request.columns().stream().filter(c -> c < own).toList();
        TableScan.Builder builder = table.scanOf(columns, request.filters()).withRowAddresses();
        TableScan scan = (tracked ? builder.withRowMetadata() : builder).build();
        scans.accept(scan);
        return new DeltaScanSource(table.name(), scan, wanted, places(request, columns, own));
      }
    };
  }

  /** Where each wanted column is among those that the scan gives: its own, then others. */
  private static int[] places(ScanRequest request, List<Integer> columns, int own) {
    int[] places = new int[request.columns().size()];
    int next = 0;
    for (int i = 0; i < places.length; i++) {
      int column = request.columns().get(i);
      places[i] = column < own ? next++ : columns.size() + column - own;
    }
    return places;
  }
}
