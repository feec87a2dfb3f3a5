package io.moraine.log.stats;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.property.ColumnMappingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code add} action's statistics tell of some columns.
 *
 * <p>The upper bound of a floating-point column is given only where the statistics say, by their
 * field {@code nanCount}, that it has no NaN: NaN sorts above all numbers, and some writers leave
 * it out of their bounds.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#per-file-statistics">Per-file
 *     statistics</a>
 */
public final class FileStatistics {
  /** Nothing is known. */
  public static final FileStatistics UNKNOWN =
      new FileStatistics(-1, true, StatisticsColumns.NONE, List.of());

  private final long numRecords;
  private final boolean tight;
  private final StatisticsColumns columns;
  private final List<ColumnStatistics> leaves;

  private FileStatistics(
      long numRecords, boolean tight, StatisticsColumns columns, List<ColumnStatistics> leaves) {
    this.numRecords = numRecords;
    this.tight = tight;
    this.columns = columns;
    this.leaves = leaves;
  }

  /** The rows in {@code file}, deleted ones among them, as its statistics tell; −1 if unknown. */
  public static long rowCount(AddFile file) {
    return parse(file.stats(), Columns.NONE).numRecords();
  }

  /** The rows in {@code file} that are not deleted, as the log tells; −1 if unknown. */
  public static long liveRowCount(AddFile file) {
    long rows = rowCount(file);
    DeletionVectorDescriptor deleted = file.deletionVector();
    return rows < 0 || deleted == null ? rows : Math.max(0, rows - deleted.cardinality());
  }

  /** The rows in the file, deleted ones among them; −1 if unknown. */
  public long numRecords() {
    return numRecords;
  }

  /**
   * Whether bounds and null counts are of just the rows that are not deleted, so that they can
   * answer a query.
   */
  public boolean tightBounds() {
    return tight;
  }

  /** What is known of the column at {@code ordinal} of the schema. */
  public ColumnStatistics column(int ordinal) {
    return at(List.of(ordinal));
  }

  /**
   * What is known of a field within structs: {@code path} are ordinals below column {@code
   * ordinal}. Where a struct on the way is null, so is the field.
   */
  public ColumnStatistics field(int ordinal, List<Integer> path) {
    List<Integer> all = new ArrayList<>();
    all.add(ordinal);
    all.addAll(path);
    return at(all);
  }

  private ColumnStatistics at(List<Integer> path) {
    Integer leaf = columns.leafAt(path);
    return leaf == null ? ColumnStatistics.UNKNOWN : leaves.get(leaf);
  }

  /** Which columns to read statistics of; of structs, all fields. */
  public static final class Columns {
    private static final Columns NONE = new Columns(StatisticsColumns.NONE);

    private final StatisticsColumns columns;

    private Columns(StatisticsColumns columns) {
      this.columns = columns;
    }

    StatisticsColumns columns() {
      return columns;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Columns that && columns.equals(that.columns);
    }

    @Override
    public int hashCode() {
      return columns.hashCode();
    }

    /** No column: of interest is only how many rows there are. */
    public static Columns none() {
      return NONE;
    }

    /**
     * The columns of {@code schema} at {@code ordinals}.
     *
     * @param mode how the table maps columns
     */
    public static Columns of(StructType schema, ColumnMappingMode mode, int... ordinals) {
      return new Columns(new StatisticsColumns(schema, mode, ordinals));
    }
  }

  /** What {@code stats}, an {@code add} action's JSON text or null, tells of {@code columns}. */
  public static FileStatistics parse(@Nullable String stats, Columns columns) {
    if (stats == null || stats.isEmpty()) {
      return UNKNOWN;
    }
    StatisticsParser parser = new StatisticsParser(columns.columns);
    try {
      JsonReader json = JsonReader.of(stats, "stats");
      parser.read(json);
      json.end();
    } catch (CorruptFileException e) {
      return UNKNOWN;
    }
    List<ColumnStatistics> leaves = new ArrayList<>(columns.columns.leafCount());
    for (int leaf = 0; leaf < columns.columns.leafCount(); leaf++) {
      leaves.add(parser.statistics(leaf));
    }
    return new FileStatistics(parser.numRecords(), parser.tight(), columns.columns, leaves);
  }
}
