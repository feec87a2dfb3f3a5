package io.moraine.engine.optimize;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.Cast;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.kernel.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Guesses at which share of rows satisfies a condition. */
final class Selectivity {
  private static final double EQUALITY = 0.05;
  private static final double PATTERN = 0.1;
  private static final double NULLS = 0.05;
  private static final double UNKNOWN_BOUND = 0.15;
  private static final double OTHER = 0.3;

  /** In tables of so few rows, values of a column are taken to be distinct. */
  private static final double SMALL = 1000;

  private final Estimate input;
  private final Map<Integer, Estimate.Column> narrowed;
  private final Map<Integer, double[]> ranges = new HashMap<>();

  private Selectivity(Estimate input) {
    this.input = input;
    this.narrowed = new HashMap<>(input.columns());
  }

  /** What is left of {@code input} where {@code condition} is true. */
  static Estimate filtered(Estimate input, Expression condition) {
    Selectivity selectivity = new Selectivity(input);
    double share = 1;
    for (Expression conjunct : Operators.conjuncts(condition)) {
      share *= selectivity.narrowedBy(conjunct);
    }
    share *= selectivity.byRanges();
    return new Estimate(input.rows(), selectivity.narrowed).withRows(input.rows() * share);
  }

  /** Bounds of one column count together, at the end. */
  private double narrowedBy(Expression conjunct) {
    if (conjunct instanceof Call call) {
      Optional<Comparison> comparison = Comparison.of(call.function());
      if (comparison.isPresent()) {
        return compared(call, comparison.get(), call.argument(0), call.argument(1));
      } else if (call.is(Operators.IN) && id(call.argument(0)) >= 0) {
        int options = call.arguments().size() - 1;
        double share = Math.min(1, options * equality(id(call.argument(0))));
        limit(id(call.argument(0)), options);
        return share;
      }
    }
    return share(conjunct);
  }

  private double compared(Call call, Comparison operator, Expression left, Expression right) {
    if (id(left) < 0 && id(right) >= 0) {
      return compared(call, operator.flipped(), right, left);
    }
    int id = id(left);
    Estimate.Column column = id < 0 ? null : input.column(id);
    boolean literal = right instanceof Literal;
    double value = literal ? Estimate.number(((Literal) right).value()) : Double.NaN;
    boolean bounds = column != null && column.hasBounds() && !Double.isNaN(value);
    if (id >= 0 && literal && operator == Comparison.EQ) {
      limit(id, 1);
      return bounds && (value < column.min() || value > column.max())
          ? 1 / input.rows()
          : equality(id);
    }
    boolean below = operator == Comparison.LT || operator == Comparison.LE;
    boolean above = operator == Comparison.GT || operator == Comparison.GE;
    if (bounds && (below || above)) {
      double[] range = ranges.computeIfAbsent(id, any -> new double[] {column.min(), column.max()});
      if (below) {
        range[1] = Math.min(range[1], value);
      } else {
        range[0] = Math.max(range[0], value);
      }
      return 1;
    }
    // A bound of what nothing is known about, such as an aggregate, is there to drop most rows.
    return id >= 0 && column == null && (below || above) ? UNKNOWN_BOUND : share(call);
  }

  private double byRanges() {
    double share = 1;
    for (Map.Entry<Integer, double[]> entry : ranges.entrySet()) {
      Estimate.Column column = input.column(entry.getKey());
      double[] range = entry.getValue();
      double width = column.max() - column.min();
      double part = range[1] < range[0] ? 0 : 1;
      if (part > 0 && width > 0) {
        part = Math.min(1, (range[1] - range[0] + width / column.distinct()) / width);
      }
      share *= Math.max(part, 1 / input.rows());
      narrowed.put(
          entry.getKey(),
          new Estimate.Column(
              Math.max(1, column.distinct() * part), range[0], range[1], column.domain()));
    }
    return share;
  }

  private void limit(int id, double most) {
    Estimate.Column column = narrowed.get(id);
    narrowed.put(
        id,
        column == null
            ? new Estimate.Column(most, Double.NaN, Double.NaN, input.rows())
            : column.atMost(most));
  }

  private double equality(int id) {
    double otherwise = input.rows() <= SMALL ? input.rows() : 1 / EQUALITY;
    return 1 / Math.max(1, input.distinct(id, otherwise));
  }

  /** The share of rows for which {@code condition} is true, without more ado. */
  private double share(Expression condition) {
    if (condition instanceof Literal literal) {
      return Boolean.TRUE.equals(literal.value()) ? 1 : 0;
    }
    if (!(condition instanceof Call call)) {
      return OTHER;
    }
    return switch (call.function()) {
      case Operators.AND -> share(call.argument(0)) * share(call.argument(1));
      case Operators.OR -> either(call);
      case Operators.NOT -> Math.max(0.05, 1 - share(call.argument(0)));
      case Operators.EQ, Operators.NULL_SAFE_EQ -> equal(call);
      case Operators.NE -> 1 - equal(call);
      case Operators.IN ->
          Math.min(
              1,
              (call.arguments().size() - 1)
                  * (id(call.argument(0)) >= 0 ? equality(id(call.argument(0))) : EQUALITY));
      case Operators.LIKE, "contains", "startswith", "endswith", "rlike" -> PATTERN;
      case Operators.IS_NULL -> NULLS;
      case Operators.IS_NOT_NULL -> 1 - NULLS;
      default -> OTHER;
    };
  }

  private double either(Call call) {
    List<Expression> sides = new ArrayList<>(call.arguments());
    double none = 1;
    while (!sides.isEmpty()) {
      Expression side = sides.remove(sides.size() - 1);
      if (side instanceof Call or && or.is(Operators.OR)) {
        sides.addAll(or.arguments());
      } else {
        none *= 1 - share(side);
      }
    }
    return 1 - none;
  }

  private double equal(Call call) {
    int left = id(call.argument(0));
    int right = id(call.argument(1));
    if (left >= 0 && right >= 0) {
      return Math.min(equality(left), equality(right));
    }
    return left >= 0 ? equality(left) : right >= 0 ? equality(right) : EQUALITY;
  }

  private static int id(Expression expression) {
    Expression at = expression;
    while (at instanceof Cast cast) {
      at = cast.operand();
    }
    return at instanceof ColumnReference column ? column.id() : -1;
  }
}
