package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.type.DataType;
import java.math.BigInteger;

/** Decimals of more than 18 digits, big-endian in as few bytes as the precision needs. */
final class DecimalWriter extends ValueWriter {
  private final int bytes;
  private final BytesDictionary dictionary = new BytesDictionary(0);
  private final DecimalBounds decimalBounds;
  private final byte[] value;

  DecimalWriter(DataType.Decimal type, WriteOptions options, PageCompressors compressors) {
    super(options, new DecimalBounds(type), compressors);
    this.decimalBounds = (DecimalBounds) bounds;
    this.bytes = bytes(type.precision());
    this.value = new byte[bytes];
  }

  /** How many bytes every number of {@code precision} digits fits into. */
  static int bytes(int precision) {
    return BigInteger.TEN.pow(precision).bitLength() / Byte.SIZE + 1;
  }

  /** Puts the lowest {@code length} bytes of the 128, most significant first. */
  static void encode(long high, long low, byte[] out, int at, int length) {
    for (int i = 0; i < length; i++) {
      int shift = Byte.SIZE * (length - 1 - i);
      out[at + i] = (byte) (shift >= Long.SIZE ? high >> (shift - Long.SIZE) : low >>> shift);
    }
  }

  @Override
  int entries() {
    return dictionary.size();
  }

  @Override
  int entriesBytes(int entries) {
    return entries * bytes;
  }

  @Override
  void clearEntries() {
    dictionary.clear();
  }

  @Override
  void encode(ColumnVector vector, int[] rows, int from, int count, int[] target, int at) {
    DecimalVector decimals = (DecimalVector) vector;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? from + i : rows[from + i];
      encode(decimals.high()[row], decimals.low()[row], value, 0, bytes);
      target[at + i] = dictionary.code(value, 0, bytes);
    }
  }

  @Override
  void appendPlain(ColumnVector vector, int[] rows, int from, int count) {
    DecimalVector decimals = (DecimalVector) vector;
    long[] high = decimals.high();
    long[] low = decimals.low();
    int at = body.reserve(Math.multiplyExact(count, bytes));
    for (int i = 0; i < count; i++) {
      int row = rows == null ? from + i : rows[from + i];
      encode(high[row], low[row], body.array(), at + i * bytes, bytes);
      decimalBounds.add(high[row], low[row]);
    }
  }

  @Override
  void putPlain(int[] codes, int count, ByteSink target) {
    for (int i = 0; i < count; i++) {
      target.putBytes(dictionary.data(), dictionary.start(codes[i]), bytes);
    }
  }

  @Override
  int sampleBytes(ByteSink plain) {
    return Math.min(plain.size(), FormTrial.SAMPLE_VALUES * bytes);
  }

  @Override
  void addBounds(int[] codes, int count) {
    for (int i = 0; i < count; i++) {
      BigInteger unscaled = new BigInteger(dictionary.data(), dictionary.start(codes[i]), bytes);
      decimalBounds.add(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
    }
  }

  @Override
  long plainBytes(int[] codes, int count) {
    return (long) count * bytes;
  }

  @Override
  void putEntries(int entries, ByteSink target) {
    target.putBytes(dictionary.data(), 0, entriesBytes(entries));
  }

  @Override
  int fitting(ColumnVector vector, int[] rows, int from, int count, long budget) {
    return (int) Math.min(count, Math.max(0, budget / bytes));
  }
}
