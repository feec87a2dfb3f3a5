package io.moraine.engine.exec;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.operator.AggregateOutput;
import io.moraine.engine.exec.operator.AggregateSink;
import io.moraine.engine.exec.operator.Columns;
import io.moraine.engine.exec.operator.FilterStage;
import io.moraine.engine.exec.operator.HashJoinStage;
import io.moraine.engine.exec.operator.LimitStage;
import io.moraine.engine.exec.operator.Metered;
import io.moraine.engine.exec.operator.NestedLoopStage;
import io.moraine.engine.exec.operator.ProjectStage;
import io.moraine.engine.exec.operator.RowStore;
import io.moraine.engine.exec.operator.SortOutput;
import io.moraine.engine.exec.operator.TopNSink;
import io.moraine.engine.exec.pipeline.Flow;
import io.moraine.engine.exec.pipeline.IndexedMorsels;
import io.moraine.engine.exec.pipeline.SplitMorsels;
import io.moraine.engine.exec.pipeline.Workers;
import io.moraine.engine.exec.window.WindowOutput;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.JoinKey;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.physical.PhysicalAggregate;
import io.moraine.engine.physical.PhysicalExpand;
import io.moraine.engine.physical.PhysicalFilter;
import io.moraine.engine.physical.PhysicalHashJoin;
import io.moraine.engine.physical.PhysicalLimit;
import io.moraine.engine.physical.PhysicalNestedLoopJoin;
import io.moraine.engine.physical.PhysicalPlan;
import io.moraine.engine.physical.PhysicalProject;
import io.moraine.engine.physical.PhysicalScan;
import io.moraine.engine.physical.PhysicalShared;
import io.moraine.engine.physical.PhysicalSort;
import io.moraine.engine.physical.PhysicalTopN;
import io.moraine.engine.physical.PhysicalUnionAll;
import io.moraine.engine.physical.PhysicalValues;
import io.moraine.engine.physical.PhysicalWindow;
import io.moraine.engine.physical.SortKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a plan into the flow of its last pipeline, running the pipelines before it on the way. For
 * one execution; closing gives back its memory.
 */
final class FlowBuilder implements AutoCloseable {
  private final ExecutionContext context;
  private final EvaluationContext evaluation;
  private final List<Reservation> reservations = new ArrayList<>();
  private final Map<Integer, List<ColumnBatch>> shared = new HashMap<>();

  FlowBuilder(ExecutionContext context) {
    this.context = context;
    this.evaluation = context.evaluation();
  }

  /** The rows of {@code plan}. */
  Flow flow(PhysicalPlan plan) {
    return flow(plan, Columns.all(plan.output()));
  }

  /** The rows of {@code plan}, of which only columns {@code needed} need hold values. */
  private Flow flow(PhysicalPlan plan, BitSet needed) {
    return unmetered(plan, needed).through(new Metered(context.metrics().of(plan)));
  }

  private Flow unmetered(PhysicalPlan plan, BitSet needed) {
    if (plan instanceof PhysicalScan scan) {
      return new Flow.Leaf(new SplitMorsels(scan.source().splits()));
    } else if (plan instanceof PhysicalValues values) {
      return new Flow.Leaf(IndexedMorsels.of(values.batches()));
    } else if (plan instanceof PhysicalFilter filter) {
      BitSet looked = Columns.of(List.of(filter.predicate()));
      return flow(filter.child(), Columns.or(needed, looked))
          .through(new FilterStage(filter.predicate(), evaluation));
    } else if (plan instanceof PhysicalProject project) {
      return projected(project.child(), List.of(project.expressions()), project.output());
    } else if (plan instanceof PhysicalExpand expand) {
      return projected(expand.child(), expand.projections(), expand.output());
    } else if (plan instanceof PhysicalLimit limit) {
      return flow(limit.child(), needed).through(new LimitStage(limit.limit(), limit.offset()));
    } else if (plan instanceof PhysicalUnionAll union) {
      return new Flow.Union(union.inputs().stream().map(input -> flow(input, needed)).toList());
    } else if (plan instanceof PhysicalHashJoin join) {
      return hashJoin(join, needed);
    } else if (plan instanceof PhysicalNestedLoopJoin join) {
      return nestedLoopJoin(join, needed);
    } else if (plan instanceof PhysicalAggregate aggregate) {
      return aggregate(DistinctAggregates.inTwoSteps(aggregate));
    } else if (plan instanceof PhysicalSort sort) {
      RowStore store = store(sort.child(), withKeys(needed, sort.keys()), "Sort");
      return new Flow.Leaf(SortOutput.of(store, sort.keys(), evaluation, reserve("Sort order")));
    } else if (plan instanceof PhysicalTopN topN) {
      TopNSink sink = new TopNSink(topN, needed, evaluation, reserve("TopN"));
      Workers.run(context, flow(topN.child(), withKeys(needed, topN.keys())), sink);
      return new Flow.Leaf(sink.output());
    } else if (plan instanceof PhysicalWindow window) {
      BitSet kept = Columns.range(needed, 0, window.child().output().size());
      BitSet looked = Columns.of(window.expressions());
      RowStore store = store(window.child(), Columns.or(kept, looked), "Window");
      return new Flow.Leaf(WindowOutput.of(window, store, context, reserve("Window results")));
    }
    return shared((PhysicalShared) plan);
  }

