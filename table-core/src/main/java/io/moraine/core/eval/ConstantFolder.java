package io.moraine.core.eval;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.Cast;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.function.Functions;
import io.moraine.core.function.ScalarFunction;
import io.moraine.core.type.DataType;
import java.util.List;

/** Computes the parts of an expression that depend on no row. */
public final class ConstantFolder {
  private ConstantFolder() {}

  /** As {@link #fold(Expression, EvaluationContext)}, leaving what depends on the time or zone. */
  public static Expression fold(Expression expression) {
    return fold(expression, null);
  }

  /**
   * {@code expression} with literals in place of what has only literals in it. What would raise an
   * error stays, so that it is raised only if a row needs it.
   */
  public static Expression fold(Expression expression, EvaluationContext context) {
    List<Expression> children = expression.children();
    List<Expression> folded = children.stream().map(child -> fold(child, context)).toList();
    Expression result = folded.equals(children) ? expression : expression.withChildren(folded);
    return isFoldable(result, context) ? compute(result, context) : result;
  }

  private static boolean isFoldable(Expression expression, EvaluationContext context) {
    if (expression instanceof Literal || expression instanceof ColumnReference) {
      return false;
    }
    if (!expression.children().stream().allMatch(child -> child instanceof Literal)) {
      return false;
    }
    if (expression instanceof Call call) {
      var traits = Functions.find(call.function()).map(ScalarFunction::traits);
      return traits.isPresent()
          && !traits.get().contains(ScalarFunction.Trait.VOLATILE)
          && (context != null || !dependsOnContext(call));
    }
    return context != null
        || !(expression instanceof Cast cast)
        || !(isZoned(cast.type()) || isZoned(cast.operand().type()));
  }

  /** Without a context, only what neither asks the time nor splits instants can be computed. */
  private static boolean dependsOnContext(Call call) {
    return call.arguments().isEmpty()
        || isZoned(call.type())
        || call.arguments().stream().anyMatch(argument -> isZoned(argument.type()));
  }

  private static boolean isZoned(DataType type) {
    return type == DataType.Primitive.TIMESTAMP || type.isNested();
  }

  private static Expression compute(Expression expression, EvaluationContext context) {
    try {
      Node node =
          new Compiler(context == null ? EvaluationContext.UTC : context).compile(expression);
      Rows one = Rows.of(0, new BooleanVector(DataType.Primitive.BOOLEAN, 1, new byte[1], null));
      return new Literal(expression.type(), node.evaluate(one).value(0));
    } catch (InvalidInputException e) {
      return expression;
    }
  }
}
