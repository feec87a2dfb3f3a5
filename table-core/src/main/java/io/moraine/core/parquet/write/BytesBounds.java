package io.moraine.core.parquet.write;

import io.moraine.core.type.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bounds of strings and binaries, in the order of their unsigned bytes. */
final class BytesBounds extends Bounds {
  private final DataType type;
  private byte[] least;
  private byte[] greatest;

  /** The first eight bytes of the bounds as unsigned numbers: they decide nearly always. */
  private long leastPrefix;

  private long greatestPrefix;

  BytesBounds(DataType type) {
    this.type = type;
  }

  @Override
  Bounds fresh() {
    return new BytesBounds(type);
  }

  @Override
  void clear() {
    least = null;
    greatest = null;
  }

  /** Adds {@code data[start .. start + length)}. */
  void add(byte[] data, int start, int length) {
    long prefix = Prefix.ordered(data, start, length);
    if (least == null) {
      least = Arrays.copyOfRange(data, start, start + length);
      greatest = least;
      leastPrefix = prefix;
      greatestPrefix = prefix;
      return;
    }
    int toLeast = Long.compareUnsigned(prefix, leastPrefix);
    if (toLeast < 0 || (toLeast == 0 && compare(data, start, length, least) < 0)) {
      least = Arrays.copyOfRange(data, start, start + length);
      leastPrefix = prefix;
    }
    int toGreatest = Long.compareUnsigned(prefix, greatestPrefix);
    if (toGreatest > 0 || (toGreatest == 0 && compare(data, start, length, greatest) > 0)) {
      greatest = Arrays.copyOfRange(data, start, start + length);
      greatestPrefix = prefix;
    }
  }

  private static int compare(byte[] data, int start, int length, byte[] bound) {
    return Arrays.compareUnsigned(data, start, start + length, bound, 0, bound.length);
  }

  @Override
  boolean isEmpty() {
    return least == null;
  }

  @Override
  boolean isTellable() {
    return least != null;
  }

  @Override
  void merge(Bounds other) {
    BytesBounds that = (BytesBounds) other;
    if (that.least != null) {
      add(that.least, 0, that.least.length);
      add(that.greatest, 0, that.greatest.length);
    }
  }

  @Override
  int compareLeast(Bounds other) {
    return Arrays.compareUnsigned(least, ((BytesBounds) other).least);
  }

  @Override
  int compareGreatest(Bounds other) {
    return Arrays.compareUnsigned(greatest, ((BytesBounds) other).greatest);
  }

  @Override
  Encoded lower(int limit) {
    byte[] cut = isText() ? Utf8Bounds.lower(least, limit) : ByteBounds.lower(least, limit);
    return new Encoded(ByteBuffer.wrap(cut), cut == least);
  }

  @Override
  Encoded upper(int limit) {
    byte[] cut = isText() ? Utf8Bounds.upper(greatest, limit) : ByteBounds.upper(greatest, limit);
    return new Encoded(ByteBuffer.wrap(cut), cut == greatest);
  }

  private boolean isText() {
    return type == DataType.Primitive.STRING;
  }

  @Override
  Object least() {
    return object(least);
  }

  @Override
  Object greatest() {
    return object(greatest);
  }

  private Object object(byte[] value) {
    return value == null || !isText() ? value : new String(value, StandardCharsets.UTF_8);
  }
}
