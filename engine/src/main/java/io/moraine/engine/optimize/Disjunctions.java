package io.moraine.engine.optimize;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.engine.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be taken out of an OR: conditions that all its branches share, and what it says of one
 * side of a join alone.
 */
final class Disjunctions {
  private Disjunctions() {}

  /** {@code plan} with shared conditions moved out of the ORs of filters and joins. */
  static LogicalPlan factor(LogicalPlan plan) {
    return Plans.bottomUp(
        plan,
        node ->
            node instanceof LogicalPlan.Filter || node instanceof LogicalPlan.Join
                ? node.mapExpressions(Disjunctions::factored)
                : node);
  }

  /** {@code (a AND b) OR (a AND c)} as {@code a AND (b OR c)}, for each conjunct. */
  private static Expression factored(Expression condition) {
    List<Expression> conjuncts = Operators.conjuncts(condition);
    List<Expression> factored = new ArrayList<>();
    for (Expression conjunct : conjuncts) {
      List<List<Expression>> branches =
          branches(conjunct).stream().map(Operators::conjuncts).toList();
      List<Expression> shared =
          branches.size() < 2
              ? List.of()
              : branches.get(0).stream()
                  .distinct()
                  .filter(c -> branches.stream().allMatch(branch -> branch.contains(c)))
                  .toList();
      if (shared.isEmpty()) {
        factored.add(conjunct);
        continue;
      }
      factored.addAll(shared);
      factored.add(
          Operators.or(
              branches.stream()
                  .map(b -> Operators.and(b.stream().filter(c -> !shared.contains(c)).toList()))
                  .toList()));
    }
    return factored.size() == conjuncts.size() ? condition : Operators.and(factored);
  }

  /**
   * What {@code condition} says of the columns {@code ids} alone, if it is an OR each of whose
   * branches says something of them: where {@code condition} is true, that is.
   */
  static Optional<Expression> impliedFor(Set<Integer> ids, Expression condition) {
    List<Expression> branches = branches(condition);
    if (branches.size() < 2) {
      return Optional.empty();
    }
    List<Expression> implied = new ArrayList<>();
    for (Expression branch : branches) {
      List<Expression> told =
          Operators.conjuncts(branch).stream().filter(c -> Plans.within(c, ids)).toList();
      if (told.isEmpty()) {
        return Optional.empty();
      }
      implied.add(Operators.and(told));
    }
    return Optional.of(Operators.or(implied));
  }

  private static List<Expression> branches(Expression condition) {
    if (!(condition instanceof Call call && call.is(Operators.OR))) {
      return List.of(condition);
    }
    List<Expression> branches = new ArrayList<>();
    call.children().forEach(child -> branches.addAll(branches(child)));
    return branches;
  }
}
