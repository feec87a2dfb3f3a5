package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import java.math.BigInteger;

/**
 * SUM of whole numbers, and of decimals of up to 18 digits. Exact in 128 bits: whether a sum
 * overflows depends on what it comes to, not on the order of the rows.
 */
final class LongSum extends SumAccumulator {
  private final DataType type;
  private final Presence presence;
  private long[] sums = new long[16];

  /** How often each sum has wrapped around 2^64; null while none has. */
  private int[] wraps;

  LongSum(DataType type, InputRows rows) {
    this.type = type;
    this.presence = new Presence(rows);
  }

  @Override
  public void resize(int groups) {
    sums = GroupArrays.room(sums, groups);
    presence.resize(groups);
  }

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {
    ColumnVector argument = arguments[0].flat();
    byte[] validity = argument.validity();
    byte[] marks = presence.marks(validity != null);
    if (argument instanceof LongVector longs) {
      if (marks == null) {
        add(groups, rows, longs.values());
      } else {
        add(groups, rows, longs.values(), validity, marks);
      }
    } else {
      int[] values = ((IntVector) argument).values();
      if (marks == null) {
        add(groups, rows, values);
      } else {
        add(groups, rows, values, validity, marks);
      }
    }
  }

  @Override
  public void updateGroup(int group, int rows, ColumnVector[] arguments) {
    ColumnVector argument = arguments[0].flat();
    byte[] validity = argument.validity();
    presence.markGroup(group, CountAccumulator.present(validity, rows), rows);
    if (argument instanceof LongVector longs) {
      addAll(group, rows, longs.values(), validity);
    } else {
      // As many ints as an array holds stay below 2^62.
      add(group, total(rows, ((IntVector) argument).values(), validity));
    }
  }

  private void addAll(int group, int rows, long[] values, byte[] validity) {
    long sum = sums[group];
    for (int i = 0; i < rows; i++) {
      long value = validity == null ? values[i] : values[i] & -validity[i];
      long before = sum;
      sum += value;
      if (((before ^ sum) & (value ^ sum)) < 0) {
        wrap(group, value);
      }
    }
    sums[group] = sum;
  }

  private static long total(int rows, int[] values, byte[] validity) {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += validity == null ? values[i] : values[i] & -validity[i];
    }
    return sum;
  }

  private void add(int[] groups, int rows, long[] values) {
    long[] into = sums;
    for (int i = 0; i < rows; i++) {
      long before = into[groups[i]];
      long sum = before + values[i];
      into[groups[i]] = sum;
      if (((before ^ sum) & (values[i] ^ sum)) < 0) {
        wrap(groups[i], values[i]);
      }
    }
  }

  private void add(int[] groups, int rows, int[] values) {
    long[] into = sums;
    for (int i = 0; i < rows; i++) {
      long before = into[groups[i]];
      long sum = before + values[i];
      into[groups[i]] = sum;
      if (((before ^ sum) & (values[i] ^ sum)) < 0) {
        wrap(groups[i], values[i]);
      }
    }
  }

  private void add(int[] groups, int rows, long[] values, byte[] validity, byte[] marks) {
    for (int i = 0; i < rows; i++) {
      if (validity == null || validity[i] != 0) {
        add(groups[i], values[i]);
        marks[groups[i]] = 1;
      }
    }
  }

  private void add(int[] groups, int rows, int[] values, byte[] validity, byte[] marks) {
    for (int i = 0; i < rows; i++) {
      if (validity == null || validity[i] != 0) {
        add(groups[i], values[i]);
        marks[groups[i]] = 1;
      }
    }
  }

  private void add(int group, long value) {
    long before = sums[group];
    long sum = before + value;
    sums[group] = sum;
    if (((before ^ sum) & (value ^ sum)) < 0) {
      wrap(group, value);
    }
  }

  private void wrap(int group, long added) {
    wraps = GroupArrays.room(wraps == null ? new int[sums.length] : wraps, sums.length);
    wraps[group] += added < 0 ? -1 : 1;
  }

  private int wrapsOf(int group) {
    return wraps == null || group >= wraps.length ? 0 : wraps[group];
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    LongSum source = (LongSum) other;
    presence.merge(source.presence, from, to, count);
    for (int i = 0; i < count; i++) {
      add(to[i], source.sums[from[i]]);
      int wrapped = source.wrapsOf(from[i]);
      if (wrapped != 0) {
        wraps = GroupArrays.room(wraps == null ? new int[sums.length] : wraps, sums.length);
        wraps[to[i]] += wrapped;
      }
    }
  }

  @Override
  double doubleTotal(int group) {
    int wrapped = wrapsOf(group);
    return wrapped == 0 ? sums[group] : total(group).doubleValue();
  }

  @Override
  BigInteger total(int group) {
    return BigInteger.valueOf(wrapsOf(group)).shiftLeft(64).add(BigInteger.valueOf(sums[group]));
  }

  Presence presence() {
    return presence;
  }

  @Override
  public ColumnVector result(int from, int to) {
    int count = to - from;
    byte[] validity = presence.validity(from, to);
    if (type instanceof DataType.Decimal decimal) {
      DecimalResult result = new DecimalResult("sum", decimal, count);
      for (int i = 0; i < count; i++) {
        int wrapped = wrapsOf(from + i);
        if (wrapped == 0) {
          result.set(i, sums[from + i]);
        } else {
          result.set(i, total(from + i));
        }
      }
      return result.build(validity);
    }
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      if (wrapsOf(from + i) != 0) {
        throw new InvalidInputException(
            "sum overflows BIGINT: it comes to %s. Cast the argument to DECIMAL(38,0) or DOUBLE."
                .formatted(total(from + i)));
      }
      values[i] = sums[from + i];
    }
    return new LongVector(type, count, values, validity);
  }

  @Override
  public long bytes() {
    return 8L * sums.length + presence.bytes();
  }
}
