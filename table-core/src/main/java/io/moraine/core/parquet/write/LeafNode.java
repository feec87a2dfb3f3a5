package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.stats.ColumnStatistics;
import java.util.List;
import java.util.function.BiConsumer;

/** A field with a column of its own. */
final class LeafNode extends Node {
  private final ColumnWriter column;
  private final int maxDefinition;

  LeafNode(List<String> path, int definition, ColumnWriter column) {
    super(path, definition, column.leaf().nullable());
    this.column = column;
    this.maxDefinition = column.leaf().maxDefinition();
  }

  @Override
  void write(ColumnVector vector, Entries entries, long firstRow) {
    byte[] validity = vector.validity();
    int count = entries.count();
    if (entries.definitions() == null && allValid(validity, entries)) {
      column.append(
          vector, entries.rows(), entries.from(), count, null, entries.repetitions(), count);
      return;
    }
    byte[] definitions = entries.copyDefinitions();
    int[] rows = new int[count];
    int values = 0;
    for (int i = 0; i < count; i++) {
      int row = entries.row(i);
      if (row < 0) {
        continue;
      }
      if (validity == null || validity[row] != 0) {
        definitions[i] = (byte) maxDefinition;
        rows[values++] = row;
      } else if (nullable) {
        definitions[i] = (byte) definition;
      } else {
        throw unexpectedNull(entries, i, firstRow);
      }
    }
    column.append(vector, rows, 0, values, definitions, entries.repetitions(), count);
  }

  private static boolean allValid(byte[] validity, Entries entries) {
    if (validity == null) {
      return true;
    }
    int all = 1;
    if (entries.rows() == null) {
      for (int i = entries.from(); i < entries.from() + entries.count(); i++) {
        all &= validity[i] == 0 ? 0 : 1;
      }
      return all != 0;
    }
    return false;
  }

  @Override
  void collect(BiConsumer<List<String>, ColumnStatistics> target) {
    Bounds bounds = column.fileBounds();
    target.accept(
        path, new ColumnStatistics(bounds.least(), bounds.greatest(), column.fileNulls()));
  }
}
