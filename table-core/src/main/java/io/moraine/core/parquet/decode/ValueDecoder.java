package io.moraine.core.parquet.decode;

/**
 * Decodes the values of one page, from the first to the last.
 *
 * <p>A decoder has the methods for the types that its encoding holds; the others throw {@link
 * MalformedPage}. Each writes {@code target[at .. at + count)} and nothing else, and throws {@link
 * MalformedPage} if the page holds fewer values.
 */
public abstract class ValueDecoder {
  /** How many bytes must follow a page's bytes in their array. */
  public static final int SLACK = 8;

  /** Null if there is none. */
  private byte[] spare;

  ValueDecoder() {}

  /** The next booleans: 0 or 1. */
  public void booleans(byte[] target, int at, int count) {
    throw wrongType("BOOLEAN");
  }

  /** The next values of 32 bits. */
  public void ints(int[] target, int at, int count) {
    throw wrongType("INT32");
  }

  /** The next values of 64 bits; of INT96, as microseconds since 1970. */
  public void longs(long[] target, int at, int count) {
    throw wrongType("INT64");
  }

  /** The next 32-bit numbers. */
  public void floats(float[] target, int at, int count) {
    throw wrongType("FLOAT");
  }

  /** The next 64-bit numbers. */
  public void doubles(double[] target, int at, int count) {
    throw wrongType("DOUBLE");
  }

  /**
   * The next values of bytes: where each starts in the array returned, and how long it is. The
   * array is not the page's, which may so be used again, and a few rows never keep a large page
   * alive.
   */
  public byte[] bytes(int[] start, int[] length, int at, int count) {
    throw wrongType("BYTE_ARRAY");
  }

  /** Lets the next call of {@link #bytes} return {@code array}, if there is room in it. */
  public final void useSpare(byte[] array) {
    spare = array;
  }

  /** An array of {@code size} bytes at least to return from {@link #bytes}. */
  final byte[] room(int size) {
    byte[] array = spare;
    spare = null;
    if (array == null) {
      return new byte[size];
    }
    // The next values may be a little longer.
    return array.length < size ? new byte[size + (size >>> 2)] : array;
  }

  /** A copy of {@code data[from .. to)} to return from {@link #bytes}. */
  final byte[] copy(byte[] data, int from, int to) {
    byte[] array = room(to - from);
    System.arraycopy(data, from, array, 0, to - from);
    return array;
  }

  /**
   * Steps over the next {@code count} values.
   *
   * @throws MalformedPage if the page holds fewer, as far as that can be told
   */
  public abstract void skip(int count);

  private MalformedPage wrongType(String type) {
    return new MalformedPage(
        "values of type %s cannot have the encoding of %s"
            .formatted(type, getClass().getSimpleName()));
  }

  /** Throws if {@code count} values of {@code size} bytes pass {@code available}. */
  static void requireBytes(int count, int size, int available) {
    if ((long) count * size > available) {
      throw new MalformedPage(
          "%d values of %d bytes are expected, but only %d bytes are left"
              .formatted(count, size, available));
    }
  }
}
