package io.moraine.engine.exec;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.operator.AggregateOutput;
import io.moraine.engine.exec.operator.AggregateSink;
import io.moraine.engine.exec.operator.Columns;
import io.moraine.engine.exec.operator.FilterStage;
import io.moraine.engine.exec.operator.GenerateStage;
import io.moraine.engine.exec.operator.HashJoinStage;
import io.moraine.engine.exec.operator.JoinSide;
import io.moraine.engine.exec.operator.LimitStage;
import io.moraine.engine.exec.operator.Metered;
import io.moraine.engine.exec.operator.NestedLoopStage;
import io.moraine.engine.exec.operator.PartitionedJoin;
import io.moraine.engine.exec.operator.ProjectStage;
import io.moraine.engine.exec.operator.RowStore;
import io.moraine.engine.exec.operator.SortSink;
import io.moraine.engine.exec.operator.TopNSink;
import io.moraine.engine.exec.pipeline.Flow;
import io.moraine.engine.exec.pipeline.IndexedMorsels;
import io.moraine.engine.exec.pipeline.SplitMorsels;
import io.moraine.engine.exec.pipeline.Workers;
import io.moraine.engine.exec.window.WindowOutput;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.JoinKey;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.physical.KeyMatch;
import io.moraine.engine.physical.PhysicalAggregate;
import io.moraine.engine.physical.PhysicalExpand;
import io.moraine.engine.physical.PhysicalFilter;
import io.moraine.engine.physical.PhysicalGenerate;
import io.moraine.engine.physical.PhysicalHashJoin;
import io.moraine.engine.physical.PhysicalLimit;
import io.moraine.engine.physical.PhysicalNestedLoopJoin;
import io.moraine.engine.physical.PhysicalPlan;
import io.moraine.engine.physical.PhysicalProject;
import io.moraine.engine.physical.PhysicalRecursion;
import io.moraine.engine.physical.PhysicalScan;
import io.moraine.engine.physical.PhysicalShared;
import io.moraine.engine.physical.PhysicalSort;
import io.moraine.engine.physical.PhysicalTopN;
import io.moraine.engine.physical.PhysicalUnionAll;
import io.moraine.engine.physical.PhysicalValues;
import io.moraine.engine.physical.PhysicalWindow;
import io.moraine.engine.physical.PhysicalWorkingRows;
import io.moraine.engine.physical.RuntimeFilter;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.SortKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a plan into the flow of its last pipeline, running the pipelines before it on the way. For
 * one execution; closing gives back its memory.
 */
final class FlowBuilder implements AutoCloseable {
  /** A recursive query of more rounds is taken for one that does not end, as Spark does. */
  private static final int MOST_ROUNDS = 100;

  private final ExecutionContext context;
  private final EvaluationContext evaluation;
  private final List<Reservation> reservations = new ArrayList<>();
  private final Map<Integer, List<ColumnBatch>> shared = new HashMap<>();

  /** What the last rounds of recursive queries gave. */
  private final Map<Integer, List<ColumnBatch>> working = new HashMap<>();

  FlowBuilder(ExecutionContext context) {
    this.context = context;
    this.evaluation = context.evaluation();
  }

  /** The rows of {@code plan}. */
  Flow flow(PhysicalPlan plan) {
    return flow(plan, Columns.all(plan.output()), List.of());
  }

  /**
   * The rows of {@code plan}, of which only columns {@code needed} need hold values, and rows that
   * {@code filters} do not want need not come.
   */
  private Flow flow(PhysicalPlan plan, BitSet needed, List<RuntimeFilter> filters) {
    return unmetered(plan, needed, filters)
        .through(new Metered(context.metrics().of(plan), context.cancellation()));
  }

