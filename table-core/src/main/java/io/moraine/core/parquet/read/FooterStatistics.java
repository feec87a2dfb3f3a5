package io.moraine.core.parquet.read;

import io.moraine.core.parquet.footer.ColumnIndex;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.footer.OffsetIndex;
import io.moraine.core.parquet.footer.RawStatistics;
import io.moraine.core.parquet.footer.RowGroupMetadata;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A row group's statistics, decoded from the footer when asked for. */
final class FooterStatistics implements RowGroupStatistics {
  private final String file;
  private final RowGroupMetadata group;
  private final List<FileColumn> columns;
  private final int ordinal;
  private final StructType requested;
  private final ColumnMatching matching;
  private final Set<SchemaNode.Leaf> asked = new LinkedHashSet<>();
  private final long from;
  private final long to;

  /** What tells of the rows, if they are not all of the group. */
  private final PageIndexes pages;

  FooterStatistics(
      String file,
      Footer footer,
      List<FileColumn> columns,
      int ordinal,
      StructType requested,
      ColumnMatching matching) {
    this.file = file;
    this.group = footer.rowGroups().get(ordinal);
    this.columns = columns;
    this.ordinal = ordinal;
    this.requested = requested;
    this.matching = matching;
    this.from = 0;
    this.to = group.rowCount();
    this.pages = null;
  }

  private FooterStatistics(FooterStatistics whole, long from, long to, PageIndexes pages) {
    this.file = whole.file;
    this.group = whole.group;
    this.columns = whole.columns;
    this.ordinal = whole.ordinal;
    this.requested = whole.requested;
    this.matching = whole.matching;
    this.from = from;
    this.to = to;
    this.pages = pages;
  }

  /**
   * What is known of rows {@code from} to {@code to}, within a page of each column with indexes.
   */
  FooterStatistics part(long partFrom, long partTo, PageIndexes indexes) {
    return new FooterStatistics(this, partFrom, partTo, indexes);
  }

  /** The columns of the file that were asked about. */
  Set<SchemaNode.Leaf> asked() {
    return asked;
  }

  @Override
  public int ordinal() {
    return ordinal;
  }

  @Override
  public long rowCount() {
    return to - from;
  }

  @Override
  public ColumnStatistics column(int column) {
    return field(column, List.of());
  }

  @Override
  public ColumnStatistics field(int column, List<Integer> path) {
    StructField field = requested.field(column);
    Optional<FileColumn> found = matching.find(file, field, columns);
    for (int ordinal : path) {
      if (found.isEmpty()) {
        break;
      }
      if (!(found.get() instanceof FileColumn.Struct below)
          || !(field.type() instanceof StructType struct)) {
        return ColumnStatistics.UNKNOWN;
      }
      field = struct.field(ordinal);
      found = matching.find(file, field, below.fields());
    }
    if (found.isEmpty()) {
      return new ColumnStatistics(null, null, rowCount());
    }
    return found.get() instanceof FileColumn.Value value
        ? bounds(value.leaf(), field.type())
        : ColumnStatistics.UNKNOWN;
  }

  private ColumnStatistics bounds(SchemaNode.Leaf leaf, DataType wanted) {
    if (leaf.maxRepetition() > 0) {
      return ColumnStatistics.UNKNOWN;
    }
    asked.add(leaf);
    return Bounds.of(leaf, raw(leaf), wanted);
  }

  private RawStatistics raw(SchemaNode.Leaf leaf) {
    RawStatistics whole = group.chunks().get(leaf.ordinal()).statistics();
    if (pages == null) {
      return whole;
    }
    Optional<ColumnIndex> index = pages.bounds(leaf);
    if (index.isEmpty()) {
      return ofSome(whole, group.rowCount());
    }
    OffsetIndex offsets = pages.offsets(leaf).orElseThrow();
    int page = offsets.pageOf(from);
    if (index.get().isNull(page)) {
      return new RawStatistics(null, null, rowCount(), false);
    }
    return ofSome(index.get().page(page), offsets.endRow(page) - offsets.firstRow(page));
  }

  /** What holds for some of {@code rows} rows that have {@code statistics}. */
  private RawStatistics ofSome(RawStatistics statistics, long rows) {
    long nulls = statistics.nullCount();
    long some = nulls == 0 || rows == rowCount() ? nulls : nulls == rows ? rowCount() : -1;
    return new RawStatistics(statistics.min(), statistics.max(), some, statistics.legacy());
  }
}
