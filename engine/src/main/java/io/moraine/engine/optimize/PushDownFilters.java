package io.moraine.engine.optimize;

import io.moraine.core.eval.ConstantFolder;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.plan.Generate;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves each condition to where it first can be told: below projections and joins, into the join
 * that brings its columns together, into the scan, which may then leave out whole files.
 */
final class PushDownFilters {
  private PushDownFilters() {}

  static LogicalPlan apply(LogicalPlan plan) {
    return push(plan, List.of());
  }

  private static LogicalPlan push(LogicalPlan plan, List<Expression> conditions) {
    if (plan instanceof LogicalPlan.Filter filter) {
      List<Expression> all = new ArrayList<>(Operators.conjuncts(filter.condition()));
      all.addAll(conditions);
      return push(filter.input(), distinct(all));
    } else if (plan instanceof LogicalPlan.Project project) {
      Map<Integer, Expression> definitions = Plans.definitions(project.columns());
      List<Expression> below =
          conditions.stream().map(c -> Plans.substitute(c, definitions)).toList();
      return project.withInputs(List.of(push(project.input(), below)));
    } else if (plan instanceof LogicalPlan.Join join) {
      return join(join, conditions);
    } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
      return aggregate(aggregate, conditions);
    } else if (plan instanceof LogicalPlan.Sort sort) {
      return sort.withInputs(List.of(push(sort.input(), conditions)));
    } else if (plan instanceof Window window) {
      return window(window, conditions);
    } else if (plan instanceof Generate generate) {
      return generate(generate, conditions);
    } else if (plan instanceof LogicalPlan.UnionAll union) {
      return union(union, conditions);
    } else if (plan instanceof LogicalPlan.Scan scan) {
      List<Expression> all = new ArrayList<>(scan.filters());
      all.addAll(conditions);
      return filtered(
          new LogicalPlan.Scan(scan.table(), scan.columns(), distinct(all), scan.filterColumns()),
          conditions);
    }
    List<LogicalPlan> inputs = plan.inputs().stream().map(input -> push(input, List.of())).toList();
    return filtered(plan.withInputs(inputs), conditions);
  }

  private static List<Expression> distinct(List<Expression> conditions) {
    return conditions.stream().distinct().toList();
  }

  private static LogicalPlan filtered(LogicalPlan plan, List<Expression> conditions) {
    return conditions.isEmpty() ? plan : new LogicalPlan.Filter(plan, Operators.and(conditions));
  }

  private static LogicalPlan aggregate(
      LogicalPlan.Aggregate aggregate, List<Expression> conditions) {
    Set<Integer> groupIds = new HashSet<>();
    aggregate.groups().forEach(group -> groupIds.add(group.output().id()));
    Map<Integer, Expression> definitions = Plans.definitions(aggregate.groups());
    List<Expression> below = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    for (Expression condition : conditions) {
      // Without groups there is a row also over no rows: then a condition cannot move below.
      if (!groupIds.isEmpty() && Plans.within(condition, groupIds)) {
        below.add(Plans.substitute(condition, definitions));
      } else {
        above.add(condition);
      }
    }
    return filtered(aggregate.withInputs(List.of(push(aggregate.input(), below))), above);
  }

  /** A condition on the partition alone keeps or drops whole partitions. */
  private static LogicalPlan window(Window window, List<Expression> conditions) {
    Set<Integer> partition = new HashSet<>();
    for (Expression key : window.partition()) {
      if (key instanceof ColumnReference column) {
        partition.add(column.id());
      }
    }
    List<Expression> below = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    for (Expression condition : conditions) {
      boolean moves = !partition.isEmpty() && Plans.within(condition, partition);
      (moves ? below : above).add(condition);
    }
    return filtered(window.withInputs(List.of(push(window.input(), below))), above);
  }

  /** A condition on the input's columns says the same of all rows made of one. */
  private static LogicalPlan generate(Generate generate, List<Expression> conditions) {
    Set<Integer> own = Plans.ids(generate.input());
    List<Expression> below = conditions.stream().filter(c -> Plans.within(c, own)).toList();
    List<Expression> above = conditions.stream().filter(c -> !Plans.within(c, own)).toList();
    return filtered(generate.withInputs(List.of(push(generate.input(), below))), above);
  }

  private static LogicalPlan union(LogicalPlan.UnionAll union, List<Expression> conditions) {
    List<LogicalPlan> inputs = new ArrayList<>();
    for (LogicalPlan input : union.inputs()) {
      Map<Integer, Expression> columns = new HashMap<>();
      for (int i = 0; i < union.output().size(); i++) {
        columns.put(union.output().get(i).id(), input.output().get(i));
      }
      inputs.add(push(input, conditions.stream().map(c -> Plans.substitute(c, columns)).toList()));
    }
    return union.withInputs(inputs);
  }

  private static LogicalPlan join(LogicalPlan.Join join, List<Expression> conditions) {
    JoinKind kind = strengthened(join, conditions);
    Set<Integer> left = Plans.ids(join.left());
    Set<Integer> right = Plans.ids(join.right());
    List<Expression> toLeft = new ArrayList<>();
    List<Expression> toRight = new ArrayList<>();
    List<Expression> on = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    boolean filtersLeft = kind != JoinKind.RIGHT && kind != JoinKind.FULL;
    boolean filtersRight = kind == JoinKind.INNER || kind == JoinKind.RIGHT;
    for (Expression condition : conditions) {
      if (filtersLeft && Plans.within(condition, left)) {
        toLeft.add(condition);
      } else if (filtersRight && Plans.within(condition, right)) {
        toRight.add(condition);
      } else if (kind == JoinKind.INNER) {
        Disjunctions.impliedFor(left, condition).ifPresent(toLeft::add);
        Disjunctions.impliedFor(right, condition).ifPresent(toRight::add);
        on.add(condition);
      } else {
        above.add(condition);
      }
    }
    boolean onFiltersLeft =
        kind == JoinKind.INNER || kind == JoinKind.RIGHT || kind == JoinKind.SEMI;
    boolean onFiltersRight = kind != JoinKind.RIGHT && kind != JoinKind.FULL;
    for (Expression condition : Operators.conjuncts(join.condition())) {
      if (onFiltersLeft && Plans.within(condition, left)) {
        toLeft.add(condition);
      } else if (onFiltersRight && Plans.within(condition, right)) {
        toRight.add(condition);
      } else {
        if (onFiltersLeft) {
          Disjunctions.impliedFor(left, condition).ifPresent(toLeft::add);
        }
        if (onFiltersRight) {
          Disjunctions.impliedFor(right, condition).ifPresent(toRight::add);
        }
        on.add(condition);
      }
    }
    LogicalPlan pushed =
        new LogicalPlan.Join(
            kind,
            push(join.left(), distinct(toLeft)),
            push(join.right(), distinct(toRight)),
            Operators.and(distinct(on)),
            join.mark(),
            join.dependent());
    return filtered(pushed, above);
  }

  /** An outer join whose made-up rows a condition drops anyway needs not make them. */
  private static JoinKind strengthened(LogicalPlan.Join join, List<Expression> conditions) {
    JoinKind kind = join.kind();
    if (kind != JoinKind.LEFT && kind != JoinKind.RIGHT && kind != JoinKind.FULL) {
      return kind;
    }
    boolean needsRight = conditions.stream().anyMatch(c -> rejectsNulls(c, join.right()));
    boolean needsLeft = conditions.stream().anyMatch(c -> rejectsNulls(c, join.left()));
    boolean keepsUnmatchedLeft = kind != JoinKind.RIGHT && !needsRight;
    boolean keepsUnmatchedRight = kind != JoinKind.LEFT && !needsLeft;
    if (keepsUnmatchedLeft && keepsUnmatchedRight) {
      return JoinKind.FULL;
    }
    return keepsUnmatchedLeft
        ? JoinKind.LEFT
        : keepsUnmatchedRight ? JoinKind.RIGHT : JoinKind.INNER;
  }

  /** Whether {@code condition} is never true where all columns of {@code side} are null. */
  private static boolean rejectsNulls(Expression condition, LogicalPlan side) {
    Map<Integer, Expression> nulls = new HashMap<>();
    for (ColumnReference column : side.output()) {
      nulls.put(column.id(), Literal.ofNull(column.type()));
    }
    Expression folded = ConstantFolder.fold(Plans.substitute(condition, nulls));
    return folded instanceof Literal literal
        && (literal.value() == null || literal.value().equals(false));
  }
}