  private Flow unmetered(PhysicalPlan plan, BitSet needed, List<RuntimeFilter> filters) {
    if (plan instanceof PhysicalScan scan) {
      ScanSource source = scan.source();
      return new Flow.Leaf(
          new SplitMorsels(
              (filters.isEmpty() ? source : source.narrowed(distinct(filters))).splits()));
    } else if (plan instanceof PhysicalValues values) {
      return new Flow.Leaf(IndexedMorsels.of(values.batches()));
    } else if (plan instanceof PhysicalFilter filter) {
      BitSet looked = Columns.of(List.of(filter.predicate()));
      return flow(filter.child(), Columns.or(needed, looked), filters)
          .through(new FilterStage(filter.predicate(), needed, evaluation));
    } else if (plan instanceof PhysicalProject project) {
      List<Expression> columns = project.expressions();
      return projected(
          project.child(),
          List.of(columns),
          project.output(),
          FilterPassing.through(filters, columns));
    } else if (plan instanceof PhysicalExpand expand) {
      return projected(expand.child(), expand.projections(), expand.output(), List.of());
    } else if (plan instanceof PhysicalGenerate generate) {
      int own = generate.child().output().size();
      BitSet looked = Columns.of(List.of(generate.collection()));
      return flow(
              generate.child(),
              Columns.or(Columns.range(needed, 0, own), looked),
              FilterPassing.below(filters, own))
          .through(new GenerateStage(generate, needed, evaluation));
    } else if (plan instanceof PhysicalLimit limit) {
      return flow(limit.child(), needed, List.of())
          .through(new LimitStage(limit.limit(), limit.offset()));
    } else if (plan instanceof PhysicalUnionAll union) {
      return new Flow.Union(
          union.inputs().stream().map(input -> flow(input, needed, filters)).toList());
    } else if (plan instanceof PhysicalHashJoin join) {
      return hashJoin(join, needed, filters);
    } else if (plan instanceof PhysicalNestedLoopJoin join) {
      return nestedLoopJoin(join, needed, filters);
    } else if (plan instanceof PhysicalAggregate aggregate) {
      return aggregate(
          DistinctAggregates.inTwoSteps(aggregate),
          FilterPassing.through(filters, aggregate.groups()));
    } else if (plan instanceof PhysicalSort sort) {
      BitSet kept = withKeys(needed, sort.keys());
      SortSink sink = new SortSink(sort, kept, evaluation, reserve("Sort"), context.spill());
      Workers.run(context, flow(sort.child(), kept, filters), sink);
      return new Flow.Leaf(sink.output(context));
    } else if (plan instanceof PhysicalTopN topN) {
      TopNSink sink = new TopNSink(topN, needed, evaluation, reserve("TopN"));
      Workers.run(context, flow(topN.child(), withKeys(needed, topN.keys()), List.of()), sink);
      return new Flow.Leaf(sink.output());
    } else if (plan instanceof PhysicalWindow window) {
      BitSet kept = Columns.range(needed, 0, window.child().output().size());
      BitSet looked = Columns.of(window.expressions());
      RowStore store = store(window.child(), Columns.or(kept, looked), List.of(), "Window");
      return new Flow.Leaf(WindowOutput.of(window, store, context, reserve("Window results")));
    }
    if (plan instanceof PhysicalRecursion recursion) {
      return recursion(recursion);
    } else if (plan instanceof PhysicalWorkingRows rows) {
      return new Flow.Leaf(IndexedMorsels.of(working.get(rows.id())));
    }
    return shared((PhysicalShared) plan);
  }

  /** All rounds, one after the other. */
  private Flow recursion(PhysicalRecursion plan) {
    BitSet needed = Columns.all(plan.output());
    List<ColumnBatch> all = new ArrayList<>();
    List<ColumnBatch> last =
        store(plan.base(), needed, List.of(), "Rows of a recursive query").batches();
    for (int round = 0; !last.isEmpty(); round++) {
      if (round == MOST_ROUNDS) {
        throw new InvalidInputException(
            "A recursive query still gives rows after %d rounds: does it end?"
                .formatted(MOST_ROUNDS));
      }
      all.addAll(last);
      working.put(plan.id(), last);
      last = store(plan.step(), needed, List.of(), "Rows of a recursive query").batches();
    }
    working.remove(plan.id());
    return new Flow.Leaf(IndexedMorsels.of(all));
  }

  /** At most one filter a column: the one that lists fewer values, else the last. */
  private static List<RuntimeFilter> distinct(List<RuntimeFilter> filters) {
    Map<Integer, RuntimeFilter> byColumn = new LinkedHashMap<>();
    for (RuntimeFilter filter : filters) {
      byColumn.merge(filter.column(), filter, (a, b) -> a.exact() && !b.exact() ? a : b);
    }
    return List.copyOf(byColumn.values());
  }

  private static BitSet withKeys(BitSet needed, List<SortKey> keys) {
    return Columns.or(needed, Columns.of(keys.stream().map(SortKey::expression).toList()));
  }

  private Flow projected(
      PhysicalPlan child,
      List<List<Expression>> projections,
      StructType output,
      List<RuntimeFilter> filters) {
    BitSet looked = Columns.of(projections.stream().flatMap(List::stream).toList());
    return flow(child, looked, filters).through(new ProjectStage(projections, output, evaluation));
  }

  private synchronized Reservation reserve(String operator) {
    Reservation reservation = context.memory().reserve(operator);
    reservations.add(reservation);
    return reservation;
  }

  /** All rows of {@code plan}. */
  private RowStore store(
      PhysicalPlan plan, BitSet needed, List<RuntimeFilter> filters, String operator) {
    RowStore store = new RowStore(plan.output(), needed, reserve(operator));
    Workers.run(context, flow(plan, needed, filters), store);
    return store;
  }

