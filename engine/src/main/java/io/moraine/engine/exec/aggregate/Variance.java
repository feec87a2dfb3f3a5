package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType;
import io.moraine.engine.physical.AggregateFunction;

/** Variances and standard deviations, by Welford's update, which keeps digits. */
final class Variance extends Accumulator {
  private final AggregateFunction function;
  private double[] count = new double[16];
  private double[] mean = new double[16];
  private double[] squares = new double[16];

  Variance(AggregateFunction function) {
    this.function = function;
  }

  @Override
  public void resize(int groups) {
    count = GroupArrays.room(count, groups);
    mean = GroupArrays.room(mean, groups);
    squares = GroupArrays.room(squares, groups);
  }

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {
    ColumnVector argument = arguments[0].flat();
    double[] values = doubles(argument);
    for (int i = 0; i < rows; i++) {
      if (!argument.isNull(i)) {
        int group = groups[i];
        count[group]++;
        double delta = values[i] - mean[group];
        mean[group] += delta / count[group];
        squares[group] += delta * (values[i] - mean[group]);
      }
    }
  }

  private static double[] doubles(ColumnVector vector) {
    if (vector instanceof DoubleVector || vector instanceof FloatVector) {
      return DoubleSum.doubles(vector);
    }
    double[] values = new double[vector.size()];
    double scale =
        vector.type() instanceof DataType.Decimal decimal ? Math.pow(10, decimal.scale()) : 1;
    for (int i = 0; i < values.length; i++) {
      if (vector instanceof IntVector ints) {
        values[i] = ints.values()[i];
      } else if (vector instanceof LongVector longs) {
        values[i] = longs.values()[i] / scale;
      } else {
        DecimalVector wide = (DecimalVector) vector;
        values[i] = DecimalVector.unscaled(wide.high()[i], wide.low()[i]).doubleValue() / scale;
      }
    }
    return values;
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int groups) {
    Variance source = (Variance) other;
    for (int i = 0; i < groups; i++) {
      if (source.count[from[i]] > 0) {
        merge(to[i], source.count[from[i]], source.mean[from[i]], source.squares[from[i]]);
      }
    }
  }

  /** The first part is taken as it is: scaled by its share it would be rounded, or overflow. */
  private void merge(int group, double added, double otherMean, double otherSquares) {
    double before = count[group];
    count[group] += added;
    if (before == 0) {
      mean[group] = otherMean;
      squares[group] = otherSquares;
    } else {
      double share = added / count[group];
      double delta = otherMean - mean[group];
      mean[group] += delta * share;
      squares[group] += otherSquares + delta * delta * before * share;
    }
  }

  @Override
  public ColumnVector result(int from, int to) {
    boolean sample =
        function == AggregateFunction.STDDEV_SAMP || function == AggregateFunction.VAR_SAMP;
    boolean root =
        function == AggregateFunction.STDDEV_SAMP || function == AggregateFunction.STDDEV_POP;
    double[] values = new double[to - from];
    byte[] validity = new byte[to - from];
    for (int i = from; i < to; i++) {
      double divisor = sample ? count[i] - 1 : count[i];
      if (divisor > 0) {
        double variance = squares[i] / divisor;
        values[i - from] = root ? Math.sqrt(variance) : variance;
        validity[i - from] = 1;
      }
    }
    return new DoubleVector(DataType.Primitive.DOUBLE, values.length, values, validity);
  }

  @Override
  public long bytes() {
    return 24L * count.length;
  }
}
