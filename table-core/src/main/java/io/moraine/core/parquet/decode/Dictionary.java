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
    PlainDecoder values = new PlainDecoder(page, from, to, typeLength);
    switch (type) {
      case INT32 -> values.ints(dictionary.ints = new int[size], 0, size);
      case INT64 -> values.longs(dictionary.longs = new long[size], 0, size);
      case INT96 ->
          new Int96Decoder(page, from, to).longs(dictionary.longs = new long[size], 0, size);
      case FLOAT -> values.floats(dictionary.floats = new float[size], 0, size);
      case DOUBLE -> values.doubles(dictionary.doubles = new double[size], 0, size);
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

  int[] ints() {
    return ints;
  }

  long[] longs() {
    return longs;
  }

  float[] floats() {
    return floats;
  }

  double[] doubles() {
    return doubles;
  }
}
