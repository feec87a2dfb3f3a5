package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.pipeline.IndexedMorsels;
import io.moraine.engine.exec.pipeline.MorselSource;
import io.moraine.engine.exec.pipeline.PartitionMorsels;
import io.moraine.engine.exec.pipeline.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the groups of several workers together and gives the results. Few groups are merged at once;
 * many, and rows that were not grouped yet, by partitions of their hashes, several at a time.
 */
public final class AggregateOutput {
  private static final int FEW_GROUPS = 16_384;
  private static final int PARTITIONS = PartitionedRows.PARTITIONS;
  private static final int BATCH_ROWS = 4096;

  private AggregateOutput() {}

  /** The results of what {@code sink} was given; to be called once, when it has all. */
  public static MorselSource of(AggregateSink sink, ExecutionContext context) {
    List<GroupedState> states = sink.states();
    if (states.isEmpty()) {
      // Without rows there are no groups, but where there are no keys there is one.
      return batches(sink, List.of(sink.newState()));
    }
    List<PartitionedRows> partitioned = sink.partitioned();
    if (states.size() == 1 && partitioned.isEmpty()) {
      return batches(sink, states);
    }
    long groups = states.stream().mapToLong(GroupedState::size).sum();
    return groups <= FEW_GROUPS && partitioned.isEmpty()
        ? batches(sink, List.of(merged(states)))
        : partitions(sink, states, partitioned, context);
  }

  private static GroupedState merged(List<GroupedState> states) {
    GroupedState first = states.get(0);
    for (GroupedState state : states.subList(1, states.size())) {
      int[] all = new int[state.size()];
      Arrays.setAll(all, i -> i);
      first.merge(state, all, all.length);
    }
    return first;
  }

  private static MorselSource partitions(
      AggregateSink sink,
      List<GroupedState> states,
      List<PartitionedRows> rows,
      ExecutionContext context) {
    int[][][] byState = new int[states.size()][][];
    Workers.forEach(context, states.size(), i -> byState[i] = byPartition(states.get(i).hashes()));
    Workers.forEach(context, rows.size(), i -> rows.get(i).complete());
    return new PartitionMorsels(
        PARTITIONS,
        p -> {
          PartitionResults results = new PartitionResults(sink, context);
          try {
            for (int i = 0; i < states.size(); i++) {
              results.merge(states.get(i), byState[i][p]);
            }
            for (PartitionedRows part : rows) {
              part.forEach(p, results::add);
            }
            return results;
          } catch (RuntimeException e) {
            results.close();
            throw e;
          }
        });
  }

  /** The groups of one partition, given batch by batch. For one thread. */
  private static final class PartitionResults implements PartitionMorsels.Part {
    private final AggregateSink sink;
    private final ExecutionContext context;
    private final GroupedState state;
    private long bytes;
    private int next;

    PartitionResults(AggregateSink sink, ExecutionContext context) {
      this.sink = sink;
      this.context = context;
      this.state = sink.newState();
    }

    void merge(GroupedState from, int[] groups) {
      state.merge(from, groups, groups.length);
      account();
    }

    void add(ColumnVector[] columns, int rows) {
      context.cancellation().check();
      sink.update(state, sink.spread(columns), rows);
      account();
    }

    private void account() {
      long now = state.bytes();
      sink.memory().add(now - bytes);
      bytes = now;
    }

    @Override
    public ColumnBatch next() {
      if (next >= state.size()) {
        return null;
      }
      int from = next;
      next = Math.min(state.size(), from + BATCH_ROWS);
      return new ColumnBatch(sink.plan().output(), next - from, state.output(from, next));
    }

    @Override
    public void close() {
      sink.memory().add(-bytes);
      bytes = 0;
    }
  }

  /** The groups of each partition, by the low bits of their hashes. */
  private static int[][] byPartition(long[] hashes) {
    int[] counts = new int[PARTITIONS];
    for (long hash : hashes) {
      counts[PartitionedRows.partition(hash)]++;
    }
    int[][] groups = new int[PARTITIONS][];
    Arrays.setAll(groups, p -> new int[counts[p]]);
    int[] next = new int[PARTITIONS];
    for (int group = 0; group < hashes.length; group++) {
      int partition = PartitionedRows.partition(hashes[group]);
      groups[partition][next[partition]++] = group;
    }
    return groups;
  }

  private static IndexedMorsels batches(AggregateSink sink, List<GroupedState> states) {
    record Range(GroupedState state, int from, int to) {}
    List<Range> ranges = new ArrayList<>();
    for (GroupedState state : states) {
      for (int from = 0; from < state.size(); from += BATCH_ROWS) {
        ranges.add(new Range(state, from, Math.min(state.size(), from + BATCH_ROWS)));
      }
    }
    return new IndexedMorsels(
        ranges.size(),
        IndexedMorsels.Order.ANY,
        i -> {
          Range range = ranges.get(i);
          // Results may be made ready at the first call: one worker at a time for each state.
          synchronized (range.state) {
            return new ColumnBatch(
                sink.plan().output(),
                range.to - range.from,
                range.state.output(range.from, range.to));
          }
        });
  }
}
