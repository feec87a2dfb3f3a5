package io.moraine.core.parquet.read;

import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.footer.RowGroupMetadata;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.List;
import java.util.Optional;

/** A row group's statistics, decoded from the footer when asked for. */
final class FooterStatistics implements RowGroupStatistics {
  private final String file;
  private final RowGroupMetadata group;
  private final List<FileColumn> columns;
  private final int ordinal;
  private final StructType requested;
  private final ColumnMatching matching;

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
  }

  @Override
  public int ordinal() {
    return ordinal;
  }

  @Override
  public long rowCount() {
    return group.rowCount();
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
      return new ColumnStatistics(null, null, group.rowCount());
    }
    return found.get() instanceof FileColumn.Value value
        ? bounds(value.leaf(), field.type())
        : ColumnStatistics.UNKNOWN;
  }

  private ColumnStatistics bounds(SchemaNode.Leaf leaf, DataType wanted) {
    return leaf.maxRepetition() > 0
        ? ColumnStatistics.UNKNOWN
        : Bounds.of(leaf, group.chunks().get(leaf.ordinal()).statistics(), wanted);
  }
}
