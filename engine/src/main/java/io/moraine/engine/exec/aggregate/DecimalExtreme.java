package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/** MIN and MAX of decimals of more than 18 digits. */
final class DecimalExtreme extends Accumulator {
  private final DataType.Decimal type;
  private final Extreme extreme;
  private byte[] present = new byte[16];
  private long[] high = new long[16];
  private long[] low = new long[16];

  DecimalExtreme(DataType.Decimal type, Extreme extreme) {
    this.type = type;
    this.extreme = extreme;
  }

  @Override
  public void resize(int groups) {
    present = GroupArrays.room(present, groups);
    high = GroupArrays.room(high, groups);
    low = GroupArrays.room(low, groups);
  }

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {
    DecimalVector argument = (DecimalVector) arguments[0].flat();
    for (int i = 0; i < rows; i++) {
      if (!argument.isNull(i)) {
        offer(groups[i], argument.high()[i], argument.low()[i]);
      }
    }
  }

  private void offer(int group, long valueHigh, long valueLow) {
    int order = Long.compare(valueHigh, high[group]);
    order = order != 0 ? order : Long.compareUnsigned(valueLow, low[group]);
    if (present[group] == 0 || extreme.better(order)) {
      present[group] = 1;
      high[group] = valueHigh;
      low[group] = valueLow;
    }
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    DecimalExtreme source = (DecimalExtreme) other;
    for (int i = 0; i < count; i++) {
      if (source.present[from[i]] != 0) {
        offer(to[i], source.high[from[i]], source.low[from[i]]);
      }
    }
  }

  @Override
  public ColumnVector result(int from, int to) {
    return new DecimalVector(
        type,
        to - from,
        Arrays.copyOfRange(high, from, to),
        Arrays.copyOfRange(low, from, to),
        Arrays.copyOfRange(present, from, to));
  }

  @Override
  public long bytes() {
    return 17L * low.length;
  }
}
