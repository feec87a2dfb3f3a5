package io.moraine.core.parquet.decode;

/** Booleans as a hybrid of runs, after four bytes that hold its length. */
final class BooleanRunDecoder extends ValueDecoder {
  private final HybridDecoder bits = new HybridDecoder();

  BooleanRunDecoder(byte[] data, int from, int to) {
    requireBytes(1, 4, to - from);
    int length = (int) BitUnpacker.INT.get(data, from);
    if (length < 0 || length > to - from - 4) {
      throw new MalformedPage(
          "booleans have %d bytes, but %d are left".formatted(length, to - from - 4));
    }
    bits.reset(data, from + 4, from + 4 + length, 1);
  }

  @Override
  public void skip(int count) {
    bits.skip(count);
  }

  @Override
  public void booleans(byte[] target, int at, int count) {
    bits.decode(target, at, count);
  }
}
