package io.moraine.compaction;

import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.sink.RowTracking;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.PhysicalNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds files that still hold columns which were dropped from the table, by their footers. */
final class DroppedColumns implements Predicate<AddFile> {
  private final Snapshot snapshot;
  private final ObjectStore store;
  private final StructType expected;

  DroppedColumns(Snapshot snapshot, ObjectStore store) {
    this.snapshot = snapshot;
    this.store = store;
    List<StructField> columns =
        new ArrayList<>(
            PhysicalNames.schema(snapshot.schema(), snapshot.columnMappingMode()).fields());
    if (snapshot.properties().enableRowTracking()) {
      columns.addAll(RowTracking.columns(snapshot.properties()));
    }
    this.expected = StructType.ofResult(columns);
  }

  /** Only where columns have names of their own in files can one be dropped. */
  @Override
  public boolean test(AddFile file) {
    if (snapshot.columnMappingMode() == ColumnMappingMode.NONE) {
      return false;
    }
    try (ObjectReader reader = snapshot.paths().open(file.path(), store)) {
      return hasMore(Footer.read(reader).schema(), expected);
    }
  }

  private static boolean hasMore(SchemaNode.Group group, StructType struct) {
    for (SchemaNode child : group.children()) {
      if (struct.ordinalOf(child.name()).isEmpty()) {
        return true;
      }
      DataType type = struct.field(child.name()).type();
      if (type instanceof StructType inner
          && child instanceof SchemaNode.Group fields
          && hasMore(fields, inner)) {
        return true;
      }
    }
    return false;
  }
}
