package io.moraine.core.eval;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.Case;
import io.moraine.core.expr.Cast;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Lambda;
import io.moraine.core.expr.LambdaVariable;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.function.Functions;
import io.moraine.core.function.ScalarFunction;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.List;

/** Computes the parts of an expression that depend on no row. */
public final class ConstantFolder {
  private ConstantFolder() {}

  /** As {@link #fold(Expression, EvaluationContext)}, leaving what depends on the time or zone. */
  public static Expression fold(Expression expression) {
    return fold(expression, null);
  }

  /**
   * {@code expression} with literals in place of what has only literals in it, and without the
   * operands and branches that those decide about. What would raise an error stays, so that it is
   * raised only if a row needs it; an operand that can no longer matter goes, with its errors.
   */
  public static Expression fold(Expression expression, EvaluationContext context) {
    List<Expression> children = expression.children();
    List<Expression> folded = children.stream().map(child -> fold(child, context)).toList();
    Expression result = folded.equals(children) ? expression : expression.withChildren(folded);
    return isFoldable(result, context) ? compute(result, context) : simplified(result);
  }

  /** Without the parts that literals decide about. */
  private static Expression simplified(Expression expression) {
    if (expression instanceof Case choice) {
      return simplified(choice);
    } else if (expression instanceof Call call && call.is(Operators.AND)) {
      return logic(call, Literal.TRUE, Literal.FALSE);
    } else if (expression instanceof Call call && call.is(Operators.OR)) {
      return logic(call, Literal.FALSE, Literal.TRUE);
    }
    return expression;
  }

  private static Expression logic(Call call, Literal neutral, Literal deciding) {
    Expression left = call.argument(0);
    Expression right = call.argument(1);
    if (left.equals(deciding) || right.equals(deciding)) {
      return deciding;
    }
    return left.equals(neutral) ? right : right.equals(neutral) ? left : call;
  }

  /** Without branches that no row takes, and without those after one that all rows take. */
  private static Expression simplified(Case choice) {
    List<Case.Branch> kept = new ArrayList<>();
    for (Case.Branch branch : choice.branches()) {
      if (branch.condition().equals(Literal.TRUE)) {
        return kept.isEmpty() ? branch.result() : new Case(kept, branch.result());
      } else if (!(branch.condition() instanceof Literal)) {
        kept.add(branch);
      }
    }
    return kept.isEmpty() ? choice.otherwise() : new Case(kept, choice.otherwise());
  }

  private static boolean isFoldable(Expression expression, EvaluationContext context) {
    if (expression instanceof Literal
        || expression instanceof ColumnReference
        || expression instanceof Lambda
        || expression instanceof LambdaVariable) {
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
