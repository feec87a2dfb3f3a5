package io.moraine.engine.lower;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.StructField;
import io.moraine.engine.optimize.Plans;
import io.moraine.engine.physical.JoinKey;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.physical.KeyMatch;
import io.moraine.engine.physical.PhysicalHashJoin;
import io.moraine.engine.physical.PhysicalNestedLoopJoin;
import io.moraine.engine.physical.PhysicalPlan;
import io.moraine.engine.physical.PhysicalProject;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Joins with an equality between the sides hash the smaller one; others try all pairs. */
record JoinLowering(Lowering lowering) {

  PhysicalPlan lower(LogicalPlan.Join join) {
    if (join.dependent()) {
      throw new IllegalStateException("A dependent join must be unnested before it can run");
    }
    double left = lowering.cardinality().rows(join.left());
    double right = lowering.cardinality().rows(join.right());
    Optional<JoinKind> turned = left < right ? turned(join.kind()) : Optional.empty();
    return turned.isPresent() ? swapped(join, turned.get()) : operator(join);
  }

  /** The kind that gives the same rows when the sides change places, if there is one. */
  private static Optional<JoinKind> turned(JoinKind kind) {
    return switch (kind) {
      case INNER -> Optional.of(JoinKind.INNER);
      case LEFT -> Optional.of(JoinKind.RIGHT);
      case RIGHT -> Optional.of(JoinKind.LEFT);
      case SEMI -> Optional.of(JoinKind.BUILD_SEMI);
      case ANTI -> Optional.of(JoinKind.BUILD_ANTI);
      case FULL, MARK, SINGLE, BUILD_SEMI, BUILD_ANTI -> Optional.empty();
    };
  }

  /** The right side streams and the left, smaller one is held; the columns are put back. */
  private PhysicalPlan swapped(LogicalPlan.Join join, JoinKind kind) {
    LogicalPlan.Join turned =
        LogicalPlan.Join.of(kind, join.right(), join.left(), join.condition());
    PhysicalPlan operator = operator(turned);
    if (!kind.givesProbe()) {
      return operator;
    }
    Ordinals ordinals = Ordinals.of(turned);
    List<Expression> columns = join.output().stream().<Expression>map(ordinals::bind).toList();
    return new PhysicalProject(operator, columns, Lowering.schema(join.output()));
  }

  private PhysicalPlan operator(LogicalPlan.Join join) {
    List<ColumnReference> both = new ArrayList<>(join.left().output());
    both.addAll(join.right().output());
    Ordinals pair = Ordinals.of(both);
    List<JoinKey> keys = new ArrayList<>();
    List<Expression> residual = new ArrayList<>();
    for (Expression conjunct : Operators.conjuncts(join.condition())) {
      if (!addKey(join, conjunct, KeyMatch.EQUAL, keys)) {
        residual.add(conjunct);
      }
    }
    Expression membership = join.mark().flatMap(Mark::membership).orElse(null);
    boolean memberByKey = membership != null && addKey(join, membership, KeyMatch.NULL_AWARE, keys);
    if (keys.isEmpty() || (membership != null && !memberByKey)) {
      List<Expression> all = new ArrayList<>(Operators.conjuncts(join.condition()));
      if (join.mark().isPresent()) {
        // A pair that does not meet the condition is no match; only a membership can be unknown.
        all = new ArrayList<>(all.stream().map(JoinLowering::isTrue).toList());
      }
      if (membership != null) {
        all.add(membership);
      }
      return renamed(
          join,
          new PhysicalNestedLoopJoin(
              join.kind(),
              lowering.lower(join.left()),
              lowering.lower(join.right()),
              pair.bind(Operators.and(all))));
    }
    return renamed(
        join,
        new PhysicalHashJoin(
            join.kind(),
            lowering.lower(join.left()),
            lowering.lower(join.right()),
            keys,
            pair.bind(Operators.and(residual))));
  }

  private static Expression isTrue(Expression condition) {
    return condition.nullable()
        ? Operators.compare(Operators.NULL_SAFE_EQ, condition, io.moraine.core.expr.Literal.TRUE)
        : condition;
  }

  private static boolean addKey(
      LogicalPlan.Join join, Expression conjunct, KeyMatch match, List<JoinKey> keys) {
    if (!(conjunct instanceof Call call)
        || !(call.is(Operators.EQ) || call.is(Operators.NULL_SAFE_EQ))) {
      return false;
    }
    Set<Integer> left = Plans.ids(join.left());
    Set<Integer> right = Plans.ids(join.right());
    Expression first = call.argument(0);
    Expression second = call.argument(1);
    boolean straight = isOf(first, left) && isOf(second, right);
    boolean crossed = isOf(first, right) && isOf(second, left);
    if (!(straight || crossed) || !first.type().equals(second.type())) {
      return false;
    }
    KeyMatch kind = call.is(Operators.NULL_SAFE_EQ) ? KeyMatch.NULL_SAFE : match;
    keys.add(
        new JoinKey(
            Ordinals.of(join.left()).bind(straight ? first : second),
            Ordinals.of(join.right()).bind(straight ? second : first),
            kind));
    return true;
  }

  private static boolean isOf(Expression expression, Set<Integer> ids) {
    return Plans.within(expression, ids);
  }

  /** The mark column gets the name that the plan knows it by. */
  private static PhysicalPlan renamed(LogicalPlan.Join join, PhysicalPlan operator) {
    List<StructField> fields = operator.output().fields();
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      StructField field = fields.get(i);
      columns.add(new ColumnReference(i, field.name(), field.type(), field.nullable()));
    }
    return join.mark().isPresent()
        ? new PhysicalProject(operator, columns, Lowering.schema(join.output()))
        : operator;
  }
}
