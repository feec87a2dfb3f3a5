package io.moraine.compaction.convert;

import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.RowGroupStatistics;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import io.moraine.log.sink.StatisticsJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file's statistics as the log has them, from what its footer says of its row groups. */
public final class FooterBounds {
  private FooterBounds() {}

  /**
   * The JSON text of {@code add.stats}.
   *
   * @param schema the table's columns that files have, under the names that files have
   * @param columns paths in it of the columns to tell of
   */
  public static String json(
      ParquetFile file, StructType schema, Map<List<String>, DataType> columns) {
    List<RowGroupStatistics> groups = file.rowGroups(schema);
    Map<List<String>, ColumnStatistics> statistics = new LinkedHashMap<>();
    for (List<String> path : columns.keySet()) {
      List<Integer> ordinals = ordinals(schema, path);
      ColumnStatistics all = null;
      for (RowGroupStatistics group : groups) {
        ColumnStatistics one = group.field(ordinals.get(0), ordinals.subList(1, ordinals.size()));
        all = all == null ? one : both(all, one, group.rowCount());
      }
      if (all != null) {
        statistics.put(path, all);
      }
    }
    return StatisticsJson.json(file.rowCount(), columns, statistics);
  }

  private static List<Integer> ordinals(StructType schema, List<String> path) {
    List<Integer> ordinals = new ArrayList<>();
    DataType type = schema;
    for (String name : path) {
      int ordinal = ((StructType) type).ordinal(name);
      ordinals.add(ordinal);
      type = ((StructType) type).field(ordinal).type();
    }
    return ordinals;
  }

  private static ColumnStatistics both(ColumnStatistics left, ColumnStatistics right, long rows) {
    long nulls =
        left.nullCount() < 0 || right.nullCount() < 0 ? -1 : left.nullCount() + right.nullCount();
    // Of a group of nulls alone there are no bounds, and none are needed.
    if (right.nullCount() == rows) {
      return new ColumnStatistics(left.min(), left.max(), nulls);
    }
    return new ColumnStatistics(
        bound(left.min(), right.min(), -1), bound(left.max(), right.max(), 1), nulls);
  }

  private static @Nullable Object bound(
      @Nullable Object left, @Nullable Object right, int direction) {
    if (left == null || right == null) {
      return null;
    }
    return ValueOrder.compare(left, right) * direction >= 0 ? left : right;
  }
}