  private Flow hashJoin(PhysicalHashJoin join, BitSet needed, List<RuntimeFilter> filters) {
    BitSet pairs = ofPairs(join, join.kind(), needed, join.residual());
    BitSet probe =
        Columns.or(
            ofProbe(join.probe(), pairs),
            Columns.of(join.keys().stream().map(JoinKey::probe).toList()));
    BitSet build =
        Columns.or(
            ofBuild(join.probe(), join.build(), pairs),
            Columns.of(join.keys().stream().map(JoinKey::build).toList()));
    JoinSide buildSide =
        side(
            join.build(),
            build,
            join.keys().stream().map(JoinKey::build).toList(),
            join.keys().stream().anyMatch(key -> key.match() == KeyMatch.NULL_AWARE)
                ? JoinSide.Mode.WHOLE
                : JoinSide.Mode.AS_NEEDED,
            FilterPassing.toBuild(join, filters));
    if (buildSide.isPartitioned()) {
      List<RuntimeFilter> outer =
          FilterPassing.toProbe(join.kind(), filters, join.probe().output().size());
      JoinSide probeSide =
          side(
              join.probe(),
              probe,
              join.keys().stream().map(JoinKey::probe).toList(),
              JoinSide.Mode.PARTITIONED,
              outer);
      return new Flow.Leaf(
          PartitionedJoin.of(
              join, needed, probeSide, buildSide, context, () -> reserve("HashJoin partition")));
    }
    ColumnBatch rows = buildSide.whole(context);
    HashJoinStage stage =
        new HashJoinStage(join, needed, rows, evaluation, reserve("HashJoin hash table"));
    List<RuntimeFilter> toProbe =
        new ArrayList<>(FilterPassing.toProbe(join.kind(), filters, join.probe().output().size()));
    if (FilterPassing.dropsUnmatchedProbe(join.kind())) {
      if (rows.rowCount() == 0) {
        return new Flow.Leaf(IndexedMorsels.of(List.of()));
      }
      toProbe.addAll(FilterPassing.ofKeys(join, stage.buildKeys()));
    }
    return flow(join.probe(), probe, toProbe).through(stage);
  }

  private JoinSide side(
      PhysicalPlan plan,
      BitSet needed,
      List<Expression> keys,
      JoinSide.Mode mode,
      List<RuntimeFilter> filters) {
    Reservation memory = reserve("HashJoin rows");
    JoinSide side =
        new JoinSide(plan.output(), needed, keys, mode, evaluation, memory, context.spill());
    Workers.run(context, flow(plan, needed, filters), side);
    return side;
  }

  private Flow nestedLoopJoin(
      PhysicalNestedLoopJoin join, BitSet needed, List<RuntimeFilter> filters) {
    BitSet pairs = ofPairs(join, join.kind(), needed, join.condition());
    BitSet build = ofBuild(join.probe(), join.build(), pairs);
    ColumnBatch rows =
        store(join.build(), build, List.of(), "NestedLoopJoin build side").concat(context);
    List<RuntimeFilter> toProbe =
        FilterPassing.toProbe(join.kind(), filters, join.probe().output().size());
    return flow(join.probe(), ofProbe(join.probe(), pairs), toProbe)
        .through(new NestedLoopStage(join, needed, rows, evaluation));
  }

  /** The columns of a join's pairs that its output and its condition need. */
  private static BitSet ofPairs(
      PhysicalPlan join, JoinKind kind, BitSet needed, Expression condition) {
    BitSet output = (BitSet) needed.clone();
    int probeSize = join.children().get(0).output().size();
    if (!kind.givesBuild()) {
      // Past the probe side's columns stands the mark, if anything.
      output.clear(probeSize, Math.max(probeSize, output.length()));
    } else if (!kind.givesProbe()) {
      BitSet shifted = new BitSet();
      output.stream().forEach(ordinal -> shifted.set(ordinal + probeSize));
      output = shifted;
    }
    return Columns.or(output, Columns.of(List.of(condition)));
  }

  private static BitSet ofProbe(PhysicalPlan probe, BitSet pairs) {
    return Columns.range(pairs, 0, probe.output().size());
  }

  private static BitSet ofBuild(PhysicalPlan probe, PhysicalPlan build, BitSet pairs) {
    int from = probe.output().size();
    return Columns.range(pairs, from, from + build.output().size());
  }

  private Flow aggregate(PhysicalAggregate plan, List<RuntimeFilter> filters) {
    List<Expression> looked = new ArrayList<>(plan.groups());
    for (AggregateCall call : plan.aggregates()) {
      looked.addAll(call.arguments());
      looked.add(call.filter());
    }
    AggregateSink sink = new AggregateSink(plan, evaluation, reserve("Aggregate"), context.spill());
    Workers.run(context, flow(plan.child(), Columns.of(looked), filters), sink);
    return new Flow.Leaf(AggregateOutput.of(sink, context));
  }

  private Flow shared(PhysicalShared plan) {
    List<ColumnBatch> batches = shared.get(plan.id());
    if (batches == null) {
      batches = store(plan.child(), Columns.all(plan.output()), List.of(), "Shared rows").batches();
      shared.put(plan.id(), batches);
    }
    return new Flow.Leaf(IndexedMorsels.of(batches));
  }

  @Override
  public synchronized void close() {
    reservations.forEach(Reservation::close);
    reservations.clear();
    context.spill().close();
  }
}
