package io.moraine.core.parquet.variant;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.type.DataType.Decimal;

/** How a value in a column of its own stands in a variant's binary form. */
public enum ShreddedScalar {
  /** Truth values. */
  BOOLEAN {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      out.put(((BooleanVector) column).values()[row] != 0 ? primitive(1) : primitive(2));
    }
  },
  /** Integers of up to 32 bits. */
  INTEGER {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      integer(((IntVector) column).values()[row], out);
    }
  },
  /** Integers of 64 bits. */
  LONG {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      integer(((LongVector) column).values()[row], out);
    }
  },
  /** Decimals. */
  DECIMAL {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      int scale = ((Decimal) column.type()).scale();
      long high;
      long low;
      if (column instanceof DecimalVector wide) {
        high = wide.high()[row];
        low = wide.low()[row];
      } else {
        low = ((LongVector) column).values()[row];
        high = low >> 63;
      }
      boolean fitsLong = high == low >> 63;
      if (fitsLong && scale <= 9 && Math.abs(low) < 1_000_000_000L) {
        out.put(primitive(8));
        out.put(scale);
        out.putNumber(low, 4);
      } else if (fitsLong
          && scale <= 18
          && low > -1_000_000_000_000_000_000L
          && low < 1_000_000_000_000_000_000L) {
        out.put(primitive(9));
        out.put(scale);
        out.putNumber(low, 8);
      } else {
        out.put(primitive(10));
        out.put(scale);
        out.putNumber(low, 8);
        out.putNumber(high, 8);
      }
    }
  },
  /** 32-bit floating-point numbers. */
  FLOAT {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      out.put(primitive(14));
      out.putNumber(Float.floatToRawIntBits(((FloatVector) column).values()[row]), 4);
    }
  },
  /** 64-bit floating-point numbers. */
  DOUBLE {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      out.put(primitive(7));
      out.putNumber(Double.doubleToRawLongBits(((DoubleVector) column).values()[row]), 8);
    }
  },
  /** Days since 1970-01-01. */
  DATE {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      out.put(primitive(11));
      out.putNumber(((IntVector) column).values()[row], 4);
    }
  },
  /** Microseconds since 1970-01-01T00:00Z. */
  TIMESTAMP {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      eightBytes(12, column, row, out);
    }
  },
  /** Microseconds since 1970-01-01T00:00 without a zone. */
  TIMESTAMP_NTZ {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      eightBytes(13, column, row, out);
    }
  },
  /** Microseconds since midnight. */
  TIME {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      eightBytes(17, column, row, out);
    }
  },
  /** Nanoseconds since 1970-01-01T00:00Z. */
  TIMESTAMP_NANOS {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      eightBytes(18, column, row, out);
    }
  },
  /** Nanoseconds since 1970-01-01T00:00 without a zone. */
  TIMESTAMP_NTZ_NANOS {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      eightBytes(19, column, row, out);
    }
  },
  /** Bytes. */
  BINARY {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      bytes(15, (BytesVector) column, row, out);
    }
  },
  /** Texts. */
  STRING {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      BytesVector texts = (BytesVector) column;
      int length = texts.length()[row];
      if (length <= LONGEST_SHORT_STRING) {
        out.put((length << 2) | 1);
        out.put(texts.data(), texts.start()[row], length);
      } else {
        bytes(16, texts, row, out);
      }
    }
  },
  /** 16 bytes, the first of them the most significant. */
  UUID {
    @Override
    void append(ColumnVector column, int row, VariantBuffer out) {
      BytesVector bytes = (BytesVector) column;
      if (bytes.length()[row] != 16) {
        throw new MalformedPage("a UUID has %d bytes".formatted(bytes.length()[row]));
      }
      out.put(primitive(20));
      out.put(bytes.data(), bytes.start()[row], 16);
    }
  };

  private static final int LONGEST_SHORT_STRING = 63;

  /** Puts the value of {@code row}, which is not null, at the end of {@code out}. */
  abstract void append(ColumnVector column, int row, VariantBuffer out);

  /** The first byte of a value of the type that the encoding gives the number {@code id}. */
  static int primitive(int id) {
    return id << 2;
  }

  /** In as few bytes as hold it: variants do not tell integers of different sizes apart. */
  private static void integer(long value, VariantBuffer out) {
    if (value == (byte) value) {
      out.put(primitive(3));
      out.putNumber(value, 1);
    } else if (value == (short) value) {
      out.put(primitive(4));
      out.putNumber(value, 2);
    } else if (value == (int) value) {
      out.put(primitive(5));
      out.putNumber(value, 4);
    } else {
      out.put(primitive(6));
      out.putNumber(value, 8);
    }
  }

  private static void eightBytes(int id, ColumnVector column, int row, VariantBuffer out) {
    out.put(primitive(id));
    out.putNumber(((LongVector) column).values()[row], 8);
  }

  private static void bytes(int id, BytesVector column, int row, VariantBuffer out) {
    out.put(primitive(id));
    out.putNumber(column.length()[row], 4);
    out.put(column.data(), column.start()[row], column.length()[row]);
  }
}
