package io.moraine.engine.optimize;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.plan.Expand;
import io.moraine.engine.plan.Generate;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedAggregate;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.plan.Recursion;
import io.moraine.engine.plan.Window;
import io.moraine.engine.plan.WorkingRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drops columns that nothing above reads, down to the scans. */
final class PruneColumns {
  private PruneColumns() {}

  static LogicalPlan apply(LogicalPlan plan) {
    return prune(plan, Plans.ids(plan));
  }

  private static LogicalPlan prune(LogicalPlan plan, Set<Integer> wanted) {
    if (plan instanceof LogicalPlan.Scan scan) {
      List<LogicalPlan.Scan.Column> columns =
          scan.columns().stream().filter(c -> wanted.contains(c.output().id())).toList();
      // The filters name columns that need not be given: they are told by statistics alone.
      return new LogicalPlan.Scan(scan.table(), columns, scan.filters(), scan.filterColumns());
    } else if (plan instanceof LogicalPlan.Project project) {
      List<NamedExpression> columns =
          project.columns().stream().filter(c -> wanted.contains(c.output().id())).toList();
      LogicalPlan.Project pruned = new LogicalPlan.Project(project.input(), columns);
      LogicalPlan input = prune(project.input(), needs(pruned, Set.of()));
      return isIdentity(columns, input) ? input : pruned.withInputs(List.of(input));
    } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
      List<NamedAggregate> aggregates =
          aggregate.aggregates().stream().filter(a -> wanted.contains(a.output().id())).toList();
      LogicalPlan pruned =
          new LogicalPlan.Aggregate(aggregate.input(), aggregate.groups(), aggregates);
      return pruned.withInputs(List.of(prune(aggregate.input(), needs(pruned, Set.of()))));
    } else if (plan instanceof LogicalPlan.UnionAll union) {
      return union(union, wanted);
    } else if (plan instanceof LogicalPlan.Values || plan instanceof WorkingRows) {
      return plan;
    } else if (plan instanceof Recursion) {
      // Each round reads all columns of the one before.
      return plan.withInputs(plan.inputs().stream().map(PruneColumns::all).toList());
    } else if (plan instanceof Expand expand) {
      return expand(expand, wanted);
    } else if (plan instanceof Window window) {
      Window pruned =
          new Window(
              window.input(),
              window.partition(),
              window.order(),
              window.calls().stream().filter(c -> wanted.contains(c.output().id())).toList());
      return pruned.calls().isEmpty()
          ? prune(window.input(), wanted)
          : pruned.withInputs(List.of(prune(window.input(), needs(pruned, wanted))));
    }
    Set<Integer> needed = needs(plan, wanted);
    if (plan instanceof Generate generate) {
      generate.generated().forEach(column -> needed.remove(column.id()));
    }
    return plan.withInputs(plan.inputs().stream().map(input -> prune(input, needed)).toList());
  }

  /** {@code plan} with all of its columns in their order, and without others below it. */
  private static LogicalPlan all(LogicalPlan plan) {
    List<NamedExpression> columns = plan.output().stream().map(NamedExpression::of).toList();
    return prune(new LogicalPlan.Project(plan, columns), Plans.ids(plan));
  }

  /** A projection that gives just what its input gives, under the same names and ids. */
  private static boolean isIdentity(List<NamedExpression> columns, LogicalPlan input) {
    List<ColumnReference> output = input.output();
    if (columns.size() != output.size()) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).isIdentity() || columns.get(i).output().id() != output.get(i).id()) {
        return false;
      }
    }
    return true;
  }

  private static Set<Integer> needs(LogicalPlan plan, Set<Integer> wanted) {
    Set<Integer> needed = new HashSet<>(wanted);
    for (Expression expression : plan.expressions()) {
      Plans.collect(expression, needed);
    }
    return needed;
  }

  private static LogicalPlan expand(Expand expand, Set<Integer> wanted) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < expand.output().size(); i++) {
      if (wanted.contains(expand.output().get(i).id())) {
        kept.add(i);
      }
    }
    Expand pruned =
        new Expand(
            expand.input(),
            expand.projections().stream()
                .map(projection -> kept.stream().map(projection::get).toList())
                .toList(),
            kept.stream().map(i -> expand.output().get(i)).toList());
    return pruned.withInputs(List.of(prune(expand.input(), needs(pruned, Set.of()))));
  }

  private static LogicalPlan union(LogicalPlan.UnionAll union, Set<Integer> wanted) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < union.output().size(); i++) {
      if (wanted.contains(union.output().get(i).id())) {
        kept.add(i);
      }
    }
    List<LogicalPlan> inputs = new ArrayList<>();
    for (LogicalPlan input : union.inputs()) {
      List<NamedExpression> columns =
          kept.stream().map(i -> NamedExpression.of(input.output().get(i))).toList();
      // Inputs give their columns in the union's order: a projection says so.
      LogicalPlan projected = new LogicalPlan.Project(input, columns);
      inputs.add(prune(projected, Plans.ids(projected)));
    }
    return new LogicalPlan.UnionAll(inputs, kept.stream().map(i -> union.output().get(i)).toList());
  }
}
