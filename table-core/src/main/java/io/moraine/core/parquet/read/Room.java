package io.moraine.core.parquet.read;

/** Arrays for a part of the schema, which are used again for the next batch if those pass. */
final class Room {
  private byte[] bytes = {};
  private int[] ints = {};

  /** At least {@code size} bytes for the batch that {@code lead} has loaded. */
  byte[] bytes(LeafReader lead, int size) {
    bytes = lead.room(bytes, size);
    return bytes;
  }

  /** At least {@code size} ints for the batch that {@code lead} has loaded. */
  int[] ints(LeafReader lead, int size) {
    ints = lead.isPassing() && ints.length >= size ? ints : new int[size];
    return ints;
  }
}
