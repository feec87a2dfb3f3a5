package io.moraine.connector.spark.vector;

import io.moraine.core.batch.DictionaryVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/** Values by codes into a dictionary. */
final class CodedColumn extends WrappedColumn {
  private final int[] codes;
  private final ColumnVector dictionary;

  CodedColumn(DataType type, DictionaryVector vector, ColumnVector dictionary) {
    super(type, vector);
    this.codes = vector.codes();
    this.dictionary = dictionary;
  }

  @Override
  public boolean getBoolean(int row) {
    return dictionary.getBoolean(codes[row]);
  }

  @Override
  public byte getByte(int row) {
    return dictionary.getByte(codes[row]);
  }

  @Override
  public short getShort(int row) {
    return dictionary.getShort(codes[row]);
  }

  @Override
  public int getInt(int row) {
    return dictionary.getInt(codes[row]);
  }

  @Override
  public long getLong(int row) {
    return dictionary.getLong(codes[row]);
  }

  @Override
  public float getFloat(int row) {
    return dictionary.getFloat(codes[row]);
  }

  @Override
  public double getDouble(int row) {
    return dictionary.getDouble(codes[row]);
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    return isNullAt(row) ? null : dictionary.getDecimal(codes[row], precision, scale);
  }

  @Override
  public UTF8String getUTF8String(int row) {
    return isNullAt(row) ? null : dictionary.getUTF8String(codes[row]);
  }

  @Override
  public byte[] getBinary(int row) {
    return isNullAt(row) ? null : dictionary.getBinary(codes[row]);
  }
}