  private static BitSet withKeys(BitSet needed, List<SortKey> keys) {
    return Columns.or(needed, Columns.of(keys.stream().map(SortKey::expression).toList()));
  }

  private Flow projected(
      PhysicalPlan child, List<List<Expression>> projections, StructType output) {
    BitSet looked = Columns.of(projections.stream().flatMap(List::stream).toList());
    return flow(child, looked).through(new ProjectStage(projections, output, evaluation));
  }

  private Reservation reserve(String operator) {
    Reservation reservation = context.memory().reserve(operator);
    reservations.add(reservation);
    return reservation;
  }

  /** All rows of {@code plan}. */
  private RowStore store(PhysicalPlan plan, BitSet needed, String operator) {
    RowStore store = new RowStore(plan.output(), needed, reserve(operator));
    Workers.run(context, flow(plan, needed), store);
    return store;
  }

  private Flow hashJoin(PhysicalHashJoin join, BitSet needed) {
    BitSet pairs = ofPairs(join, join.kind(), needed, join.residual());
    BitSet probe =
        Columns.or(
            ofProbe(join.probe(), pairs),
            Columns.of(join.keys().stream().map(JoinKey::probe).toList()));
    BitSet build =
        Columns.or(
            ofBuild(join.probe(), join.build(), pairs),
            Columns.of(join.keys().stream().map(JoinKey::build).toList()));
    ColumnBatch rows = store(join.build(), build, "HashJoin build side").concat();
    HashJoinStage stage =
        new HashJoinStage(join, needed, rows, evaluation, reserve("HashJoin hash table"));
    return flow(join.probe(), probe).through(stage);
  }

  private Flow nestedLoopJoin(PhysicalNestedLoopJoin join, BitSet needed) {
    BitSet pairs = ofPairs(join, join.kind(), needed, join.condition());
    BitSet build = ofBuild(join.probe(), join.build(), pairs);
    ColumnBatch rows = store(join.build(), build, "NestedLoopJoin build side").concat();
    return flow(join.probe(), ofProbe(join.probe(), pairs))
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

  private Flow aggregate(PhysicalAggregate plan) {
    List<Expression> looked = new ArrayList<>(plan.groups());
    for (AggregateCall call : plan.aggregates()) {
      looked.addAll(call.arguments());
      looked.add(call.filter());
    }
    AggregateSink sink = new AggregateSink(plan, evaluation, reserve("Aggregate"));
    Workers.run(context, flow(plan.child(), Columns.of(looked)), sink);
    return new Flow.Leaf(AggregateOutput.of(sink, context));
  }

  private Flow shared(PhysicalShared plan) {
    List<ColumnBatch> batches = shared.get(plan.id());
    if (batches == null) {
      batches = store(plan.child(), Columns.all(plan.output()), "Shared rows").batches();
      shared.put(plan.id(), batches);
    }
    return new Flow.Leaf(IndexedMorsels.of(batches));
  }

  @Override
  public void close() {
    reservations.forEach(Reservation::close);
    reservations.clear();
  }
}
