package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/** MIN and MAX of floats and doubles; NaN is the greatest. */
final class DoubleExtreme extends Accumulator {
  private final DataType type;
  private final Extreme extreme;
  private final double start;
  private final Presence presence;
  private double[] best = new double[0];

  DoubleExtreme(DataType type, Extreme extreme, InputRows rows) {
    this.type = type;
    this.extreme = extreme;
    this.start = extreme == Extreme.LEAST ? Double.NaN : Double.NEGATIVE_INFINITY;
    this.presence = new Presence(rows);
  }

  @Override
  public void resize(int groups) {
    int before = best.length;
    best = GroupArrays.room(best, groups);
    Arrays.fill(best, before, best.length, start);
    presence.resize(groups);
  }

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {
    ColumnVector argument = arguments[0].flat();
    byte[] validity = argument.validity();
    byte[] marks = presence.marks(validity != null);
    double[] values = DoubleSum.doubles(argument);
    for (int i = 0; i < rows; i++) {
      if (validity == null || validity[i] != 0) {
        offer(groups[i], values[i]);
        if (marks != null) {
          marks[groups[i]] = 1;
        }
      }
    }
  }

  private void offer(int group, double value) {
    double held = best[group];
    if (extreme == Extreme.LEAST) {
      if (value < held || Double.isNaN(held)) {
        best[group] = value;
      }
    } else if (value > held || Double.isNaN(value)) {
      best[group] = value;
    }
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    DoubleExtreme source = (DoubleExtreme) other;
    presence.merge(source.presence, from, to, count);
    for (int i = 0; i < count; i++) {
      if (source.presence.has(from[i])) {
        offer(to[i], source.best[from[i]]);
      }
    }
  }

  @Override
  public ColumnVector result(int from, int to) {
    byte[] validity = presence.validity(from, to);
    if (type == DataType.Primitive.FLOAT) {
      float[] values = new float[to - from];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) best[from + i];
      }
      return new FloatVector(type, values.length, values, validity);
    }
    return new DoubleVector(type, to - from, Arrays.copyOfRange(best, from, to), validity);
  }

  @Override
  public long bytes() {
    return 8L * best.length + presence.bytes();
  }
}
