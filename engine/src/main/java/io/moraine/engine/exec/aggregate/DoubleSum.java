package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.type.DataType;
import java.math.BigInteger;
import java.util.Arrays;

/** SUM of floats and doubles, in double. */
final class DoubleSum extends SumAccumulator {
  private final Presence presence;
  private double[] sums = new double[16];

  DoubleSum(InputRows rows) {
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
    double[] values = doubles(argument);
    byte[] validity = argument.validity();
    byte[] marks = presence.marks(validity != null);
    double[] into = sums;
    if (marks == null) {
      for (int i = 0; i < rows; i++) {
        into[groups[i]] += values[i];
      }
    } else {
      for (int i = 0; i < rows; i++) {
        if (validity == null || validity[i] != 0) {
          into[groups[i]] += values[i];
          marks[groups[i]] = 1;
        }
      }
    }
  }

  @Override
  public void updateGroup(int group, int rows, ColumnVector[] arguments) {
    ColumnVector argument = arguments[0].flat();
    byte[] validity = argument.validity();
    if (validity != null) {
      super.updateGroup(group, rows, arguments);
      return;
    }
    presence.markGroup(group, rows, rows);
    sums[group] += total(doubles(argument), rows);
  }

  /** In four lanes, as one addition would wait for the other. */
  private static double total(double[] values, int rows) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < rows; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < rows; i++) {
      a += values[i];
    }
    return (a + b) + (c + d);
  }

  /** The values of a flat vector of floats or doubles. */
  static double[] doubles(ColumnVector vector) {
    if (vector instanceof DoubleVector doubles) {
      return doubles.values();
    }
    float[] floats = ((FloatVector) vector).values();
    double[] values = new double[vector.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats[i];
    }
    return values;
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    DoubleSum source = (DoubleSum) other;
    presence.merge(source.presence, from, to, count);
    for (int i = 0; i < count; i++) {
      sums[to[i]] += source.sums[from[i]];
    }
  }

  @Override
  double doubleTotal(int group) {
    return sums[group];
  }

  @Override
  BigInteger total(int group) {
    throw new IllegalStateException("A sum of doubles is no whole number");
  }

  @Override
  public ColumnVector result(int from, int to) {
    return new DoubleVector(
        DataType.Primitive.DOUBLE,
        to - from,
        Arrays.copyOfRange(sums, from, to),
        presence.validity(from, to));
  }

  @Override
  public long bytes() {
    return 8L * sums.length + presence.bytes();
  }
}
