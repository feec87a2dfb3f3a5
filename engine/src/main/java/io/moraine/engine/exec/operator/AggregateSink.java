package io.moraine.engine.exec.operator;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
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
import io.moraine.engine.exec.spill.SpillFile;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.PhysicalAggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Groups rows: each worker its own, to be put together by {@link AggregateOutput}. */
public final class AggregateSink implements Sink {
  /** Groups that outgrow a core's cache: if nine of ten rows make one, rows are kept apart. */
  private static final int MANY_GROUPS = 65_536;

  /** Tables of more groups double when they grow, smaller ones quadruple. */
  private static final int LARGE_TABLE = 1 << 19;

  /** Groups of a worker that hold more than this part of the budget get no new ones when tight. */
  private static final int LARGE_PART = 16;

  private final PhysicalAggregate plan;
  private final List<KeyColumn> columns;

  /** Group expressions, then each call's arguments, then the filters that calls have. */
  private final Projection inputs;

  /** Where each call's filter is among the inputs; −1 if it has none. */
  private final int[] filters;

  private final SpillFile spill;
  private final Reservation memory;
  private final List<GroupedState> states = new ArrayList<>();
  private final List<PartitionedRows> partitioned = new ArrayList<>();

  /**
   * The sink of {@code plan}; {@code memory} accounts for the groups, and rows that it does not
   * have room for go to {@code spill}.
   */
  public AggregateSink(
      PhysicalAggregate plan, EvaluationContext context, Reservation memory, SpillFile spill) {
    this.plan = plan;
    this.spill = spill;
    this.memory = memory;
    this.columns = plan.groups().stream().map(g -> new KeyColumn(g.type(), g.nullable())).toList();
    List<Expression> expressions = new ArrayList<>(plan.groups());
    plan.aggregates().forEach(call -> expressions.addAll(call.arguments()));
    this.filters = new int[plan.aggregates().size()];
    for (int i = 0; i < filters.length; i++) {
      Expression filter = plan.aggregates().get(i).filter();
      filters[i] = filter.equals(Literal.TRUE) ? -1 : expressions.size();
      if (filters[i] >= 0) {
        expressions.add(filter);
      }
    }
    this.inputs = new Projection(expressions, context);
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

  /** Adds rows with the inputs {@code evaluated}. */
  void update(GroupedState state, ColumnVector[] evaluated, int rows) {
    if (Arrays.stream(filters).allMatch(filter -> filter < 0)) {
      state.update(keys(evaluated), arguments(evaluated), rows);
    } else {
      updateFiltered(state, evaluated, rows);
    }
  }

  private void updateFiltered(GroupedState state, ColumnVector[] evaluated, int rows) {
    ColumnVector[][] arguments = arguments(evaluated);
    int[] groups = state.groupsOf(keys(evaluated), rows);
    int[] selection = new int[rows];
    int[] selectedGroups = new int[rows];
    for (int call = 0; call < filters.length; call++) {
      Accumulator accumulator = state.accumulator(call);
      if (filters[call] < 0) {
        accumulator.update(groups, rows, arguments[call]);
        continue;
      }
      BooleanVector wanted = (BooleanVector) evaluated[filters[call]].flat();
      int count = 0;
      for (int i = 0; i < rows; i++) {
        selection[count] = i;
        selectedGroups[count] = groups[i];
        count += wanted.isNull(i) ? 0 : wanted.values()[i];
      }
      accumulator.update(
          selectedGroups, count, Accumulators.select(arguments[call], selection, count));
    }
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
    private GroupedState state;
    private PartitionedRows partitioned;
    private long groupedRows;
    private long reservedBytes;

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
      update(state, evaluated, rows);
      groupedRows += rows;
      long bytes = state.bytes();
      if (bytes != reservedBytes) {
        memory.add(bytes - reservedBytes);
        reservedBytes = bytes;
      }
      if (groupsAreMany() || (groupsAreLarge() && mayNotGrow())) {
        partitioned = register(new PartitionedRows(columns, memory, spill));
      }
      return true;
    }

    private boolean groupsAreMany() {
      return state.size() > MANY_GROUPS && state.size() > 0.9 * groupedRows;
    }

    /** Whether memory is tight, or would not hold tables that have grown once more. */
    private boolean mayNotGrow() {
      long growth = reservedBytes * (state.size() < LARGE_TABLE ? 4 : 2);
      return memory.budget().isTight()
          || memory.budget().usedBytes() + growth > memory.budget().limitBytes();
    }

    /** Whether room for more groups than there are is what the memory lacks. */
    private boolean groupsAreLarge() {
      return !columns.isEmpty()
          && reservedBytes > memory.budget().limitBytes() / LARGE_PART
          && state.size() > 1;
    }
  }
}
