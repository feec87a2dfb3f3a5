package io.moraine.engine.optimize;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.engine.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Inputs that are to be joined, as the bits of a word, and what connects them: columns that are
 * equal in every row of the result, and any other conditions.
 */
final class JoinGraph {
  private static final double OTHER = 0.3;

  private final List<Estimate> estimates = new ArrayList<>();
  private final Map<Integer, Integer> inputOf = new HashMap<>();
  private final List<EqualColumns> classes = new ArrayList<>();
  private final List<Condition> others = new ArrayList<>();

  /** Columns that are equal, at most one of an input, by input. */
  private record EqualColumns(Map<Integer, ColumnReference> columns) {
    long inputs() {
      return columns.keySet().stream().mapToLong(input -> 1L << input).reduce(0, (a, b) -> a | b);
    }
  }

  /** A condition and the inputs that it names. */
  private record Condition(Expression expression, long inputs) {}

  JoinGraph(List<LogicalPlan> inputs, List<Expression> conditions, Cardinality cardinality) {
    for (int i = 0; i < inputs.size(); i++) {
      estimates.add(cardinality.of(inputs.get(i)));
      for (ColumnReference column : inputs.get(i).output()) {
        inputOf.put(column.id(), i);
      }
    }
    for (Expression condition : conditions) {
      if (!joinsClasses(condition)) {
        others.add(new Condition(condition, inputsOf(condition)));
      }
    }
  }

  private long inputsOf(Expression condition) {
    long inputs = 0;
    for (int id : Plans.columns(condition)) {
      Integer input = inputOf.get(id);
      inputs |= input == null ? 0 : 1L << input;
    }
    return inputs;
  }

  /** Takes an equality of two inputs' columns, unless one input would have two that are equal. */
  private boolean joinsClasses(Expression condition) {
    if (Cardinality.equated(condition) == null) {
      return false;
    }
    ColumnReference left = (ColumnReference) ((Call) condition).argument(0);
    ColumnReference right = (ColumnReference) ((Call) condition).argument(1);
    if (!inputOf.containsKey(left.id()) || !inputOf.containsKey(right.id())) {
      return false;
    }
    EqualColumns first = classOf(left);
    EqualColumns second = classOf(right);
    if (first.equals(second)) {
      return !left.equals(right);
    }
    Map<Integer, ColumnReference> all = new HashMap<>(first.columns());
    for (Map.Entry<Integer, ColumnReference> entry : second.columns().entrySet()) {
      if (all.put(entry.getKey(), entry.getValue()) != null) {
        return false;
      }
    }
    classes.remove(first);
    classes.remove(second);
    classes.add(new EqualColumns(all));
    return true;
  }

  private EqualColumns classOf(ColumnReference column) {
    for (EqualColumns equal : classes) {
      if (equal.columns().containsValue(column)) {
        return equal;
      }
    }
    Map<Integer, ColumnReference> alone = new HashMap<>();
    alone.put(inputOf.get(column.id()), column);
    return new EqualColumns(alone);
  }

  int size() {
    return estimates.size();
  }

  /** About how many rows the inputs of {@code set} give together, joined. */
  double rows(long set) {
    double rows = 1;
    for (int i = 0; i < size(); i++) {
      rows *= (set >>> i & 1) == 0 ? 1 : estimates.get(i).rows();
    }
    for (EqualColumns equal : classes) {
      rows *= share(equal, set);
    }
    for (int i = 0; i < size(); i++) {
      for (int j = i + 1; j < size(); j++) {
        if ((set >>> i & set >>> j & 1) != 0) {
          rows *= dependence(i, j);
        }
      }
    }
    for (Condition other : others) {
      if ((other.inputs() & ~set) == 0 && Long.bitCount(other.inputs()) > 1) {
        boolean equality = other.expression() instanceof Call call && call.is(Operators.EQ);
        rows *= equality ? 1 / Math.max(1, least(other.inputs())) : OTHER;
      }
    }
    return Math.max(1, rows);
  }

  private double least(long set) {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < size(); i++) {
      least = (set >>> i & 1) == 0 ? least : Math.min(least, estimates.get(i).rows());
    }
    return least;
  }

  private double distinct(EqualColumns equal, int input) {
    Estimate estimate = estimates.get(input);
    return estimate.distinct(equal.columns().get(input).id(), estimate.rows());
  }

  /** Each value of the column with the fewest is taken to be among those of the others. */
  private double share(EqualColumns equal, long set) {
    double product = 1;
    double least = Double.MAX_VALUE;
    for (int input : equal.columns().keySet()) {
      if ((set >>> input & 1) != 0) {
        double distinct = distinct(equal, input);
        product *= distinct;
        least = Math.min(least, distinct);
      }
    }
    return least == Double.MAX_VALUE ? 1 : least / product;
  }

  /** Several columns that two inputs share have together no more values than there are rows. */
  private double dependence(int left, int right) {
    double ofLeft = 1;
    double ofRight = 1;
    double values = 1;
    int shared = 0;
    for (EqualColumns equal : classes) {
      if (equal.columns().containsKey(left) && equal.columns().containsKey(right)) {
        double first = distinct(equal, left);
        double second = distinct(equal, right);
        ofLeft *= first;
        ofRight *= second;
        values *= Math.max(first, second);
        shared++;
      }
    }
    double together =
        Math.min(
            Math.min(ofLeft, estimates.get(left).rows()),
            Math.min(ofRight, estimates.get(right).rows()));
    return shared > 1 ? Math.max(1, values / Math.max(1, together)) : 1;
  }

  /** Whether a condition connects two sets. */
  boolean connects(long left, long right) {
    for (EqualColumns equal : classes) {
      long inputs = equal.inputs();
      if ((inputs & left) != 0 && (inputs & right) != 0) {
        return true;
      }
    }
    for (Condition other : others) {
      if ((other.inputs() & left) != 0
          && (other.inputs() & right) != 0
          && (other.inputs() & ~(left | right)) == 0
          && other.expression() instanceof Call call
          && call.is(Operators.EQ)) {
        return true;
      }
    }
    return false;
  }

  /** What a join of two sets has to check, where each of them was joined with all of its own. */
  List<Expression> conditions(long left, long right) {
    List<Expression> conditions = new ArrayList<>();
    for (EqualColumns equal : classes) {
      ColumnReference ofLeft = first(equal, left);
      ColumnReference ofRight = first(equal, right);
      if (ofLeft != null && ofRight != null) {
        conditions.add(Operators.compare(Operators.EQ, ofLeft, ofRight));
      }
    }
    for (Condition other : others) {
      long inputs = other.inputs();
      boolean within = (inputs & ~(left | right)) == 0;
      if (within && (inputs & ~left) != 0 && (inputs & ~right) != 0) {
        conditions.add(other.expression());
      }
    }
    return conditions;
  }

  private static ColumnReference first(EqualColumns equal, long set) {
    return equal.columns().entrySet().stream()
        .filter(entry -> (set >>> entry.getKey() & 1) != 0)
        .min(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .orElse(null);
  }

  /** Conditions that name no two inputs; no join checks them. */
  List<Expression> leftOver() {
    return others.stream()
        .filter(other -> Long.bitCount(other.inputs()) < 2)
        .map(Condition::expression)
        .toList();
  }
}
