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

  /**
   * As {@link #bytes}, but the array is the page's if {@link #lendsPage}, and means nothing any
   * more once that is used again; else it is {@code spare}, if that is large enough.
   */
  public byte[] borrowedBytes(int[] start, int[] length, int at, int count, byte[] spare) {
    return bytes(start, length, at, count);
  }

  /** Whether values of bytes lie in the page as they are. */
  public boolean lendsPage() {
    return false;
  }

  /** {@code spare} if it has {@code size} bytes, else an array with room for a little more. */
  static byte[] room(int size, byte[] spare) {
    return spare.length >= size ? spare : new byte[size + (size >>> 2)];
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
