package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType;
import io.moraine.engine.physical.AggregateFunction;
import java.util.Arrays;

/** BIT_AND, BIT_OR and BIT_XOR of whole numbers. */
final class Bits extends Accumulator {
  private final DataType type;
  private final AggregateFunction function;
  private final Presence presence = new Presence(InputRows.SOME);
  private long[] bits = new long[0];

  Bits(DataType type, AggregateFunction function) {
    this.type = type;
    this.function = function;
  }

  @Override
  public void resize(int groups) {
    int before = bits.length;
    bits = GroupArrays.room(bits, groups);
    Arrays.fill(bits, before, bits.length, function == AggregateFunction.BIT_AND ? -1L : 0L);
    presence.resize(groups);
  }

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {
    ColumnVector argument = arguments[0].flat();
    byte[] marks = presence.marks(true);
    for (int i = 0; i < rows; i++) {
      if (!argument.isNull(i)) {
        add(
            groups[i],
            argument instanceof LongVector longs
                ? longs.values()[i]
                : ((IntVector) argument).values()[i]);
        marks[groups[i]] = 1;
      }
    }
  }

  private void add(int group, long value) {
    switch (function) {
      case BIT_AND -> bits[group] &= value;
      case BIT_OR -> bits[group] |= value;
      default -> bits[group] ^= value;
    }
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    Bits source = (Bits) other;
    presence.merge(source.presence, from, to, count);
    for (int i = 0; i < count; i++) {
      add(to[i], source.bits[from[i]]);
    }
  }

  @Override
  public ColumnVector result(int from, int to) {
    int count = to - from;
    byte[] validity = presence.validity(from, to);
    if (type == DataType.Primitive.LONG) {
      return new LongVector(type, count, Arrays.copyOfRange(bits, from, to), validity);
    }
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (int) bits[from + i];
    }
    return new IntVector(type, count, values, validity);
  }

  @Override
  public long bytes() {
    return 8L * bits.length + presence.bytes();
  }
}
