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
import java.util.List;

/** Groups rows: each worker its own, to be put together by {@link AggregateOutput}. */
public final class AggregateSink implements Sink {
  private final PhysicalAggregate plan;
  private final List<KeyColumn> columns;

  /** Group expressions, then each call's arguments. */
  private final Projection inputs;

  private final Filter[] filters;
  private final Reservation memory;
  private final List<GroupedState> states = new ArrayList<>();

  /** The sink of {@code plan}; {@code memory} accounts for the groups. */
  public AggregateSink(PhysicalAggregate plan, EvaluationContext context, Reservation memory) {
    this.plan = plan;
    this.memory = memory;
    this.columns =
        plan.groups().stream().map(g -> new KeyColumn(g.type(), g.nullable())).toList();
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

  @Override
  public BatchSink worker() {
    return new AggregateWorker();
  }

  private synchronized GroupedState register(GroupedState state) {
    states.add(state);
    return state;
  }

  private final class AggregateWorker implements BatchSink {
    private GroupedState state;
    private long reservedBytes;
    private int[] selection = new int[0];
    private int[] selectedGroups = new int[0];

    @Override
    public boolean accept(ColumnBatch batch, long position) {
      if (state == null) {
        state = register(newState());
      }
      int rows = batch.rowCount();
      ColumnVector[] evaluated = inputs.evaluate(batch);
      int next = columns.size();
      ColumnVector[] keys = new ColumnVector[next];
      System.arraycopy(evaluated, 0, keys, 0, next);
      int[] groups = state.groupsOf(keys, rows);
      for (int i = 0; i < filters.length; i++) {
        ColumnVector[] arguments =
            new ColumnVector[plan.aggregates().get(i).arguments().size()];
        System.arraycopy(evaluated, next, arguments, 0, arguments.length);
        next += arguments.length;
        if (filters[i] == null) {
          state.accumulator(i).update(groups, rows, arguments);
        } else {
          updateFiltered(i, batch, groups, arguments);
        }
      }
      long bytes = state.bytes();
      if (bytes != reservedBytes) {
        memory.add(bytes - reservedBytes);
        reservedBytes = bytes;
      }
      return true;
    }

    private void updateFiltered(
        int call, ColumnBatch batch, int[] groups, ColumnVector[] arguments) {
      if (selection.length < batch.rowCount()) {
        selection = new int[batch.rowCount()];
        selectedGroups = new int[batch.rowCount()];
      }
      int count = filters[call].select(batch, selection);
      for (int i = 0; i < count; i++) {
        selectedGroups[i] = groups[selection[i]];
      }
      state
          .accumulator(call)
          .update(selectedGroups, count, Accumulators.select(arguments, selection, count));
    }
  }
}
