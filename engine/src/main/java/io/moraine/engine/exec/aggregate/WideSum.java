package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.type.DataType;
import java.math.BigInteger;

/** SUM of decimals of more than 18 digits, in 192 bits: 2^64 of the largest fit. */
final class WideSum extends SumAccumulator {
  private final DataType.Decimal type;
  private final Presence presence;
  private long[] top = new long[16];
  private long[] high = new long[16];
  private long[] low = new long[16];

  WideSum(DataType.Decimal type, InputRows rows) {
    this.type = type;
    this.presence = new Presence(rows);
  }

  @Override
  public void resize(int groups) {
    top = GroupArrays.room(top, groups);
    high = GroupArrays.room(high, groups);
    low = GroupArrays.room(low, groups);
    presence.resize(groups);
  }

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {
    DecimalVector argument = (DecimalVector) arguments[0].flat();
    byte[] validity = argument.validity();
    byte[] marks = presence.marks(validity != null);
    long[] highs = argument.high();
    long[] lows = argument.low();
    for (int i = 0; i < rows; i++) {
      if (validity == null || validity[i] != 0) {
        add(groups[i], highs[i] >> 63, highs[i], lows[i]);
        if (marks != null) {
          marks[groups[i]] = 1;
        }
      }
    }
  }

  private void add(int group, long addTop, long addHigh, long addLow) {
    long sumLow = low[group] + addLow;
    long carry = Long.compareUnsigned(sumLow, addLow) < 0 ? 1 : 0;
    long partial = high[group] + addHigh;
    long sumHigh = partial + carry;
    long carryTop =
        (Long.compareUnsigned(partial, addHigh) < 0 ? 1L : 0L)
            + (Long.compareUnsigned(sumHigh, partial) < 0 ? 1L : 0L);
    low[group] = sumLow;
    high[group] = sumHigh;
    top[group] += addTop + carryTop;
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    WideSum source = (WideSum) other;
    presence.merge(source.presence, from, to, count);
    for (int i = 0; i < count; i++) {
      add(to[i], source.top[from[i]], source.high[from[i]], source.low[from[i]]);
    }
  }

  @Override
  double doubleTotal(int group) {
    return total(group).doubleValue();
  }

  @Override
  BigInteger total(int group) {
    BigInteger lower = DecimalVector.unscaled(0, high[group]).shiftLeft(64);
    return BigInteger.valueOf(top[group])
        .shiftLeft(128)
        .add(lower)
        .add(DecimalVector.unscaled(0, low[group]));
  }

  @Override
  public ColumnVector result(int from, int to) {
    DecimalResult result = new DecimalResult("sum", type, to - from);
    for (int i = from; i < to; i++) {
      result.set(i - from, total(i));
    }
    return result.build(presence.validity(from, to));
  }

  @Override
  public long bytes() {
    return 24L * low.length + presence.bytes();
  }
}
