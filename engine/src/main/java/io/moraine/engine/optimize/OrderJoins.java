package io.moraine.engine.optimize;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders inner joins so that few rows are between them and small inputs are held: of up to {@value
 * #MOST_EXACT} inputs the best order of all, by dynamic programming over connected sets; of more,
 * and where conditions do not connect all, greedily the two that give the fewest rows.
 */
final class OrderJoins {
  private static final int MOST_EXACT = 10;

  /** What a row costs that is put into a hash table, where one that comes out of a join costs 1. */
  private static final double HELD = 2;

  private final Cardinality cardinality = new Cardinality();

  private OrderJoins() {}

  static LogicalPlan apply(LogicalPlan plan) {
    return new OrderJoins().ordered(plan);
  }

  private LogicalPlan ordered(LogicalPlan plan) {
    if (!isInner(plan)) {
      return plan.withInputs(plan.inputs().stream().map(this::ordered).toList());
    }
    List<LogicalPlan> inputs = new ArrayList<>();
    List<Expression> conditions = new ArrayList<>();
    flatten(plan, inputs, conditions);
    if (inputs.size() < 3 || inputs.size() > Long.SIZE - 2) {
      return plan.withInputs(plan.inputs().stream().map(this::ordered).toList());
    }
    List<LogicalPlan> each = inputs.stream().map(this::ordered).toList();
    JoinGraph graph = new JoinGraph(each, conditions, cardinality);
    Part best = inputs.size() <= MOST_EXACT ? exactly(graph, each) : null;
    LogicalPlan joined = (best == null ? greedily(graph, each) : best).plan();
    List<Expression> open = graph.leftOver();
    LogicalPlan filtered =
        open.isEmpty() ? joined : new LogicalPlan.Filter(joined, Operators.and(open));
    // The order of columns is part of what a plan gives.
    return new LogicalPlan.Project(
        filtered, plan.output().stream().map(NamedExpression::of).toList());
  }

  private static boolean isInner(LogicalPlan plan) {
    return plan instanceof LogicalPlan.Join join
        && join.kind() == JoinKind.INNER
        && !join.dependent();
  }

  private static void flatten(
      LogicalPlan plan, List<LogicalPlan> inputs, List<Expression> conditions) {
    if (isInner(plan)) {
      plan.inputs().forEach(input -> flatten(input, inputs, conditions));
      for (Expression conjunct : Operators.conjuncts(((LogicalPlan.Join) plan).condition())) {
        if (!conjunct.equals(Literal.TRUE)) {
          conditions.add(conjunct);
        }
      }
    } else {
      inputs.add(plan);
    }
  }

  /** Some inputs, joined. */
  private record Part(long set, double rows, double cost, LogicalPlan plan) {}

  private static List<Part> singles(JoinGraph graph, List<LogicalPlan> inputs) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      parts.add(new Part(1L << i, graph.rows(1L << i), 0, inputs.get(i)));
    }
    return parts;
  }

  private static double cost(Part left, Part right, double rows) {
    return left.cost() + right.cost() + rows + HELD * Math.min(left.rows(), right.rows());
  }

  private static Part joined(JoinGraph graph, Part left, Part right, double rows) {
    boolean straight = left.rows() >= right.rows();
    Part streamed = straight ? left : right;
    Part held = straight ? right : left;
    return new Part(
        left.set() | right.set(),
        rows,
        cost(left, right, rows),
        LogicalPlan.Join.of(
            JoinKind.INNER,
            streamed.plan(),
            held.plan(),
            Operators.and(graph.conditions(streamed.set(), held.set()))));
  }

  /** The cheapest order; null if conditions do not connect all inputs. */
  private static Part exactly(JoinGraph graph, List<LogicalPlan> inputs) {
    int all = (1 << inputs.size()) - 1;
    Part[] best = new Part[all + 1];
    for (Part single : singles(graph, inputs)) {
      best[(int) single.set()] = single;
    }
    for (int set = 1; set <= all; set++) {
      if (Integer.bitCount(set) < 2) {
        continue;
      }
      double rows = graph.rows(set);
      Part left = null;
      Part right = null;
      double least = Double.MAX_VALUE;
      for (int part = (set - 1) & set; part > 0; part = (part - 1) & set) {
        int rest = set ^ part;
        if (part > rest && best[part] != null && best[rest] != null) {
          double cost = cost(best[part], best[rest], rows);
          if (cost < least && graph.connects(part, rest)) {
            least = cost;
            left = best[part];
            right = best[rest];
          }
        }
      }
      best[set] = left == null ? null : joined(graph, left, right, rows);
    }
    return best[all];
  }

  private static Part greedily(JoinGraph graph, List<LogicalPlan> inputs) {
    List<Part> parts = new ArrayList<>(singles(graph, inputs));
    while (parts.size() > 1) {
      Part left = null;
      Part right = null;
      boolean connected = false;
      double least = Double.MAX_VALUE;
      for (int i = 0; i < parts.size(); i++) {
        for (int j = i + 1; j < parts.size(); j++) {
          boolean connects = graph.connects(parts.get(i).set(), parts.get(j).set());
          double rows = graph.rows(parts.get(i).set() | parts.get(j).set());
          if ((connects && !connected) || (connects == connected && rows < least)) {
            left = parts.get(i);
            right = parts.get(j);
            connected = connects;
            least = rows;
          }
        }
      }
      parts.remove(left);
      parts.remove(right);
      parts.add(joined(graph, left, right, least));
    }
    return parts.get(0);
  }
}
