package io.moraine.engine.exec;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.operator.AggregateOutput;
import io.moraine.engine.exec.operator.AggregateSink;
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
import java.util.ArrayList;
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
    return unmetered(plan).through(new Metered(context.metrics().of(plan)));
  }

  private Flow unmetered(PhysicalPlan plan) {
    if (plan instanceof PhysicalScan scan) {
      return new Flow.Leaf(new SplitMorsels(scan.source().splits()));
    } else if (plan instanceof PhysicalValues values) {
      return new Flow.Leaf(IndexedMorsels.of(values.batches()));
    } else if (plan instanceof PhysicalFilter filter) {
      return flow(filter.child()).through(new FilterStage(filter.predicate(), evaluation));
    } else if (plan instanceof PhysicalProject project) {
      return flow(project.child())
          .through(
              new ProjectStage(List.of(project.expressions()), project.output(), evaluation));
    } else if (plan instanceof PhysicalExpand expand) {
      return flow(expand.child())
          .through(new ProjectStage(expand.projections(), expand.output(), evaluation));
    } else if (plan instanceof PhysicalLimit limit) {
      return flow(limit.child()).through(new LimitStage(limit.limit(), limit.offset()));
    } else if (plan instanceof PhysicalUnionAll union) {
      return new Flow.Union(union.inputs().stream().map(this::flow).toList());
    } else if (plan instanceof PhysicalHashJoin join) {
      return hashJoin(join);
    } else if (plan instanceof PhysicalNestedLoopJoin join) {
      ColumnBatch build = store(join.build(), "NestedLoopJoin build side").concat();
      return flow(join.probe()).through(new NestedLoopStage(join, build, evaluation));
    } else if (plan instanceof PhysicalAggregate aggregate) {
      return aggregate(aggregate);
    } else if (plan instanceof PhysicalSort sort) {
      return sort(sort);
    } else if (plan instanceof PhysicalTopN topN) {
      TopNSink sink = new TopNSink(topN, evaluation, reserve("TopN"));
      Workers.run(context, flow(topN.child()), sink);
      return new Flow.Leaf(sink.output());
    }
    return shared((PhysicalShared) plan);
  }

  private Reservation reserve(String operator) {
    Reservation reservation = context.memory().reserve(operator);
    reservations.add(reservation);
    return reservation;
  }

  /** All rows of {@code plan}. */
  private RowStore store(PhysicalPlan plan, String operator) {
    RowStore store = new RowStore(plan.output(), reserve(operator));
    Workers.run(context, flow(plan), store);
    return store;
  }

  private Flow hashJoin(PhysicalHashJoin join) {
    ColumnBatch build = store(join.build(), "HashJoin build side").concat();
    HashJoinStage stage =
        new HashJoinStage(join, build, evaluation, reserve("HashJoin hash table"));
    return flow(join.probe()).through(stage);
  }

  private Flow aggregate(PhysicalAggregate plan) {
    AggregateSink sink = new AggregateSink(plan, evaluation, reserve("Aggregate"));
    Workers.run(context, flow(plan.child()), sink);
    return new Flow.Leaf(AggregateOutput.of(sink, context));
  }

  private Flow sort(PhysicalSort plan) {
    RowStore store = store(plan.child(), "Sort");
    return new Flow.Leaf(SortOutput.of(store, plan.keys(), evaluation, reserve("Sort order")));
  }

  private Flow shared(PhysicalShared plan) {
    List<ColumnBatch> batches = shared.get(plan.id());
    if (batches == null) {
      batches = store(plan.child(), "Shared rows").batches();
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
