package io.moraine.reader;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.eval.ValueTest;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.deletionvector.DeletionVector;
import io.moraine.log.deletionvector.DeletionVectorReader;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.state.SelectedFiles;
import io.moraine.log.stats.FileSkipping;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a snapshot that are not deleted, without the files in which the log says there are
 * none of interest.
 *
 * <p>Filters leave out whole files, row groups, pages and rows; rows that do not satisfy them may
 * still come. Safe for use by many threads.
 */
public final class TableScan {
  /** Files that are at most so far from one another in the log are read from it together. */
  private static final int NEAR = 64;

  private static final int MOST_READ = 256;

  private final Snapshot snapshot;
  private final ObjectStore store;
  private final DeletionVectorReader deletionVectors;
  private final StructType output;
  private final List<Integer> columns;
  private final boolean addresses;
  private final boolean metadata;
  private final Expression filter;
  private final Expression bounds;
  private final Map<Integer, ValueTest> tests;
  private final List<ScanFile> files;
  private final ScanReport report;
  private final ZoneId zone;
  private final Optional<Executor> fetcher;

  /** The same for all files. */
  private volatile @Nullable FileFilters fileFilters;

  private TableScan(Builder builder) {
    this.snapshot = builder.snapshot;
    this.store = builder.store;
    this.deletionVectors = new DeletionVectorReader(store, snapshot.paths());
    this.columns = builder.columns;
    this.addresses = builder.addresses;
    this.metadata = builder.metadata;
    this.filter = Operators.and(builder.filters);
    this.bounds = Operators.and(builder.bounds);
    this.tests = Map.copyOf(builder.tests);
    this.zone = builder.zone;
    this.fetcher = builder.fetcher;
    List<StructField> fields = new ArrayList<>();
    columns.forEach(ordinal -> fields.add(snapshot.schema().field(ordinal)));
    if (addresses) {
      fields.addAll(RowAddress.COLUMNS);
    }
    if (metadata) {
      fields.add(RowMetadata.column(snapshot));
    }
    this.output = StructType.ofResult(fields);
    SelectedFiles selected = select();
    List<ScanFile> chosen = new ArrayList<>(selected.size());
    for (int i = 0; i < selected.size(); i++) {
      ScanFile.Match match = selected.isWhole(i) ? ScanFile.Match.ALL : ScanFile.Match.SOME;
      chosen.add(new ScanFile(this, i, selected.index(i), match));
    }
    this.files = Collections.unmodifiableList(chosen);
    this.report =
        new ScanReport(
            snapshot.files().size(),
            snapshot.files().sizeBytes(),
            files.size(),
            selected.sizeBytes());
  }

  /** A scan of {@code snapshot}, whose data files are in {@code store}. */
  public static Builder of(Snapshot snapshot, ObjectStore store) {
    return new Builder(snapshot, store);
  }

  /** Says what to scan. */
  public static final class Builder {
    private final Snapshot snapshot;
    private final ObjectStore store;
    private List<Integer> columns;
    private List<Expression> filters = List.of();
    private List<Expression> bounds = List.of();
    private Map<Integer, ValueTest> tests = Map.of();
    private boolean addresses;
    private boolean metadata;
    private ZoneId zone = ZoneOffset.UTC;
    private Optional<Executor> fetcher = Optional.empty();

    private Builder(Snapshot snapshot, ObjectStore store) {
      this.snapshot = snapshot;
      this.store = store;
      List<Integer> all = new ArrayList<>();
      for (int i = 0; i < snapshot.schema().size(); i++) {
        all.add(i);
      }
      this.columns = all;
    }

    /** Only the columns at {@code ordinals} of the table's schema, in that order. */
    public Builder columns(List<Integer> ordinals) {
      columns = List.copyOf(ordinals);
      return this;
    }

    /** Only files that may have rows for which all of {@code conditions} are true. */
    public Builder filter(List<Expression> conditions) {
      filters = List.copyOf(conditions);
      return this;
    }

    /**
     * Also only rows that a query turns out to want while it runs.
     *
     * @param conditions as those of {@link #filter}, but rows are not held against them one by one
     * @param valueTests by ordinals of the table's schema, of columns that are read
     */
    public Builder narrow(List<Expression> conditions, Map<Integer, ValueTest> valueTests) {
      bounds = List.copyOf(conditions);
      tests = Map.copyOf(valueTests);
      return this;
    }

    /** Also the columns of {@link RowAddress}, after the others. */
    public Builder withRowAddresses() {
      addresses = true;
      return this;
    }

    /** Also the column of {@link RowMetadata}, after all others. */
    public Builder withRowMetadata() {
      metadata = true;
      return this;
    }

    /** The session's time zone, UTC unless set. */
    public Builder zone(ZoneId sessionZone) {
      zone = sessionZone;
      return this;
    }

