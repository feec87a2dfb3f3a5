package io.moraine.core.parquet.write;

/** Turns a page of plain 32-bit or 64-bit values into other forms. */
final class FixedForms {
  private final FixedLayout layout;
  private final DeltaEncoder deltas = new DeltaEncoder();
  private byte[] copy = new byte[0];

  FixedForms(FixedLayout layout) {
    this.layout = layout;
  }

  /** Brings the plain values of {@code body} into {@code form}, one for values of this layout. */
  void bring(ByteSink body, PageForm form) {
    switch (form) {
      case PLAIN -> {}
      case BYTE_STREAM_SPLIT -> split(body);
      case DELTA_BINARY_PACKED -> delta(body);
      case DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY -> throw new AssertionError(form);
    }
  }

  /** First the first byte of each value, then the second of each, and so on. */
  private void split(ByteSink body) {
    int size = body.size();
    if (copy.length < size) {
      copy = new byte[Math.max(size, 2 * copy.length)];
    }
    System.arraycopy(body.array(), body.from(), copy, 0, size);
    int width = layout.bytes();
    int count = size / width;
    byte[] out = body.array();
    for (int k = 0; k < width; k++) {
      int at = body.from() + k * count;
      for (int i = 0; i < count; i++) {
        out[at + i] = copy[i * width + k];
      }
    }
  }

  private void delta(ByteSink body) {
    int width = layout.bytes();
    int count = body.size() / width;
    long[] values = deltas.room(count);
    byte[] plain = body.array();
    int from = body.from();
    if (layout == FixedLayout.INT64) {
      for (int i = 0; i < count; i++) {
        values[i] = (long) ByteSink.LONG.get(plain, from + i * Long.BYTES);
      }
      body.clear();
      deltas.put(count, body);
    } else {
      for (int i = 0; i < count; i++) {
        values[i] = (int) ByteSink.INT.get(plain, from + i * Integer.BYTES);
      }
      body.clear();
      deltas.putNarrow(count, body);
    }
  }
}
