package io.moraine.reader;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.ObjectNotFoundException;
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
import java.util.Optional;

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

  /** About what a thread reads in the time of some reads from a store. */
  private static final long PART_BYTES = 4 << 20;

  private static final int MOST_PARTS = 256;

  private final Snapshot snapshot;
  private final ObjectStore store;
  private final DeletionVectorReader deletionVectors;
  private final StructType output;
  private final List<Integer> columns;
  private final boolean addresses;
  private final boolean metadata;
  private final Expression filter;
  private final List<ScanFile> files;
  private final ScanReport report;
  private final ZoneId zone;

  private TableScan(Builder builder) {
    this.snapshot = builder.snapshot;
    this.store = builder.store;
    this.deletionVectors = new DeletionVectorReader(store, snapshot.paths());
    this.columns = builder.columns;
    this.addresses = builder.addresses;
    this.metadata = builder.metadata;
    this.filter = Operators.and(builder.filters);
    this.zone = builder.zone;
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
    private boolean addresses;
    private boolean metadata;
    private ZoneId zone = ZoneOffset.UTC;

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

    /** Chooses the files. */
    public TableScan build() {
      return new TableScan(this);
    }
  }

  private SelectedFiles select() {
    if (filter.equals(Literal.TRUE)) {
      return SelectedFiles.all(snapshot.files());
    }
    return snapshot
        .files()
        .select(
            new FileSkipping(
                filter,
                snapshot.schema(),
                snapshot.partitionColumns(),
                snapshot.columnMappingMode(),
                zone));
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
    return open(new SharedFile(file, 1), 0);
  }

  /**
   * Cuts {@code file}, one of {@link #files()}, into parts of some megabytes that several threads
   * may read beside one another; a small file is one part.
   */
  public List<ScanPart> parts(ScanFile file) {
    return parts(file, (int) Math.max(1, Math.min(MOST_PARTS, file.sizeBytes() / PART_BYTES)));
  }

  /** Cuts {@code file} into {@code count} parts. */
  List<ScanPart> parts(ScanFile file, int count) {
    SharedFile shared = new SharedFile(file, count);
    List<ScanPart> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(new ScanPart(this, shared, i));
    }
    return parts;
  }

  BatchReader open(SharedFile shared, int part) {
    ScanFile file = shared.file();
    Optional<DeletionVector> deleted = deletedRows(file);
    String path = file.path();
    ObjectReader object;
    try {
      object = snapshot.paths().open(path, store);
    } catch (ObjectNotFoundException e) {
      throw gone("data file " + path, e);
    }
    try {
      return new FileReader(this, shared, object, deleted, filter, zone).open(part);
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

  List<Integer> columns() {
    return columns;
  }

  boolean addresses() {
    return addresses;
  }

  boolean metadata() {
    return metadata;
  }
}
