package io.moraine.log.stats;

import io.moraine.core.type.DataType;
import io.moraine.log.packed.PackedLongs;
import org.jspecify.annotations.Nullable;

/**
 * A {@link BoundColumn} in few bytes. Immutable.
 *
 * @param known 1 where the bound is known
 * @param longs the bounds of that form; for strings, their lengths
 * @param data the bytes of strings, one after the other
 */
@SuppressWarnings("ArrayRecordComponent")
record PackedBounds(
    DataType type,
    PackedLongs known,
    PackedLongs longs,
    double[] doubles,
    @Nullable Object[] objects,
    byte[] data) {
  private static final PackedLongs NONE = PackedLongs.of(new long[0], 0);
  private static final byte[] NO_BYTES = {};

  static PackedBounds of(BoundColumn bounds) {
    int files = bounds.known.length;
    long[] known = new long[files];
    for (int i = 0; i < files; i++) {
      known[i] = bounds.known[i];
    }
    boolean strings = bounds.form == BoundColumn.Form.BYTES;
    return new PackedBounds(
        bounds.type,
        PackedLongs.of(known, files),
        strings ? lengths(bounds) : longs(bounds),
        bounds.doubles,
        bounds.objects,
        strings ? joined(bounds) : NO_BYTES);
  }

  /** What is not known has the least bound that is, so that it makes none longer. */
  private static PackedLongs longs(BoundColumn bounds) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < bounds.longs.length; i++) {
      least = bounds.known[i] == 0 ? least : Math.min(least, bounds.longs[i]);
    }
    long[] values = new long[bounds.longs.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bounds.known[i] == 0 ? least : bounds.longs[i];
    }
    return values.length == 0 ? NONE : PackedLongs.of(values, values.length);
  }

  private static PackedLongs lengths(BoundColumn bounds) {
    int[] lengths = new int[bounds.length.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = bounds.known[i] == 0 ? 0 : bounds.length[i];
    }
    return PackedLongs.of(lengths, lengths.length);
  }

  private static byte[] joined(BoundColumn bounds) {
    int size = 0;
    for (int i = 0; i < bounds.length.length; i++) {
      size += bounds.known[i] == 0 ? 0 : bounds.length[i];
    }
    byte[] joined = new byte[size];
    int at = 0;
    for (int i = 0; i < bounds.length.length; i++) {
      if (bounds.known[i] != 0) {
        System.arraycopy(bounds.data, bounds.start[i], joined, at, bounds.length[i]);
        at += bounds.length[i];
      }
    }
    return joined;
  }

  /** The bounds; some of their arrays are also these ones'. */
  BoundColumn unpack() {
    int files = known.size();
    BoundColumn bounds = new BoundColumn(type, files);
    for (int i = 0; i < files; i++) {
      bounds.known[i] = (byte) known.at(i);
    }
    switch (bounds.form) {
      case LONGS -> longs.copyTo(bounds.longs);
      case DOUBLES -> bounds.doubles = doubles;
      case OBJECTS -> bounds.objects = objects;
      case BYTES -> {
        bounds.data = data;
        int at = 0;
        for (int i = 0; i < files; i++) {
          bounds.start[i] = at;
          bounds.length[i] = (int) longs.at(i);
          at += bounds.length[i];
        }
      }
    }
    return bounds;
  }

  long heapBytes() {
    return known.heapBytes()
        + longs.heapBytes()
        + 8L * doubles.length
        + 40L * objects.length
        + data.length;
  }
}