    /**
     * Has files' bytes read ahead on {@code executor}, a few reads at once for each open file. It
     * may run them late or never. Pays where a read takes longer than decoding what it brings.
     */
    public Builder fetcher(Executor executor) {
      fetcher = Optional.of(executor);
      return this;
    }

    /** Chooses the files. */
    public TableScan build() {
      return new TableScan(this);
    }
  }

  private SelectedFiles select() {
    Expression all = condition();
    if (all.equals(Literal.TRUE)) {
      return SelectedFiles.all(snapshot.files());
    }
    return snapshot
        .files()
        .select(
            new FileSkipping(
                all,
                snapshot.schema(),
                snapshot.partitionColumns(),
                snapshot.columnMappingMode(),
                zone));
  }

  /** What files, row groups and pages are left out by. */
  Expression condition() {
    return bounds.equals(Literal.TRUE) ? filter : Operators.and(filter, bounds);
  }

  /** What is left out within files, of which the columns {@code wanted} are read. */
  FileFilters fileFilters(List<StructField> wanted) {
    FileFilters known = fileFilters;
    if (known == null) {
      known = FileFilters.of(this, wanted, zone);
      fileFilters = known;
    }
    return known;
  }

  /** What rows are left out by beside the filter, by ordinals of the table's schema. */
  Map<Integer, ValueTest> tests() {
    return tests;
  }

  /**
   * This scan without more of the rows that turn out not to be wanted; of this scan's own kind, for
   * which {@link Builder#narrow} says what the parameters are. Files are numbered anew.
   */
  public TableScan narrowed(List<Expression> conditions, Map<Integer, ValueTest> valueTests) {
    Builder builder =
        of(snapshot, store)
            .columns(columns)
            .filter(Operators.conjuncts(filter))
            .narrow(conditions, valueTests)
            .zone(zone);
    builder.addresses = addresses;
    builder.metadata = metadata;
    builder.fetcher = fetcher;
    return builder.build();
  }

  /** Reads the action of {@code file}, and of the files after it that lie near it in the log. */
  void readActions(ScanFile file) {
    int to = file.index() + 1;
    while (to < files.size()
        && to - file.index() < MOST_READ
        && files.get(to).place() - files.get(to - 1).place() < NEAR) {
      to++;
    }
    List<ScanFile> read = files.subList(file.index(), to);
    List<AddFile> actions =
        snapshot.files().files(read.stream().mapToInt(ScanFile::place).toArray());
    for (int i = 0; i < read.size(); i++) {
      read.get(i).know(actions.get(i));
    }
  }

  /** The table as it is scanned. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** The columns that batches have. */
  public StructType output() {
    return output;
  }

  /** The files to read, in the table's order. */
  public List<ScanFile> files() {
    return files;
  }

  /** What rows were looked for, over the table's schema: the conjunction of the filters. */
  public Expression filter() {
    return filter;
  }

  /** How much is read and left out. */
  public ScanReport report() {
    return report;
  }

  /**
   * Reads the rows of {@code file}, one of {@link #files()}, that are not deleted.
   *
   * @throws MoraineException if the file is gone: a clean-up removed it, or the log is wrong
   */
  public BatchReader open(ScanFile file) {
    return open(file, FilePart.WHOLE);
  }

  /** As the other, of a part of the file. */
  public BatchReader open(ScanFile file, FilePart part) {
    Optional<DeletionVector> deleted = deletedRows(file);
    String path = file.path();
    ObjectReader object;
    try {
      object = snapshot.paths().open(path, store);
    } catch (ObjectNotFoundException e) {
      throw gone("data file " + path, e);
    }
    try {
      return new FileReader(this, file, object, deleted, part, zone).open();
    } catch (ObjectNotFoundException e) {
      object.close();
      throw gone("data file " + path, e);
    } catch (RuntimeException e) {
      object.close();
      throw e;
    }
  }

  private Optional<DeletionVector> deletedRows(ScanFile file) {
    DeletionVectorDescriptor descriptor = file.deletionVector();
    if (descriptor == null || descriptor.cardinality() == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(deletionVectors.read(descriptor, file.path()));
    } catch (ObjectNotFoundException e) {
      throw gone("deletion vector of the data file " + file.path(), e);
    }
  }

  private MoraineException gone(String what, ObjectNotFoundException cause) {
    return new MoraineException(
        "The %s of %s at version %d is gone: VACUUM may have removed it since. Load the table again"
            .formatted(what, snapshot.table(), snapshot.version()),
        cause);
  }

  /** The ordinals of the table's columns that are read, in the order in which batches have them. */
  public List<Integer> columns() {
    return columns;
  }

  /** Whether rows come with their addresses. */
  public boolean addresses() {
    return addresses;
  }

  Optional<Executor> fetcher() {
    return fetcher;
  }

  boolean metadata() {
    return metadata;
  }
}
