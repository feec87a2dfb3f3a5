package io.moraine.connector.spark.vector;

import io.moraine.core.batch.BytesVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;

/** Strings and binaries. */
final class BytesColumn extends WrappedColumn {
  private final BytesVector vector;

  BytesColumn(DataType type, BytesVector vector) {
    super(type, vector);
    this.vector = vector;
  }

  @Override
  public UTF8String getUTF8String(int row) {
    return isNullAt(row)
        ? null
        : UTF8String.fromBytes(vector.data(), vector.start()[row], vector.length()[row]);
  }

  @Override
  public byte[] getBinary(int row) {
    return isNullAt(row) ? null : vector.bytes(row);
  }
}
