package io.moraine.engine.exec.hash;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.type.DataType;

/**
 * Turns the values of one key column into codes of a fixed number of bits: equal values have equal
 * codes, others do not. The code of a null row is 0.
 */
abstract sealed class KeyCodec permits FixedCodec, InternedCodec {
  private final DataType type;
  private final int bits;

  KeyCodec(DataType type, int bits) {
    this.type = type;
    this.bits = bits;
  }

  /** The codec of a column of {@code type}. */
  static KeyCodec of(DataType type) {
    if (type == DataType.Primitive.STRING || type == DataType.Primitive.BINARY) {
      return new InternedCodec(type, InternedCodec.Form.BYTES);
    } else if (type.isNested() || type == DataType.Primitive.VARIANT) {
      return new InternedCodec(type, InternedCodec.Form.NESTED);
    } else if (type instanceof DataType.Decimal decimal && !decimal.fitsLong()) {
      return new InternedCodec(type, InternedCodec.Form.WIDE_DECIMAL);
    }
    return FixedCodec.of(type);
  }

  final DataType type() {
    return type;
  }

  /** How many low bits of a code may be set. */
  final int bits() {
    return bits;
  }

  /**
   * What remembers the work of one thread; a codec that only finds may be used by several threads,
   * each with its own.
   */
  abstract Scratch scratch();

  /** The codes of {@code vector}'s rows; new values get a code. Valid until the next call. */
  abstract long[] insert(ColumnVector vector, Scratch scratch);

  /** As {@link #insert}, with a code that no inserted value has for new values. */
  abstract long[] find(ColumnVector vector, Scratch scratch);

  /** The values of {@code codes[0 .. count)}. */
  abstract ColumnVector decode(long[] codes, int count, byte[] validity);

  /** A hash of the value, the same in all codecs of the type. */
  abstract long hash(long code);

  /** Writes what {@link #hash} gives for each of {@code vector}'s values; inserts nothing. */
  abstract void hashes(ColumnVector vector, Scratch scratch, long[] hashes);

  /** How many bytes the codec holds. */
  abstract long bytes();

  /** Buffers of one thread. */
  static class Scratch {
    private long[] codes = new long[0];

    final long[] codes(int count) {
      if (codes.length < count) {
        codes = new long[Math.max(count, 1024)];
      }
      return codes;
    }
  }
}
