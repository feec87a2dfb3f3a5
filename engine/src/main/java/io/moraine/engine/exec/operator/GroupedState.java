package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnVector;
import io.moraine.engine.exec.aggregate.Accumulator;
import io.moraine.engine.exec.hash.GroupTable;
import java.util.ArrayList;
import java.util.List;

/** Groups with their aggregates. For one thread. */
final class GroupedState {
  private final GroupTable groups;
  private final List<Accumulator> accumulators;
  private int[] numbers = new int[0];

  GroupedState(GroupTable groups, List<Accumulator> accumulators) {
    this.groups = groups;
    this.accumulators = accumulators;
    resize();
  }

  int size() {
    return groups.size();
  }

  long bytes() {
    return groups.bytes() + accumulators.stream().mapToLong(Accumulator::bytes).sum();
  }

  Accumulator accumulator(int call) {
    return accumulators.get(call);
  }

  long[] hashes() {
    return groups.hashes();
  }

  /** The groups of rows with {@code keys}, new ones among them; valid until the next call. */
  int[] groupsOf(ColumnVector[] keys, int rows) {
    if (numbers.length < rows) {
      numbers = new int[rows];
    }
    groups.insert(keys, rows, numbers);
    resize();
    return numbers;
  }

  /** Adds rows, whose {@code arguments} are those of each call. */
  void update(ColumnVector[] keys, ColumnVector[][] arguments, int rows) {
    if (keys.length == 0) {
      for (int i = 0; i < accumulators.size(); i++) {
        accumulators.get(i).updateGroup(0, rows, arguments[i]);
      }
      return;
    }
    int[] of = groupsOf(keys, rows);
    for (int i = 0; i < accumulators.size(); i++) {
      accumulators.get(i).update(of, rows, arguments[i]);
    }
  }

  private void resize() {
    for (Accumulator accumulator : accumulators) {
      accumulator.resize(groups.size());
    }
  }

  /** Adds groups {@code from[0 .. count)} of {@code other}. */
  void merge(GroupedState other, int[] from, int count) {
    int[] to = groupsOf(other.keys(from, count), count);
    for (int i = 0; i < accumulators.size(); i++) {
      accumulators.get(i).merge(other.accumulators.get(i), from, to, count);
    }
  }

  private ColumnVector[] keys(int[] of, int count) {
    ColumnVector[] keys = new ColumnVector[groups.types().size()];
    for (int c = 0; c < keys.length; c++) {
      keys[c] = groups.key(c, of, count);
    }
    return keys;
  }

  /** Keys and results of groups {@code from} to {@code to}, {@code to} excluded. */
  List<ColumnVector> output(int from, int to) {
    int[] of = new int[to - from];
    for (int i = 0; i < of.length; i++) {
      of[i] = from + i;
    }
    List<ColumnVector> columns = new ArrayList<>(List.of(keys(of, of.length)));
    for (Accumulator accumulator : accumulators) {
      columns.add(accumulator.result(from, to));
    }
    return columns;
  }
}
