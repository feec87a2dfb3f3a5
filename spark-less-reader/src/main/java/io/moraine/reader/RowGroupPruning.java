package io.moraine.reader;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.core.parquet.read.RowGroupFilter;
import io.moraine.core.prune.Pruner;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of a scan's filter can be decided within a file. */
public final class RowGroupPruning {
  private RowGroupPruning() {}

  /**
   * A filter of row groups.
   *
   * @param filter over {@code schema}
   * @param wanted the columns read from the file; conjuncts over others are not looked at
   */
  public static RowGroupFilter of(Expression filter, StructType schema, List<StructField> wanted) {
    List<Expression> conditions = conditions(filter, schema, wanted);
    if (conditions.isEmpty()) {
      return RowGroupFilter.ALL;
    }
    return RowGroupFilter.of(
        Pruner.compile(Operators.and(conditions), StructType.ofResult(wanted)));
  }

  /**
   * The conjuncts that say the same of a row whenever they are asked, over the columns read from
   * the file; empty if there are none.
   *
   * @param filter over {@code schema}
   * @param wanted the columns read from the file
   */
  public static Optional<Expression> rows(
      Expression filter, StructType schema, List<StructField> wanted) {
    List<Expression> conditions =
        conditions(filter, schema, wanted).stream().filter(RowGroupPruning::isStable).toList();
    return conditions.isEmpty() ? Optional.empty() : Optional.of(Operators.and(conditions));
  }

  /** Functions without arguments give the time, the user, something random. */
  private static boolean isStable(Expression expression) {
    boolean itself = !(expression instanceof Call call) || !call.arguments().isEmpty();
    return itself
        && !Expressions.isVolatile(expression)
        && expression.children().stream().allMatch(RowGroupPruning::isStable);
  }

  private static List<Expression> conditions(
      Expression filter, StructType schema, List<StructField> wanted) {
    Map<Integer, Integer> ordinals = new HashMap<>();
    for (int i = 0; i < schema.size(); i++) {
      int place = wanted.indexOf(schema.field(i));
      if (place >= 0) {
        ordinals.put(i, place);
      }
    }
    List<Expression> conditions = new ArrayList<>();
    for (Expression conjunct : Operators.conjuncts(filter)) {
      rebound(conjunct, ordinals).ifPresent(conditions::add);
    }
    return conditions;
  }

  private static Optional<Expression> rebound(
      Expression expression, Map<Integer, Integer> ordinals) {
    if (expression instanceof ColumnReference column) {
      return Optional.ofNullable(ordinals.get(column.id()))
          .map(
              place -> new ColumnReference(place, column.name(), column.type(), column.nullable()));
    }
    List<Expression> children = new ArrayList<>();
    for (Expression child : expression.children()) {
      Optional<Expression> rebound = rebound(child, ordinals);
      if (rebound.isEmpty()) {
        return Optional.empty();
      }
      children.add(rebound.get());
    }
    return Optional.of(expression.withChildren(children));
  }
}
