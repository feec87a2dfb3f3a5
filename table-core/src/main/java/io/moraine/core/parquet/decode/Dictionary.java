package io.moraine.core.parquet.decode;

import io.moraine.core.parquet.schema.PhysicalType;

/** The values that a column chunk's codes stand for. Arrays are not to be changed. */
public final class Dictionary {
  private final int size;
  private int[] ints;
  private long[] longs;
  private float[] floats;
  private double[] doubles;
  private byte[] data;
  private int[] start;
  private int[] length;

  private Dictionary(int size) {
    this.size = size;
  }

  /**
   * Decodes a dictionary of {@code size} values from the PLAIN ones in {@code page[from .. to)}.
   *
   * @param typeLength bytes of each value of a FIXED_LEN_BYTE_ARRAY
   * @throws MalformedPage if the bytes cannot hold that many
   */
  public static Dictionary decode(
      PhysicalType type, int typeLength, byte[] page, int from, int to, int size) {
    int leastBytes =
        switch (type) {
          case INT32, FLOAT, BYTE_ARRAY -> 4;
          case INT64, DOUBLE -> 8;
          case INT96 -> 12;
          case FIXED_LEN_BYTE_ARRAY -> typeLength;
          case BOOLEAN -> throw new MalformedPage("booleans cannot have a dictionary");
        };
    ValueDecoder.requireBytes(size, leastBytes, to - from);
    Dictionary dictionary = new Dictionary(size);
    PlainDecoder values = new PlainDecoder(type, page, from, to, typeLength);
    switch (type) {
      case INT32 -> {
        dictionary.ints = new int[size];
        values.ints(dictionary.ints, 0, size);
      }
      case INT64 -> {
        dictionary.longs = new long[size];
        values.longs(dictionary.longs, 0, size);
      }
      case INT96 -> {
        dictionary.longs = new long[size];
        new Int96Decoder(page, from, to).longs(dictionary.longs, 0, size);
      }
      case FLOAT -> {
        dictionary.floats = new float[size];
        values.floats(dictionary.floats, 0, size);
      }
      case DOUBLE -> {
        dictionary.doubles = new double[size];
        values.doubles(dictionary.doubles, 0, size);
      }
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> {
        dictionary.start = new int[size];
        dictionary.length = new int[size];
        dictionary.data = values.bytes(dictionary.start, dictionary.length, 0, size);
      }
      case BOOLEAN -> throw new AssertionError(type);
    }
    return dictionary;
  }

  /** How many values there are. */
  public int size() {
    return size;
  }

  /** The array that the values' bytes lie in. */
  public byte[] data() {
    return data;
  }

  /** Where each value of bytes starts in {@link #data()}. */
  public int[] start() {
    return start;
  }

  /** How long each value of bytes is. */
  public int[] length() {
    return length;
  }

  /** The values of 32 bits; null if there are others. */
  public int[] ints() {
    return ints;
  }

  /** The values of 64 bits, and of INT96 as microseconds; null if there are others. */
  public long[] longs() {
    return longs;
  }

  /** The 32-bit numbers; null if there are others. */
  public float[] floats() {
    return floats;
  }

  /** The 64-bit numbers; null if there are others. */
  public double[] doubles() {
    return doubles;
  }
}
