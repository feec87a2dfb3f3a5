package io.moraine.connector.spark.vector;

import io.moraine.core.batch.DecimalVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;

/** Decimals of more than 18 digits. */
final class WideDecimalColumn extends WrappedColumn {
  private final DecimalVector vector;

  WideDecimalColumn(DataType type, DecimalVector vector) {
    super(type, vector);
    this.vector = vector;
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    if (isNullAt(row)) {
      return null;
    }
    BigInteger unscaled = DecimalVector.unscaled(vector.high()[row], vector.low()[row]);
    return Decimal.apply(new BigDecimal(unscaled, scale), precision, scale);
  }
}
