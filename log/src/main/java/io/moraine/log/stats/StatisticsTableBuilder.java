package io.moraine.log.stats;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gathers the statistics of some columns of many files. To be used by one thread.
 *
 * <p>Gives what {@link FileStatistics} gives of each file.
 */
public final class StatisticsTableBuilder {
  private static final long UNKNOWN = -1;

  final StatisticsColumns columns;
  final long[] numRecords;
  final byte[] wide;
  final BoundColumn[] min;
  final BoundColumn[] max;
  final long[][] nullCount;
  final long[][] nanCount;
  private final StatisticsExtractor extractor;

  /** Nothing is known yet of {@code files} files' {@code columns}. */
  public StatisticsTableBuilder(FileStatistics.Columns columns, int files) {
    this.columns = columns.columns();
    int leaves = this.columns.leafCount();
    numRecords = new long[files];
    Arrays.fill(numRecords, UNKNOWN);
    wide = new byte[files];
    min = new BoundColumn[leaves];
    max = new BoundColumn[leaves];
    nullCount = new long[leaves][];
    nanCount = new long[leaves][];
    for (int leaf = 0; leaf < leaves; leaf++) {
      DataType type = this.columns.leafType(leaf);
      min[leaf] = new BoundColumn(type, files);
      max[leaf] = new BoundColumn(type, files);
      nullCount[leaf] = new long[files];
      Arrays.fill(nullCount[leaf], UNKNOWN);
      nanCount[leaf] = nanMayHide(type) ? new long[files] : new long[0];
      Arrays.fill(nanCount[leaf], UNKNOWN);
    }
    extractor = new StatisticsExtractor(this);
  }

  private static boolean nanMayHide(DataType type) {
    return type == DataType.Primitive.FLOAT || type == DataType.Primitive.DOUBLE;
  }

  /** Reads the statistics of {@code file} from JSON, {@code text[from .. to)}. */
  public void json(int file, byte[] text, int from, int to) {
    if (to > from && !extractor.extract(file, text, from, to)) {
      forget(file);
      parse(file, text, from, to);
    }
  }

  /** As if nothing had been read of the file. */
  void forget(int file) {
    numRecords[file] = UNKNOWN;
    wide[file] = 0;
    for (int leaf = 0; leaf < min.length; leaf++) {
      min[leaf].forget(file);
      max[leaf].forget(file);
      nullCount[leaf][file] = UNKNOWN;
      if (nanCount[leaf].length > 0) {
        nanCount[leaf][file] = UNKNOWN;
      }
    }
  }

  private void parse(int file, byte[] text, int from, int to) {
    StatisticsParser parser = new StatisticsParser(columns);
    try {
      JsonReader json = JsonReader.of(text, from, to - from, "stats", 0);
      parser.read(json);
      json.end();
    } catch (CorruptFileException e) {
      return;
    }
    numRecords[file] = parser.numRecords();
    for (int leaf = 0; leaf < min.length; leaf++) {
      // What it gives holds already, with wide bounds or not.
      ColumnStatistics statistics = parser.statistics(leaf);
      min[leaf].set(file, statistics.min());
      max[leaf].set(file, statistics.max());
      nullCount[leaf][file] = statistics.nullCount();
      if (nanCount[leaf].length > 0) {
        nanCount[leaf][file] = 0;
      }
    }
  }

  /** What was gathered; the builder is not to be used any more. */
  public StatisticsTable build() {
    List<LeafStatistics> leaves = new ArrayList<>(min.length);
    for (int leaf = 0; leaf < min.length; leaf++) {
      settle(leaf);
      leaves.add(new LeafStatistics(min[leaf], max[leaf], nullCount[leaf]));
    }
    return new StatisticsTable(numRecords, leaves);
  }

  /** As {@link StatisticsParser#statistics} does for one file. */
  private void settle(int leaf) {
    long[] nulls = nullCount[leaf];
    long[] nans = nanCount[leaf];
    for (int file = 0; file < nulls.length; file++) {
      if (nulls[file] >= 0 && nulls[file] == numRecords[file]) {
        min[leaf].forget(file);
        max[leaf].forget(file);
        continue;
      }
      if (wide[file] != 0 && nulls[file] != 0) {
        nulls[file] = UNKNOWN;
      }
      if (nans.length > 0 && nans[file] != 0) {
        max[leaf].forget(file);
      }
    }
  }
}
