package io.moraine.engine.dml;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.eval.Evaluator;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.optimize.Plans;
import io.moraine.engine.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values by which rows of a merge's target and source belong together. */
record MergeKeys(List<Key> keys) {
  /** So many values are looked for one by one; of more, the least and the greatest. */
  private static final int MOST_VALUES = 256;

  /** Rows match only if both are the same. */
  private record Key(Expression target, Expression source) {}

  MergeKeys {
    keys = List.copyOf(keys);
  }

  /** The equalities that {@code on} demands. */
  static MergeKeys of(Expression on, LogicalPlan target, LogicalPlan source) {
    Set<Integer> ofTarget = Plans.ids(target);
    Set<Integer> ofSource = Plans.ids(source);
    List<Key> keys = new ArrayList<>();
    for (Expression condition : Operators.conjuncts(on)) {
      if (condition instanceof Call call && call.function().equals(Operators.EQ)) {
        Expression left = call.arguments().get(0);
        Expression right = call.arguments().get(1);
        if (isKey(left, ofTarget) && isKey(right, ofSource)) {
          keys.add(new Key(left, right));
        } else if (isKey(right, ofTarget) && isKey(left, ofSource)) {
          keys.add(new Key(right, left));
        }
      }
    }
    return new MergeKeys(keys);
  }

  private static boolean isKey(Expression side, Set<Integer> ids) {
    DataType type = side.type();
    boolean ordered =
        type.isIntegral()
            || type instanceof DataType.Decimal
            || type == Primitive.STRING
            || type == Primitive.DATE
            || type == Primitive.TIMESTAMP
            || type == Primitive.TIMESTAMP_NTZ;
    return ordered && !Plans.columns(side).isEmpty() && Plans.within(side, ids);
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** What is true of each row of the target that has a match among {@code rows}. */
  Expression reach(
      List<ColumnBatch> rows, List<ColumnReference> columns, EvaluationContext evaluation) {
    List<Expression> conditions = new ArrayList<>();
    for (Key key : keys) {
      Evaluator evaluator =
          Evaluator.compile(DmlBinder.overSchema(key.source(), columns), evaluation);
      Values values = new Values();
      rows.forEach(batch -> values.add(evaluator.evaluate(batch)));
      conditions.add(values.reach(key.target()));
    }
    return Operators.and(conditions);
  }

  /** What the source has of one key. */
  private static final class Values {
    private final Set<Object> distinct = new LinkedHashSet<>();
    private @Nullable Object least;
    private @Nullable Object greatest;

    void add(ColumnVector vector) {
      for (int row = 0; row < vector.size(); row++) {
        if (vector.isNull(row)) {
          continue;
        }
        Object value = vector.value(row);
        if (least == null || ValueOrder.compare(value, least) < 0) {
          least = value;
        }
        if (greatest == null || ValueOrder.compare(value, greatest) > 0) {
          greatest = value;
        }
        if (distinct.size() <= MOST_VALUES) {
          distinct.add(value);
        }
      }
    }

    Expression reach(Expression target) {
      if (least == null || greatest == null) {
        return Literal.FALSE;
      }
      DataType type = target.type();
      if (distinct.size() <= MOST_VALUES) {
        return Operators.in(
            target, distinct.stream().<Expression>map(value -> new Literal(type, value)).toList());
      }
      return Operators.and(
          Operators.compare(Operators.GE, target, new Literal(type, least)),
          Operators.compare(Operators.LE, target, new Literal(type, greatest)));
    }
  }
}
