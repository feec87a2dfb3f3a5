package io.moraine.reader.changes;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ConcatenatedReader;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.prune.Outcome;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.changes.FileChange;
import io.moraine.log.changes.FileChanges;
import io.moraine.log.changes.TableState;
import io.moraine.log.changes.VersionCommit;
import io.moraine.log.path.DataPaths;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.stats.FileSkipping;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The rows that commits change, under the schema of one version, without the files in which the log
 * says there are none of interest.
 *
 * <p>Filters leave out whole files and row groups; rows that do not satisfy them still come. The
 * commits' own schemas must be such that files can be read under this one; see {@link
 * io.moraine.log.changes.ChangeFeed}. Safe for use by many threads.
 */
public final class ChangeScan {
  private final ObjectStore store;
  private final DataPaths paths;
  private final FileChanges changes;
  private final ColumnMappingMode mode;
  private final StructType schema;
  private final StructType output;
  private final List<Integer> columns;
  private final Expression filter;
  private final ZoneId zone;
  private final Map<List<String>, FileSkipping> skipping = new ConcurrentHashMap<>();

  private ChangeScan(Builder builder) {
    this.store = builder.store;
    this.paths = builder.paths;
    this.changes = new FileChanges(paths, store.root().toString());
    this.mode = builder.state.columnMappingMode();
    this.schema = builder.schema;
    this.columns = builder.columns;
    this.filter = Operators.and(builder.filters);
    this.zone = builder.zone;
    this.output = StructType.ofResult(columns.stream().map(schema::field).toList());
  }

  /**
   * A scan of changes under the schema of {@code state}; the files are where {@code paths} says,
   * those of the table in {@code store}.
   */
  public static Builder of(TableState state, ObjectStore store, DataPaths paths) {
    return new Builder(state, store, paths);
  }

  /** Says what to scan. */
  public static final class Builder {
    private final TableState state;
    private final ObjectStore store;
    private final DataPaths paths;
    private final StructType schema;
    private List<Integer> columns;
    private List<Expression> filters = List.of();
    private ZoneId zone = ZoneOffset.UTC;

    private Builder(TableState state, ObjectStore store, DataPaths paths) {
      this.state = state;
      this.store = store;
      this.paths = paths;
      this.schema = ChangeColumns.schema(state.schema(), store.root().toString());
      this.columns = IntStream.range(0, schema.size()).boxed().toList();
    }

    /** The table's columns and after them {@link ChangeColumns#ALL}. */
    public StructType schema() {
      return schema;
    }

    /** Only the columns at {@code ordinals} of {@link #schema()}, in that order. */
    public Builder columns(List<Integer> ordinals) {
      columns = List.copyOf(ordinals);
      return this;
    }

    /** Only files that may have rows for which all of {@code conditions} are true. */
    public Builder filter(List<Expression> conditions) {
      filters = List.copyOf(conditions);
      return this;
    }

    /** The session's time zone, UTC unless set. */
    public Builder zone(ZoneId sessionZone) {
      zone = sessionZone;
      return this;
    }

    /** The scan. */
    public ChangeScan build() {
      return new ChangeScan(this);
    }
  }

  /** The columns that batches have. */
  public StructType output() {
    return output;
  }

  /** What to read of {@code commit}. */
  public List<ScanChange> select(VersionCommit commit) {
    List<ScanChange> selected = new ArrayList<>();
    for (FileChange change : changes.of(commit)) {
      ScanChange candidate =
          new ScanChange(
              commit.version(),
              commit.timestampMillis(),
              change,
              PartitionColumns.of(change, commit.state(), schema, mode));
      if (mayMatch(candidate)) {
        selected.add(
            new ScanChange(
                candidate.version(),
                candidate.timestampMillis(),
                change.withoutStatistics(),
                candidate.partitionColumns()));
      }
    }
    return selected;
  }

  private boolean mayMatch(ScanChange change) {
    if (filter.equals(Literal.TRUE)) {
      return true;
    }
    ConstantColumns constants = ConstantColumns.of(change);
    return skipping
            .computeIfAbsent(
                constants.names(), names -> new FileSkipping(filter, schema, names, mode, zone))
            .decide(constants.file())
        != Outcome.NONE;
  }

  /**
   * Reads the rows of {@code change}, one of those that {@link #select} gave.
   *
   * @throws io.moraine.core.error.MoraineException if the file is gone: a clean-up removed it, or
   *     the log is wrong
   */
  public BatchReader open(ScanChange change) {
    return new ChangedFileReader(this, change).open();
  }

  /** Reads the changed rows of all commits, one file after the other. */
  public BatchReader read(Iterator<VersionCommit> commits) {
    Stream<VersionCommit> stream =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(commits, 0), false);
    return new ConcatenatedReader(output(), stream.map(this::read).iterator());
  }

  private BatchReader read(VersionCommit commit) {
    return new ConcatenatedReader(output(), select(commit).stream().map(this::open).iterator());
  }

  ObjectStore store() {
    return store;
  }

  DataPaths paths() {
    return paths;
  }

  ColumnMappingMode mode() {
    return mode;
  }

  StructType schema() {
    return schema;
  }

  List<StructField> wanted() {
    return output.fields();
  }

  Expression filter() {
    return filter;
  }

  ZoneId zone() {
    return zone;
  }
}
