package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.MapVector;
import io.moraine.core.stats.ColumnStatistics;
import java.util.List;
import java.util.function.BiConsumer;

/** An array, with one child for its elements, or a map, with two for its keys and values. */
final class RepeatedNode extends Node {
  private final int repetition;
  private final List<Node> children;
  private long nulls;

  /** {@code repetition} is the repetition level of every element but the first. */
  RepeatedNode(
      List<String> path, int definition, boolean nullable, int repetition, List<Node> children) {
    super(path, definition, nullable);
    this.repetition = repetition;
    this.children = List.copyOf(children);
  }

  @Override
  void write(ColumnVector vector, Entries entries, long firstRow) {
    ColumnVector flat = vector.flat();
    if (flat instanceof ListVector list) {
      Entries within = within(list.offsets(), list.validity(), entries, firstRow);
      children.get(0).write(list.elements(), within, firstRow);
    } else {
      MapVector map = (MapVector) flat;
      Entries within = within(map.offsets(), map.validity(), entries, firstRow);
      children.get(0).write(map.keys(), within, firstRow);
      children.get(1).write(map.values(), within, firstRow);
    }
  }

  private Entries within(int[] offsets, byte[] validity, Entries entries, long firstRow) {
    int count = count(offsets, validity, entries);
    byte[] definitions = new byte[count];
    byte[] repetitions = new byte[count];
    int[] rows = new int[count];
    int empty = definition + (nullable ? 1 : 0);
    int undefined = 0;
    int next = 0;
    for (int i = 0; i < entries.count(); i++) {
      int row = entries.row(i);
      int first = next;
      if (row < 0) {
        definitions[next] = entries.definitions()[i];
        rows[next++] = -1;
        nulls++;
        undefined++;
      } else if (validity != null && validity[row] == 0) {
        if (!nullable) {
          throw unexpectedNull(entries, i, firstRow);
        }
        definitions[next] = (byte) definition;
        rows[next++] = -1;
        nulls++;
        undefined++;
      } else if (offsets[row] == offsets[row + 1]) {
        definitions[next] = (byte) empty;
        rows[next++] = -1;
        undefined++;
      } else {
        for (int element = offsets[row]; element < offsets[row + 1]; element++) {
          repetitions[next] = (byte) repetition;
          rows[next++] = element;
        }
      }
      repetitions[first] = entries.repetitions() == null ? 0 : entries.repetitions()[i];
    }
    return new Entries(count, undefined == 0 ? null : definitions, repetitions, rows, 0);
  }

  private static int count(int[] offsets, byte[] validity, Entries entries) {
    long count = 0;
    for (int i = 0; i < entries.count(); i++) {
      int row = entries.row(i);
      boolean defined = row >= 0 && (validity == null || validity[row] != 0);
      count += defined ? Math.max(1, offsets[row + 1] - offsets[row]) : 1;
    }
    return Math.toIntExact(count);
  }

  @Override
  void collect(BiConsumer<List<String>, ColumnStatistics> target) {
    target.accept(path, new ColumnStatistics(null, null, nulls));
  }
}
