package io.moraine.log.stats;

import io.moraine.core.json.JsonKind;
import io.moraine.core.json.JsonReader;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of one file's statistics. */
final class StatisticsParser {
  private static final long UNKNOWN = -1;

  private final StatisticsColumns columns;
  private final @Nullable Object[] min;
  private final @Nullable Object[] max;
  private final long[] nullCount;
  private final long[] nanCount;
  private long numRecords = UNKNOWN;
  private boolean tight = true;

  StatisticsParser(StatisticsColumns columns) {
    this.columns = columns;
    int leaves = columns.leafCount();
    min = new Object[leaves];
    max = new Object[leaves];
    nullCount = new long[leaves];
    nanCount = new long[leaves];
    Arrays.fill(nullCount, UNKNOWN);
    Arrays.fill(nanCount, UNKNOWN);
  }

  long numRecords() {
    return numRecords;
  }

  boolean tight() {
    return tight;
  }

  void read(JsonReader json) {
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      boolean object = json.kind() == JsonKind.OBJECT;
      if (name.equals("numRecords") && json.kind() == JsonKind.NUMBER) {
        numRecords = json.longValue();
      } else if (name.equals("tightBounds") && json.kind() == JsonKind.BOOLEAN) {
        tight = json.booleanValue();
      } else if (name.equals("minValues") && object) {
        bounds(json, StatisticValues.Side.MIN, columns.roots(), min);
      } else if (name.equals("maxValues") && object) {
        bounds(json, StatisticValues.Side.MAX, columns.roots(), max);
      } else if (name.equals("nullCount") && object) {
        counts(json, columns.roots(), nullCount);
      } else if (name.equals("nanCount") && object) {
        counts(json, columns.roots(), nanCount);
      } else {
        json.skip();
      }
    }
  }

  private static void bounds(
      JsonReader json,
      StatisticValues.Side side,
      Map<String, StatisticsColumns.Node> nodes,
      @Nullable Object[] bounds) {
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      StatisticsColumns.Node node = nodes.get(name);
      if (node != null && node.leaf() >= 0) {
        bounds[node.leaf()] = StatisticValues.read(json, node.type(), side);
      } else if (node != null && json.kind() == JsonKind.OBJECT) {
        bounds(json, side, node.fields(), bounds);
      } else {
        json.skip();
      }
    }
  }

  private static void counts(
      JsonReader json, Map<String, StatisticsColumns.Node> nodes, long[] counts) {
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      StatisticsColumns.Node node = nodes.get(name);
      if (node != null && node.leaf() >= 0 && json.kind() == JsonKind.NUMBER) {
        counts[node.leaf()] = json.longValue();
      } else if (node != null && node.leaf() < 0 && json.kind() == JsonKind.OBJECT) {
        counts(json, node.fields(), counts);
      } else {
        json.skip();
      }
    }
  }

  /** What was read of column or field {@code leaf}. */
  ColumnStatistics statistics(int leaf) {
    long nulls = nullCount[leaf];
    boolean allNull = nulls >= 0 && nulls == numRecords;
    if (allNull) {
      return new ColumnStatistics(null, null, nulls);
    }
    if (!tight && nulls != 0) {
      // Deleted rows are counted too: only none and all still hold.
      nulls = UNKNOWN;
    }
    return new ColumnStatistics(min[leaf], nanMayHide(leaf) ? null : max[leaf], nulls);
  }

  private boolean nanMayHide(int leaf) {
    DataType type = columns.leafType(leaf);
    return (type == DataType.Primitive.FLOAT || type == DataType.Primitive.DOUBLE)
        && nanCount[leaf] != 0;
  }
}
