package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/** MIN and MAX of strings and binaries, by unsigned bytes. */
final class BytesExtreme extends Accumulator {
  private final DataType type;
  private final Extreme extreme;
  private byte[][] best = new byte[16][];
  private long heldBytes;

  BytesExtreme(DataType type, Extreme extreme) {
    this.type = type;
    this.extreme = extreme;
  }

  @Override
  public void resize(int groups) {
    best = GroupArrays.room(best, groups);
  }

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {
    ColumnVector argument = arguments[0];
    int[] codes = argument instanceof DictionaryVector coded ? coded.codes() : null;
    BytesVector values =
        (BytesVector) (argument instanceof DictionaryVector coded ? coded.dictionary() : argument);
    for (int i = 0; i < rows; i++) {
      if (!argument.isNull(i)) {
        int at = codes == null ? i : codes[i];
        offer(groups[i], values.data(), values.start()[at], values.length()[at]);
      }
    }
  }

  private void offer(int group, byte[] data, int start, int length) {
    byte[] held = best[group];
    if (held == null
        || extreme.better(
            Arrays.compareUnsigned(data, start, start + length, held, 0, held.length))) {
      best[group] = Arrays.copyOfRange(data, start, start + length);
      heldBytes += 16L + length - (held == null ? 0 : held.length + 16);
    }
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    BytesExtreme source = (BytesExtreme) other;
    for (int i = 0; i < count; i++) {
      byte[] value = source.best[from[i]];
      if (value != null) {
        offer(to[i], value, 0, value.length);
      }
    }
  }

  @Override
  public ColumnVector result(int from, int to) {
    int count = to - from;
    long total = 0;
    for (int i = from; i < to; i++) {
      total += best[i] == null ? 0 : best[i].length;
    }
    byte[] data = new byte[Math.toIntExact(total)];
    int[] start = new int[count];
    int[] length = new int[count];
    byte[] validity = new byte[count];
    int at = 0;
    for (int i = 0; i < count; i++) {
      byte[] value = best[from + i];
      if (value != null) {
        System.arraycopy(value, 0, data, at, value.length);
        start[i] = at;
        length[i] = value.length;
        validity[i] = 1;
        at += value.length;
      }
    }
    return new BytesVector(type, count, data, start, length, validity);
  }

  @Override
  public long bytes() {
    return 8L * best.length + heldBytes;
  }
}
