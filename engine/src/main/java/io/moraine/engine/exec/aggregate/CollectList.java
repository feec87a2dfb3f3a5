package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.DataType;
import io.moraine.engine.exec.memory.VectorSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** COLLECT_LIST: the values that are not null, in the order they came. */
final class CollectList extends Accumulator {
  private final DataType.Array type;
  private final List<int[]> chunkGroups = new ArrayList<>();
  private final List<ColumnVector> chunkValues = new ArrayList<>();
  private int groups;
  private long heldBytes;

  /** All values, ordered by group, once results are asked for. */
  private ColumnVector elements;

  private int[] offsets;

  CollectList(DataType.Array type) {
    this.type = type;
  }

  @Override
  public void resize(int newGroups) {
    groups = newGroups;
  }

  @Override
  public void update(int[] rowGroups, int rows, ColumnVector[] arguments) {
    ColumnVector argument = arguments[0];
    int[] kept = new int[rows];
    int count = 0;
    for (int i = 0; i < rows; i++) {
      kept[count] = i;
      count += argument.isNull(i) ? 0 : 1;
    }
    int[] keptGroups = new int[count];
    for (int i = 0; i < count; i++) {
      keptGroups[i] = rowGroups[kept[i]];
    }
    add(keptGroups, argument.select(kept, count));
  }

  private void add(int[] valueGroups, ColumnVector values) {
    if (valueGroups.length > 0) {
      chunkGroups.add(valueGroups);
      chunkValues.add(values);
      heldBytes += 4L * valueGroups.length + VectorSize.bytes(values);
      elements = null;
    }
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    CollectList source = (CollectList) other;
    int[] target = new int[source.groups];
    Arrays.fill(target, -1);
    for (int i = 0; i < count; i++) {
      target[from[i]] = to[i];
    }
    for (int c = 0; c < source.chunkGroups.size(); c++) {
      int[] sourceGroups = source.chunkGroups.get(c);
      int[] rows = new int[sourceGroups.length];
      int kept = 0;
      for (int i = 0; i < rows.length; i++) {
        rows[kept] = i;
        kept += target[sourceGroups[i]] >= 0 ? 1 : 0;
      }
      int[] keptGroups = new int[kept];
      for (int i = 0; i < kept; i++) {
        keptGroups[i] = target[sourceGroups[rows[i]]];
      }
      add(keptGroups, source.chunkValues.get(c).select(rows, kept));
    }
  }

  /** A counting sort by group, which keeps the order within groups. */
  private void arrange() {
    int[] next = new int[groups + 1];
    int total = 0;
    for (int[] chunk : chunkGroups) {
      total = Math.addExact(total, chunk.length);
      for (int group : chunk) {
        next[group + 1]++;
      }
    }
    for (int g = 0; g < groups; g++) {
      next[g + 1] += next[g];
    }
    offsets = next.clone();
    int[] order = new int[total];
    int row = 0;
    for (int[] chunk : chunkGroups) {
      for (int group : chunk) {
        order[next[group]++] = row++;
      }
    }
    ColumnVector all =
        chunkValues.isEmpty()
            ? Vectors.nulls(type.element(), 0)
            : Vectors.concat(type.element(), chunkValues);
    elements = all.select(order, total);
  }

  @Override
  public ColumnVector result(int from, int to) {
    if (elements == null) {
      arrange();
    }
    int[] own = new int[to - from + 1];
    for (int i = 0; i < own.length; i++) {
      own[i] = offsets[from + i] - offsets[from];
    }
    ColumnVector part = elements.slice(offsets[from], offsets[to]);
    return new ListVector(type, to - from, own, part, null);
  }

  @Override
  public long bytes() {
    return heldBytes;
  }
}
