package io.moraine.core.eval;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Lambda;
import io.moraine.core.expr.LambdaVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A lambda, ready to be computed for many elements at once. */
final class LambdaBody {
  /** The row's columns that the body names. */
  private final List<Integer> captured = new ArrayList<>();

  private final int parameters;
  private final Node body;

  LambdaBody(Lambda lambda, Compiler compiler) {
    this.parameters = lambda.parameters().size();
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < parameters; i++) {
      places.put(lambda.parameters().get(i).id(), i);
    }
    this.body = compiler.compile(rebound(lambda.body(), places));
  }

  /** Parameters become columns 0 and up, columns of the row those after them. */
  private Expression rebound(Expression expression, Map<Integer, Integer> places) {
    if (expression instanceof LambdaVariable variable && places.containsKey(variable.id())) {
      return new ColumnReference(
          places.get(variable.id()), variable.name(), variable.type(), variable.nullable());
    } else if (expression instanceof ColumnReference column) {
      if (!captured.contains(column.id())) {
        captured.add(column.id());
      }
      int place = parameters + captured.indexOf(column.id());
      return new ColumnReference(place, column.name(), column.type(), column.nullable());
    }
    return expression.children().isEmpty()
        ? expression
        : expression.withChildren(
            expression.children().stream().map(child -> rebound(child, places)).toList());
  }

  boolean isInfallible() {
    return body.isInfallible();
  }

  int parameters() {
    return parameters;
  }

  /**
   * The results for {@code count} elements, without a dictionary.
   *
   * @param rows that the elements are of
   * @param of each element's row
   * @param arguments of the parameters; those after the lambda's own are not looked at
   */
  ColumnVector evaluate(Rows rows, int[] of, int count, ColumnVector... arguments) {
    Rows elements =
        Rows.of(
            count,
            ordinal ->
                ordinal < parameters
                    ? arguments[ordinal]
                    : rows.column(captured.get(ordinal - parameters)).select(of, count));
    return body.evaluate(elements).flat();
  }
}
