package io.moraine.engine.optimize;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.engine.plan.Expand;
import io.moraine.engine.plan.Generate;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rough guesses at how many rows operators give, from what tables' logs say of rows and bounds.
 * Each operator is guessed once.
 */
public final class Cardinality {
  private static final double UNKNOWN_TABLE = 1_000_000;
  private static final double OTHER = 0.3;

  /** How many elements a collection has. */
  private static final double ELEMENTS = 4;

  private final IdentityHashMap<LogicalPlan, Estimate> known = new IdentityHashMap<>();

  /** About how many rows {@code plan} gives; at least 1. */
  public double rows(LogicalPlan plan) {
    return of(plan).rows();
  }

  Estimate of(LogicalPlan plan) {
    Estimate estimate = known.get(plan);
    if (estimate == null) {
      estimate = estimate(plan);
      known.put(plan, estimate);
    }
    return estimate;
  }

  private Estimate estimate(LogicalPlan plan) {
    if (plan instanceof LogicalPlan.Scan scan) {
      return scan(scan);
    } else if (plan instanceof LogicalPlan.Values values) {
      return new Estimate(values.rows().size(), Map.of());
    } else if (plan instanceof LogicalPlan.Filter filter) {
      return Selectivity.filtered(of(filter.input()), filter.condition());
    } else if (plan instanceof LogicalPlan.Project project) {
      Estimate input = of(project.input());
      return new Estimate(input.rows(), named(input, project.columns()));
    } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
      return aggregate(aggregate);
    } else if (plan instanceof LogicalPlan.Limit limit && limit.limit().isPresent()) {
      Estimate input = of(limit.input());
      return input.withRows(Math.min((double) limit.limit().getAsLong(), input.rows()));
    } else if (plan instanceof LogicalPlan.UnionAll union) {
      return new Estimate(union.inputs().stream().mapToDouble(this::rows).sum(), Map.of());
    } else if (plan instanceof LogicalPlan.Join join) {
      return join(join);
    } else if (plan instanceof Generate generate) {
      Estimate input = of(generate.input());
      return input.withRows(ELEMENTS * input.rows());
    } else if (plan instanceof Expand expand) {
      return new Estimate(rows(expand.input()) * expand.projections().size(), Map.of());
    }
    return plan.inputs().isEmpty() ? new Estimate(1, Map.of()) : of(plan.inputs().get(0));
  }

  private static Estimate scan(LogicalPlan.Scan scan) {
    double rows = scan.table().rowCount().stream().mapToDouble(n -> n).findFirst().orElse(-1);
    double count = rows < 0 ? UNKNOWN_TABLE : Math.max(1, rows);
    int own = scan.table().schema().size();
    Map<Integer, Estimate.Column> columns = new HashMap<>();
    for (LogicalPlan.Scan.Column column : scan.columns()) {
      if (column.ordinal() < own) {
        Estimate.Column about =
            Estimate.Column.of(column.output().type(), scan.table().about(column.ordinal()), count);
        if (about != null) {
          columns.put(column.output().id(), about);
        }
      }
    }
    return new Estimate(count, columns);
  }

  private static Map<Integer, Estimate.Column> named(
      Estimate input, List<NamedExpression> expressions) {
    Map<Integer, Estimate.Column> columns = new HashMap<>();
    for (NamedExpression named : expressions) {
      if (named.expression() instanceof ColumnReference column
          && input.column(column.id()) != null) {
        columns.put(named.output().id(), input.column(column.id()));
      }
    }
    return columns;
  }

  private Estimate aggregate(LogicalPlan.Aggregate aggregate) {
    if (aggregate.groups().isEmpty()) {
      return new Estimate(1, Map.of());
    }
    Estimate input = of(aggregate.input());
    double groups = 1;
    for (NamedExpression group : aggregate.groups()) {
      double otherwise = Math.sqrt(input.rows());
      groups *=
          group.expression() instanceof ColumnReference column
              ? input.distinct(column.id(), otherwise)
              : otherwise;
    }
    double rows = Math.min(groups, input.rows());
    return new Estimate(input.rows(), named(input, aggregate.groups())).withRows(rows);
  }

  private Estimate join(LogicalPlan.Join join) {
    Estimate left = of(join.left());
    Estimate right = of(join.right());
    double pairs = pairs(join, left, right);
    Map<Integer, Estimate.Column> columns = new HashMap<>(left.columns());
    columns.putAll(right.columns());
    double rows =
        switch (join.kind()) {
          case INNER -> pairs;
          case LEFT -> Math.max(left.rows(), pairs);
          case RIGHT -> Math.max(right.rows(), pairs);
          case FULL -> Math.max(Math.max(left.rows(), right.rows()), pairs);
          case MARK, SINGLE -> left.rows();
          case SEMI -> left.rows() * matched(join, left, right);
          case ANTI -> left.rows() * Math.max(0.1, 1 - matched(join, left, right));
          case BUILD_SEMI, BUILD_ANTI -> right.rows() * OTHER;
        };
    return new Estimate(Math.max(left.rows(), right.rows()), columns).withRows(rows);
  }

  /** The share of left rows that have a match. */
  private static double matched(LogicalPlan.Join join, Estimate left, Estimate right) {
    Set<Integer> leftIds = Plans.ids(join.left());
    double share = 1;
    boolean keyed = false;
    for (Expression conjunct : Operators.conjuncts(join.condition())) {
      int[] ids = equated(conjunct);
      if (ids != null) {
        int own = leftIds.contains(ids[0]) ? ids[0] : ids[1];
        int other = own == ids[0] ? ids[1] : ids[0];
        double most = Math.max(left.rows(), right.rows());
        share *= Math.min(1, wanted(right, other, left, own) / left.distinct(own, most));
        keyed = true;
      }
    }
    return keyed ? share : OTHER;
  }

  /**
   * How many of the right values are among the left ones: all of its table's are taken to have one
   * there, if the left table has fewer.
   */
  private static double wanted(Estimate right, int other, Estimate left, int own) {
    double distinct = right.distinct(other, right.rows());
    Estimate.Column ofRight = right.column(other);
    Estimate.Column ofLeft = left.column(own);
    return ofRight == null || ofLeft == null
        ? distinct
        : distinct * Math.min(1, ofLeft.domain() / ofRight.domain());
  }

  private static double pairs(LogicalPlan.Join join, Estimate left, Estimate right) {
    double all = left.rows() * right.rows();
    double values = 1;
    double least = 1;
    double leftKeys = 1;
    double rightKeys = 1;
    boolean keyed = false;
    int columns = 0;
    for (Expression conjunct : Operators.conjuncts(join.condition())) {
      int[] ids = equated(conjunct);
      boolean equality = conjunct instanceof Call call && call.is(Operators.EQ);
      if (ids != null) {
        boolean straight = Plans.ids(join.left()).contains(ids[0]);
        double ofLeft = distinct(left, straight ? ids[0] : ids[1]);
        double ofRight = distinct(right, straight ? ids[1] : ids[0]);
        leftKeys *= ofLeft;
        rightKeys *= ofRight;
        values *= Math.max(ofLeft, ofRight);
        least = Math.max(least, Math.max(ofLeft, ofRight));
        columns++;
      } else if (equality) {
        values *= Math.max(1, Math.min(left.rows(), right.rows()));
      } else if (!conjunct.equals(Literal.TRUE)) {
        all *= OTHER;
      }
      keyed |= equality;
    }
    // Columns of one key are not independent: together they have no more values than rows.
    double together =
        Math.max(
            least, Math.min(Math.min(leftKeys, left.rows()), Math.min(rightKeys, right.rows())));
    return keyed ? all / Math.max(1, columns > 1 ? Math.min(values, together) : values) : all;
  }

  private static double distinct(Estimate estimate, int id) {
    return estimate.distinct(id, estimate.rows());
  }

  /** The columns that a condition equates, by id; null if it is nothing like that. */
  static int[] equated(Expression condition) {
    return condition instanceof Call call
            && call.is(Operators.EQ)
            && call.argument(0) instanceof ColumnReference left
            && call.argument(1) instanceof ColumnReference right
        ? new int[] {left.id(), right.id()}
        : null;
  }
}
