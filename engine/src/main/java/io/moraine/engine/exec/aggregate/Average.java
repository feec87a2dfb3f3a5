package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** AVG: a sum and a count; decimals are rounded half up, once. */
final class Average extends Accumulator {
  private final DataType type;
  private final int argumentScale;
  private final SumAccumulator sum;
  private final CountAccumulator count = new CountAccumulator();

  /** A mean of {@code type} over what {@code sum} adds up. */
  Average(DataType argument, DataType type, SumAccumulator sum) {
    this.type = type;
    this.argumentScale = argument instanceof DataType.Decimal decimal ? decimal.scale() : 0;
    this.sum = sum;
  }

  @Override
  public void resize(int groups) {
    sum.resize(groups);
    count.resize(groups);
  }

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {
    sum.update(groups, rows, arguments);
    count.update(groups, rows, arguments);
  }

  @Override
  public void updateGroup(int group, int rows, ColumnVector[] arguments) {
    sum.updateGroup(group, rows, arguments);
    count.updateGroup(group, rows, arguments);
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int groups) {
    sum.merge(((Average) other).sum, from, to, groups);
    count.merge(((Average) other).count, from, to, groups);
  }

  @Override
  public ColumnVector result(int from, int to) {
    byte[] validity = new byte[to - from];
    for (int i = from; i < to; i++) {
      validity[i - from] = (byte) (count.count(i) > 0 ? 1 : 0);
    }
    if (type instanceof DataType.Decimal decimal) {
      return decimals(decimal, from, to, validity);
    }
    double[] means = new double[to - from];
    for (int i = from; i < to; i++) {
      means[i - from] = sum.doubleTotal(i) / count.count(i);
    }
    return new DoubleVector(type, means.length, means, validity);
  }

  private ColumnVector decimals(DataType.Decimal decimal, int from, int to, byte[] validity) {
    DecimalResult result = new DecimalResult("avg", decimal, to - from);
    BigInteger factor = BigInteger.TEN.pow(decimal.scale() - argumentScale);
    for (int i = from; i < to; i++) {
      if (count.count(i) > 0) {
        BigDecimal scaled = new BigDecimal(sum.total(i).multiply(factor));
        BigDecimal mean =
            scaled.divide(BigDecimal.valueOf(count.count(i)), 0, RoundingMode.HALF_UP);
        result.set(i - from, mean.unscaledValue());
      }
    }
    return result.build(validity);
  }

  @Override
  public long bytes() {
    return sum.bytes() + count.bytes();
  }
}
