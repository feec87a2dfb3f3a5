package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.eval.Filter;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.aggregate.Accumulator;
import io.moraine.engine.exec.aggregate.Accumulators;
import io.moraine.engine.exec.aggregate.InputRows;
import io.moraine.engine.exec.hash.GroupTable;
import io.moraine.engine.exec.hash.KeyColumn;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.Sink;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.PhysicalAggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Groups rows: each worker its own, to be put together by {@link AggregateOutput}. */
public final class AggregateSink implements Sink {
  /** Groups that outgrow a core's cache: if nine of ten rows make one, rows are kept apart. */
  private static final int MANY_GROUPS = 65_536;

  private final PhysicalAggregate plan;
  private final List<KeyColumn> columns;

  /** Group expressions, then each call's arguments. */
  private final Projection inputs;

  private final Filter[] filters;
  private final Reservation memory;
  private final List<GroupedState> states = new ArrayList<>();
  private final List<PartitionedRows> partitioned = new ArrayList<>();

  /** The sink of {@code plan}; {@code memory} accounts for the groups. */
  public AggregateSink(PhysicalAggregate plan, EvaluationContext context, Reservation memory) {
    this.plan = plan;
    this.memory = memory;
    this.columns = plan.groups().stream().map(g -> new KeyColumn(g.type(), g.nullable())).toList();
    List<Expression> expressions = new ArrayList<>(plan.groups());
    plan.aggregates().forEach(call -> expressions.addAll(call.arguments()));
    this.inputs = new Projection(expressions, context);
    this.filters = new Filter[plan.aggregates().size()];
    for (int i = 0; i < filters.length; i++) {
      Expression filter = plan.aggregates().get(i).filter();
      filters[i] = filter.equals(Literal.TRUE) ? null : Filter.compile(filter, context);
    }
  }

  /** Groups without rows. */
  GroupedState newState() {
    List<Accumulator> accumulators = new ArrayList<>();
    for (AggregateCall call : plan.aggregates()) {
      boolean all = !columns.isEmpty() && call.filter().equals(Literal.TRUE);
      accumulators.add(Accumulators.of(call, all ? InputRows.ALL : InputRows.SOME));
    }
    return new GroupedState(new GroupTable(columns), accumulators);
  }

  PhysicalAggregate plan() {
    return plan;
  }

  Reservation memory() {
    return memory;
  }

  /** The workers' groups. */
  synchronized List<GroupedState> states() {
    return List.copyOf(states);
  }

  /** The rows that workers did not group. */
  synchronized List<PartitionedRows> partitioned() {
    return List.copyOf(partitioned);
  }

  @Override
  public BatchSink worker() {
    return new AggregateWorker();
  }

  private synchronized PartitionedRows register(PartitionedRows rows) {
    partitioned.add(rows);
    return rows;
  }

  private synchronized GroupedState register(GroupedState state) {
    states.add(state);
    return state;
  }

  /** Adds rows with the inputs {@code evaluated}, of which no call's filter drops one. */
  void update(GroupedState state, ColumnVector[] evaluated, int rows) {
    state.update(keys(evaluated), arguments(evaluated), rows);
  }

  /** What {@link PartitionedRows} keeps, as inputs again. */
  ColumnVector[] spread(ColumnVector[] distinct) {
    return inputs.spread(distinct);
  }

  private ColumnVector[] keys(ColumnVector[] evaluated) {
    return Arrays.copyOf(evaluated, columns.size());
  }

  private ColumnVector[][] arguments(ColumnVector[] evaluated) {
    ColumnVector[][] arguments = new ColumnVector[filters.length][];
    int next = columns.size();
    for (int i = 0; i < filters.length; i++) {
      int to = next + plan.aggregates().get(i).arguments().size();
      arguments[i] = Arrays.copyOfRange(evaluated, next, to);
      next = to;
    }
    return arguments;
  }

  private final class AggregateWorker implements BatchSink {
    private final boolean filtered = Arrays.stream(filters).anyMatch(f -> f != null);
    private GroupedState state;
    private PartitionedRows partitioned;
    private long groupedRows;
    private long reservedBytes;
    private int[] selection = new int[0];
    private int[] selectedGroups = new int[0];

    @Override
    public boolean accept(ColumnBatch batch, long position) {
      int rows = batch.rowCount();
      ColumnVector[] distinct = inputs.evaluateDistinct(batch);
      ColumnVector[] evaluated = inputs.spread(distinct);
      if (partitioned != null) {
        partitioned.add(distinct, keys(evaluated), rows);
        return true;
      }
      if (state == null) {
        state = register(newState());
      }
      if (filtered) {
        updateFiltered(batch, keys(evaluated), arguments(evaluated));
      } else {
        update(state, evaluated, rows);
      }
      groupedRows += rows;
      long bytes = state.bytes();
      if (bytes != reservedBytes) {
        memory.add(bytes - reservedBytes);
        reservedBytes = bytes;
      }
      if (state.size() > MANY_GROUPS && state.size() > 0.9 * groupedRows && !filtered) {
        partitioned = register(new PartitionedRows(columns, memory));
      }
      return true;
    }

    private void updateFiltered(
        ColumnBatch batch, ColumnVector[] keys, ColumnVector[][] arguments) {
      int rows = batch.rowCount();
      if (selection.length < rows) {
        selection = new int[rows];
        selectedGroups = new int[rows];
      }
      int[] groups = state.groupsOf(keys, rows);
      for (int call = 0; call < filters.length; call++) {
        Accumulator accumulator = state.accumulator(call);
        if (filters[call] == null) {
          accumulator.update(groups, rows, arguments[call]);
        } else {
          int count = filters[call].select(batch, selection);
          for (int i = 0; i < count; i++) {
            selectedGroups[i] = groups[selection[i]];
          }
          accumulator.update(
              selectedGroups, count, Accumulators.select(arguments[call], selection, count));
        }
      }
    }
  }
}
