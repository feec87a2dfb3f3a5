package io.moraine.engine.exec.hash;

import io.moraine.core.batch.ColumnVector;
import java.util.Arrays;
import java.util.List;

/**
 * Hashes of keys that depend on nothing but their values: keys that a {@link GroupTable} holds
 * equal have equal hashes everywhere. Low bits are independent of the slots that tables put keys
 * in. For one thread.
 */
public final class KeyHasher {
  /** The hash of a null in one column. */
  static final long NULL_HASH = 1;

  private final KeyCodec[] codecs;
  private final KeyCodec.Scratch[] scratches;
  private long[] columnHashes = new long[0];

  /** A hasher of keys of {@code columns}. */
  public KeyHasher(List<KeyColumn> columns) {
    codecs = columns.stream().map(column -> KeyCodec.of(column.type())).toArray(KeyCodec[]::new);
    scratches = Arrays.stream(codecs).map(KeyCodec::scratch).toArray(KeyCodec.Scratch[]::new);
  }

  /** Writes the hashes of the keys of {@code rows} rows. */
  public void hash(ColumnVector[] keys, int rows, long[] hashes) {
    if (columnHashes.length < rows) {
      columnHashes = new long[rows];
    }
    Arrays.fill(hashes, 0, rows, 0);
    for (int c = 0; c < codecs.length; c++) {
      codecs[c].hashes(keys[c], scratches[c], columnHashes);
      byte[] validity = keys[c].validity();
      for (int i = 0; i < rows; i++) {
        long hash = validity != null && validity[i] == 0 ? NULL_HASH : columnHashes[i];
        hashes[i] = Hashing.combine(hashes[i], hash);
      }
    }
    for (int i = 0; i < rows; i++) {
      hashes[i] = Hashing.mix(hashes[i]);
    }
  }
}
