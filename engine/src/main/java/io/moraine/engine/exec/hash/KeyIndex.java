package io.moraine.engine.exec.hash;

import io.moraine.core.batch.ColumnVector;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rows that have each key: what a join looks up. Immutable once built, and safe for several
 * threads, each with a {@link KeyNumbers} of its own.
 */
public final class KeyIndex {
  private final Supplier<KeyNumbers> finders;
  private final long tableBytes;

  /** Key {@code k} has {@code rows[starts[k] .. starts[k + 1])}; null if key k is row k alone. */
  private final int[] starts;

  private final int[] rows;

  private KeyIndex(Supplier<KeyNumbers> finders, long tableBytes, int[] starts, int[] rows) {
    this.finders = finders;
    this.tableBytes = tableBytes;
    this.starts = starts;
    this.rows = rows;
  }

  /**
   * An index of rows {@code rows[0 .. count)} by their keys in {@code keys}, whose columns are all
   * rows long; rows of a key keep their order.
   */
  public static KeyIndex of(List<KeyColumn> columns, ColumnVector[] keys, int[] rows, int count) {
    ColumnVector[] own = new ColumnVector[keys.length];
    for (int c = 0; c < keys.length; c++) {
      own[c] = keys[c].size() == count ? keys[c] : keys[c].select(rows, count);
    }
    int[] numbers = new int[count];
    Optional<PackedIndex> packed = PackedIndex.of(columns, own, numbers);
    if (packed.isPresent()) {
      PackedIndex index = packed.get();
      return of(index::finder, index.bytes(), index.size(), numbers, rows, count);
    }
    GroupTable table = new GroupTable(columns, count);
    table.insert(own, count, numbers);
    return of(table::finder, table.bytes(), table.size(), numbers, rows, count);
  }

  private static KeyIndex of(
      Supplier<KeyNumbers> finders,
      long tableBytes,
      int distinct,
      int[] numbers,
      int[] rows,
      int count) {
    if (distinct == count && count > 0 && rows[count - 1] == count - 1) {
      return new KeyIndex(finders, tableBytes, null, rows);
    }
    int[] starts = new int[distinct + 2];
    for (int i = 0; i < count; i++) {
      starts[numbers[i] + 2]++;
    }
    for (int k = 0; k < distinct; k++) {
      starts[k + 2] += starts[k + 1];
    }
    int[] ordered = new int[count];
    for (int i = 0; i < count; i++) {
      ordered[starts[numbers[i] + 1]++] = rows[i];
    }
    return new KeyIndex(finders, tableBytes, starts, ordered);
  }

  /** A finder of key numbers, for one thread. */
  public KeyNumbers finder() {
    return finders.get();
  }

  /** Whether key {@code k} is row {@code k}, alone, for all keys. */
  public boolean isIdentity() {
    return starts == null;
  }

  /** How many rows have key {@code number}. */
  public int count(int number) {
    return starts == null ? 1 : starts[number + 1] - starts[number];
  }

  /** Row {@code i} of those that have key {@code number}. */
  public int row(int number, int i) {
    return starts == null ? number : rows[starts[number] + i];
  }

  /** About how many bytes the index holds. */
  public long bytes() {
    return tableBytes + 4L * rows.length + (starts == null ? 0 : 4L * starts.length);
  }
}
