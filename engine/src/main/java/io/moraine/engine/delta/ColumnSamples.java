package io.moraine.engine.delta;

import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.state.LiveFiles;
import io.moraine.log.stats.FileStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the statistics of some of a table's files say of its columns: enough to guess by. */
final class ColumnSamples {
  private static final int MOST_FILES = 32;

  private final StructType schema;
  private final List<FileStatistics> files;

  private ColumnSamples(StructType schema, List<FileStatistics> files) {
    this.schema = schema;
    this.files = files;
  }

  /** Of files spread over those of {@code snapshot}. */
  static ColumnSamples of(Snapshot snapshot) {
    StructType schema = snapshot.schema();
    int[] ordinals = IntStream.range(0, schema.size()).toArray();
    FileStatistics.Columns columns =
        FileStatistics.Columns.of(schema, snapshot.columnMappingMode(), ordinals);
    LiveFiles live = snapshot.files();
    int count = Math.min(MOST_FILES, live.size());
    int[] indexes = new int[count];
    for (int i = 0; i < count; i++) {
      // The first and the last are among them.
      indexes[i] = count == 1 ? 0 : (int) ((long) i * (live.size() - 1) / (count - 1));
    }
    List<FileStatistics> files = new ArrayList<>();
    for (AddFile file : live.files(indexes)) {
      files.add(FileStatistics.parse(file.stats(), columns));
    }
    return new ColumnSamples(schema, files);
  }

  /** The bounds of column {@code ordinal} in these files; unknown if one of them does not say. */
  ColumnStatistics column(int ordinal) {
    if (schema.field(ordinal).type().isNested()) {
      return ColumnStatistics.UNKNOWN;
    }
    Object min = null;
    Object max = null;
    for (FileStatistics file : files) {
      ColumnStatistics of = file.column(ordinal);
      if (of.min() == null || of.max() == null) {
        if (of.nullCount() == file.numRecords() && of.nullCount() >= 0) {
          continue;
        }
        return ColumnStatistics.UNKNOWN;
      }
      min = min == null || ValueOrder.compare(of.min(), min) < 0 ? of.min() : min;
      max = max == null || ValueOrder.compare(of.max(), max) > 0 ? of.max() : max;
    }
    return new ColumnStatistics(min, max, -1);
  }
}
