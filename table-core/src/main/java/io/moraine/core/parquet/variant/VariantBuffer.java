package io.moraine.core.parquet.variant;

import io.moraine.core.error.UnsupportedFeatureException;
import java.util.Arrays;

/** Bytes that grow at their end, with numbers in little-endian order. */
final class VariantBuffer {
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private byte[] bytes = new byte[256];
  private int size;

  int size() {
    return size;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  void put(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  /** Puts the {@code width} lowest bytes of {@code value}. */
  void putNumber(long value, int width) {
    reserve(width);
    number(size, value, width);
    size += width;
  }

  void put(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** Makes room for {@code width} bytes at {@code position}: what stands there moves up. */
  void open(int position, int width) {
    reserve(width);
    System.arraycopy(bytes, position, bytes, position + width, size - position);
    size += width;
  }

  /** Replaces the {@code width} bytes at {@code position}, and returns the position after them. */
  int number(int position, long value, int width) {
    for (int i = 0; i < width; i++) {
      bytes[position + i] = (byte) (value >>> (8 * i));
    }
    return position + width;
  }

  private void reserve(int more) {
    if (more > MOST_BYTES - size) {
      throw new UnsupportedFeatureException(
          "Cannot hold the variants of a batch in more than %d bytes; use smaller batches"
              .formatted(MOST_BYTES));
    }
    if (size + more > bytes.length) {
      long grown = Math.max(size + more, bytes.length + (bytes.length >> 1));
      bytes = Arrays.copyOf(bytes, (int) Math.min(grown, MOST_BYTES));
    }
  }
}
