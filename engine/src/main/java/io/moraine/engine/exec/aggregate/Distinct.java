package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.type.DataType;
import io.moraine.engine.exec.hash.GroupTable;
import io.moraine.engine.exec.hash.KeyColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An aggregate over the distinct arguments of each group: a set of groups with arguments. */
final class Distinct extends Accumulator {
  private static final int BATCH_ROWS = 4096;

  private final Accumulator over;
  private final GroupTable pairs;
  private final int argumentCount;
  private int groups;
  private int added;

  Distinct(Accumulator over, List<DataType> arguments) {
    this.over = over;
    this.argumentCount = arguments.size();
    List<KeyColumn> columns = new ArrayList<>();
    columns.add(new KeyColumn(DataType.Primitive.INTEGER, false));
    arguments.forEach(type -> columns.add(new KeyColumn(type, true)));
    this.pairs = new GroupTable(columns);
  }

  @Override
  public void resize(int newGroups) {
    groups = newGroups;
  }

  @Override
  public void update(int[] rowGroups, int rows, ColumnVector[] arguments) {
    ColumnVector[] keys = new ColumnVector[argumentCount + 1];
    keys[0] = new IntVector(DataType.Primitive.INTEGER, rows, rowGroups, null);
    System.arraycopy(arguments, 0, keys, 1, argumentCount);
    pairs.insert(keys, rows, new int[rows]);
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    Distinct source = (Distinct) other;
    int[] target = new int[source.groups];
    Arrays.fill(target, -1);
    for (int i = 0; i < count; i++) {
      target[from[i]] = to[i];
    }
    int size = source.pairs.size();
    for (int start = 0; start < size; start += BATCH_ROWS) {
      int[] numbers = numbers(start, Math.min(size, start + BATCH_ROWS));
      int[] sourceGroups = source.groups(numbers, numbers.length);
      int kept = 0;
      for (int i = 0; i < numbers.length; i++) {
        int group = target[sourceGroups[i]];
        numbers[kept] = numbers[i];
        sourceGroups[kept] = group;
        kept += group >= 0 ? 1 : 0;
      }
      update(sourceGroups, kept, source.arguments(numbers, kept));
    }
  }

  private static int[] numbers(int from, int to) {
    int[] numbers = new int[to - from];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = from + i;
    }
    return numbers;
  }

  private int[] groups(int[] numbers, int count) {
    return ((IntVector) pairs.key(0, numbers, count)).values();
  }

  private ColumnVector[] arguments(int[] numbers, int count) {
    ColumnVector[] arguments = new ColumnVector[argumentCount];
    Arrays.setAll(arguments, c -> pairs.key(c + 1, numbers, count));
    return arguments;
  }

  @Override
  public ColumnVector result(int from, int to) {
    over.resize(groups);
    for (; added < pairs.size(); added += BATCH_ROWS) {
      int[] numbers = numbers(added, Math.min(pairs.size(), added + BATCH_ROWS));
      over.update(
          groups(numbers, numbers.length), numbers.length, arguments(numbers, numbers.length));
    }
    return over.result(from, to);
  }

  @Override
  public long bytes() {
    return pairs.bytes();
  }
}
