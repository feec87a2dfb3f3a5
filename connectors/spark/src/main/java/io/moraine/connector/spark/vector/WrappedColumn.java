package io.moraine.connector.spark.vector;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/** A vector over one of Moraine's: whether rows are null, and no values of any kind. */
abstract class WrappedColumn extends ColumnVector {
  private final byte[] validity;
  private final int size;
  private int nulls = -1;

  WrappedColumn(DataType type, io.moraine.core.batch.ColumnVector vector) {
    super(type);
    this.validity = vector.validity();
    this.size = vector.size();
  }

  /** Arrays need no freeing. */
  @Override
  public void close() {}

  @Override
  public boolean hasNull() {
    return numNulls() > 0;
  }

  @Override
  public int numNulls() {
    if (nulls < 0) {
      int count = 0;
      for (int row = 0; validity != null && row < size; row++) {
        count += validity[row] == 0 ? 1 : 0;
      }
      nulls = count;
    }
    return nulls;
  }

  @Override
  public final boolean isNullAt(int row) {
    return validity != null && validity[row] == 0;
  }

  private UnsupportedOperationException no(String kind) {
    return new UnsupportedOperationException(
        "A column of type %s has no %s".formatted(dataType().sql(), kind));
  }

  @Override
  public boolean getBoolean(int row) {
    throw no("booleans");
  }

  @Override
  public byte getByte(int row) {
    throw no("bytes");
  }

  @Override
  public short getShort(int row) {
    throw no("shorts");
  }

  @Override
  public int getInt(int row) {
    throw no("ints");
  }

  @Override
  public long getLong(int row) {
    throw no("longs");
  }

  @Override
  public float getFloat(int row) {
    throw no("floats");
  }

  @Override
  public double getDouble(int row) {
    throw no("doubles");
  }

  @Override
  public ColumnarArray getArray(int row) {
    throw no("arrays");
  }

  @Override
  public ColumnarMap getMap(int row) {
    throw no("maps");
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    throw no("decimals");
  }

  @Override
  public UTF8String getUTF8String(int row) {
    throw no("strings");
  }

  @Override
  public byte[] getBinary(int row) {
    throw no("binaries");
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    throw no("parts");
  }
}
