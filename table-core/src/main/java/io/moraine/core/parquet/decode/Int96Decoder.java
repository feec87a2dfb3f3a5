package io.moraine.core.parquet.decode;

/** PLAIN INT96 timestamps: nanoseconds of the day in 64 bits, then a Julian day in 32. */
final class Int96Decoder extends ValueDecoder {
  private static final int BYTES = 12;
  private static final long JULIAN_DAY_OF_1970 = 2_440_588;
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final byte[] data;
  private final int end;
  private int position;

  Int96Decoder(byte[] data, int from, int to) {
    this.data = data;
    this.position = from;
    this.end = to;
  }

  @Override
  public void skip(int count) {
    requireBytes(count, BYTES, end - position);
    position += count * BYTES;
  }

  @Override
  public void longs(long[] target, int at, int count) {
    requireBytes(count, BYTES, end - position);
    for (int i = at; i < at + count; i++) {
      long nanos = (long) BitUnpacker.LONG.get(data, position);
      int day = (int) BitUnpacker.INT.get(data, position + 8);
      target[i] = (day - JULIAN_DAY_OF_1970) * MICROS_PER_DAY + Math.floorDiv(nanos, 1000L);
      position += BYTES;
    }
  }
}
