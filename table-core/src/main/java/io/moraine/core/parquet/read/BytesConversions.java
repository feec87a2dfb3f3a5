package io.moraine.core.parquet.read;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.parquet.read.LongConversions.Decimals;
import io.moraine.core.type.DataType.Decimal;
import io.moraine.core.type.DataType.Primitive;

/** From big-endian numbers of any number of bytes. */
final class BytesConversions {
  private BytesConversions() {}

  /** Unscaled numbers, times ten to the power of {@code scale}. */
  static Conversion toDecimal(Decimal wanted, int scale) {
    return new Conversion(Primitive.BINARY, new ToDecimal(wanted, scale));
  }

  /** Converts a dictionary once for all batches that share it. */
  private static final class ToDecimal implements Conversion.Step {
    private final Decimal wanted;
    private final int scale;
    private ColumnVector lastDictionary;
    private ColumnVector lastConverted;

    ToDecimal(Decimal wanted, int scale) {
      this.wanted = wanted;
      this.scale = scale;
    }

    @Override
    public ColumnVector apply(ColumnVector raw) {
      if (!(raw instanceof DictionaryVector coded)) {
        return convert((BytesVector) raw);
      }
      if (coded.dictionary().size() == 0) {
        return Vectors.nulls(wanted, raw.size());
      }
      if (coded.dictionary() != lastDictionary) {
        lastConverted = convert((BytesVector) coded.dictionary());
        lastDictionary = coded.dictionary();
      }
      return new DictionaryVector(coded.size(), coded.codes(), lastConverted, coded.validity())
          .flat();
    }

    private ColumnVector convert(BytesVector bytes) {
      int size = bytes.size();
      byte[] validity = bytes.validity();
      byte[] data = bytes.data();
      if (wanted.fitsLong()) {
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
          if (validity == null || validity[i] != 0) {
            values[i] = narrow(data, bytes.start()[i], bytes.length()[i]);
          }
        }
        return LongConversions.decimal(wanted, scale, values, size, validity);
      }
      Decimals target = new Decimals(size);
      for (int i = 0; i < size; i++) {
        if (validity == null || validity[i] != 0) {
          int from = bytes.start()[i];
          int to = from + bytes.length()[i];
          int middle = Math.max(from, to - 8);
          if (middle == from) {
            target.low[i] = narrow(data, from, to - from);
            target.high[i] = target.low[i] >> 63;
          } else {
            target.high[i] = narrow(data, from, middle - from);
            target.low[i] = signed(data, middle, to);
          }
        }
      }
      target.scale(scale, validity);
      return target.vector(wanted, validity);
    }

    /** The number in {@code length} bytes, of which those beyond 8 only repeat the sign. */
    private static long narrow(byte[] data, int from, int length) {
      if (length == 0) {
        throw new MalformedPage("a decimal has no bytes");
      }
      int to = from + length;
      int significant = Math.max(from, to - 8);
      long value = signed(data, significant, to);
      for (int i = from; i < significant; i++) {
        if (data[i] != (byte) (value >> 63)) {
          throw new MalformedPage(
              "a decimal of %d bytes has too many digits for its type".formatted(length));
        }
      }
      return value;
    }

    private static long signed(byte[] data, int from, int to) {
      long value = data[from];
      for (int i = from + 1; i < to; i++) {
        value = (value << 8) | (data[i] & 0xff);
      }
      return value;
    }
  }
}
