package io.moraine.connector.spark.rowlevel;

import java.io.Serializable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Rows by the paths of their files and their positions in these. */
final class RowPlaces {
  private final Map<UTF8String, BitSet> byFile = new HashMap<>();
  private @Nullable UTF8String lastFile;
  private BitSet lastRows = new BitSet();
  private long count;

  /** Where Spark's rows have what tells a row. */
  record Ordinals(int file, int position, int rowId) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /** Adds the row that {@code id} tells. */
  void add(InternalRow id, Ordinals ordinals) {
    UTF8String file = id.getUTF8String(ordinals.file());
    if (!file.equals(lastFile)) {
      // Spark may use the bytes again for the next row.
      UTF8String kept = file.clone();
      lastFile = kept;
      lastRows = byFile.computeIfAbsent(kept, absent -> new BitSet());
    }
    lastRows.set(Math.toIntExact(id.getLong(ordinals.position())));
    count++;
  }

  /** How many rows were added. */
  long count() {
    return count;
  }

  /** The positions by the files' paths. */
  Map<String, BitSet> byPath() {
    Map<String, BitSet> byPath = new TreeMap<>();
    byFile.forEach((file, rows) -> byPath.put(file.toString(), rows));
    return byPath;
  }
}
