package io.moraine.engine.lower;

import io.moraine.core.expr.Expression;
import io.moraine.core.function.Expressions;
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
import io.moraine.engine.physical.PhysicalShared;
import io.moraine.engine.physical.PhysicalSort;
import io.moraine.engine.physical.PhysicalTopN;
import io.moraine.engine.physical.PhysicalUnionAll;
import io.moraine.engine.physical.PhysicalWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes equal aggregations in a plan only once, such as those of a query of WITH that is named
 * twice. Scans are equal if they read the same source.
 */
final class SharedParts {
  private final Map<PhysicalPlan, Integer> counts = new HashMap<>();
  private final Map<PhysicalPlan, PhysicalShared> shared = new LinkedHashMap<>();

  private SharedParts() {}

  static PhysicalPlan in(PhysicalPlan plan) {
    SharedParts parts = new SharedParts();
    parts.count(plan);
    return parts.counts.values().stream().allMatch(count -> count < 2)
        ? plan
        : parts.rewritten(plan);
  }

  private void count(PhysicalPlan plan) {
    if (plan instanceof PhysicalRecursion) {
      // Each round gives other rows.
      return;
    }
    if (plan instanceof PhysicalAggregate && counts.merge(plan, 1, Integer::sum) > 1) {
      return;
    }
    plan.children().forEach(this::count);
  }

  private PhysicalPlan rewritten(PhysicalPlan plan) {
    if (counts.getOrDefault(plan, 0) > 1 && isStable(plan)) {
      PhysicalShared known = shared.get(plan);
      if (known == null) {
        // First the parts within, which get their numbers before.
        PhysicalPlan child = withChildren(plan, children(plan));
        known = new PhysicalShared(shared.size(), child);
        shared.put(plan, known);
      }
      return known;
    }
    List<PhysicalPlan> children = children(plan);
    return children.equals(plan.children()) ? plan : withChildren(plan, children);
  }

  private List<PhysicalPlan> children(PhysicalPlan plan) {
    List<PhysicalPlan> children = new ArrayList<>();
    plan.children().forEach(child -> children.add(rewritten(child)));
    return children;
  }

  /** Whether running the plan again would give the same rows. */
  private static boolean isStable(PhysicalPlan plan) {
    return expressions(plan).stream().noneMatch(Expressions::isVolatile)
        && !(plan instanceof PhysicalLimit)
        && plan.children().stream().allMatch(SharedParts::isStable);
  }

  private static List<Expression> expressions(PhysicalPlan plan) {
    List<Expression> expressions = new ArrayList<>();
    if (plan instanceof PhysicalFilter filter) {
      expressions.add(filter.predicate());
    } else if (plan instanceof PhysicalProject project) {
      expressions.addAll(project.expressions());
    } else if (plan instanceof PhysicalAggregate aggregate) {
      expressions.addAll(aggregate.groups());
      aggregate.aggregates().forEach(call -> expressions.addAll(call.arguments()));
    } else if (plan instanceof PhysicalHashJoin join) {
      expressions.add(join.residual());
    } else if (plan instanceof PhysicalNestedLoopJoin join) {
      expressions.add(join.condition());
    } else if (plan instanceof PhysicalWindow window) {
      expressions.addAll(window.expressions());
    }
    return expressions;
  }

  private static PhysicalPlan withChildren(PhysicalPlan plan, List<PhysicalPlan> children) {
    if (plan instanceof PhysicalFilter filter) {
      return new PhysicalFilter(children.get(0), filter.predicate());
    } else if (plan instanceof PhysicalProject project) {
      return new PhysicalProject(children.get(0), project.expressions(), project.output());
    } else if (plan instanceof PhysicalAggregate aggregate) {
      return new PhysicalAggregate(
          children.get(0), aggregate.groups(), aggregate.aggregates(), aggregate.output());
    } else if (plan instanceof PhysicalHashJoin join) {
      return new PhysicalHashJoin(
          join.kind(), children.get(0), children.get(1), join.keys(), join.residual());
    } else if (plan instanceof PhysicalNestedLoopJoin join) {
      return new PhysicalNestedLoopJoin(
          join.kind(), children.get(0), children.get(1), join.condition());
    } else if (plan instanceof PhysicalSort sort) {
      return new PhysicalSort(children.get(0), sort.keys());
    } else if (plan instanceof PhysicalTopN topN) {
      return new PhysicalTopN(children.get(0), topN.keys(), topN.limit(), topN.offset());
    } else if (plan instanceof PhysicalLimit limit) {
      return new PhysicalLimit(children.get(0), limit.limit(), limit.offset());
    } else if (plan instanceof PhysicalUnionAll union) {
      return new PhysicalUnionAll(children, union.output());
    } else if (plan instanceof PhysicalWindow window) {
      return new PhysicalWindow(
          children.get(0), window.partition(), window.order(), window.calls(), window.output());
    } else if (plan instanceof PhysicalExpand expand) {
      return new PhysicalExpand(children.get(0), expand.projections(), expand.output());
    } else if (plan instanceof PhysicalGenerate generate) {
      return new PhysicalGenerate(
          children.get(0), generate.collection(), generate.generator(), generate.output());
    }
    throw new IllegalStateException("A plan without children has none to replace: " + plan);
  }
}
