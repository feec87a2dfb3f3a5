package io.moraine.core.eval;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.Case;
import io.moraine.core.expr.Cast;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.function.Functions;
import io.moraine.core.function.ScalarFunction;
import io.moraine.core.kernel.CastKernels;
import io.moraine.core.kernel.CastRules;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.kernel.OnFailure;
import java.util.ArrayList;
import java.util.List;

/** Turns expressions into nodes. */
final class Compiler {
  private final EvaluationContext context;

  Compiler(EvaluationContext context) {
    this.context = context;
  }

  Node compile(Expression expression) {
    if (expression instanceof ColumnReference reference) {
      return new ColumnNode(reference);
    } else if (expression instanceof Literal literal) {
      return new LiteralNode(literal);
    } else if (expression instanceof FieldAccess access) {
      return new FieldNode(compile(access.struct()), access.ordinal());
    } else if (expression instanceof Cast cast) {
      return cast(cast);
    } else if (expression instanceof Case choice) {
      List<Node> results = new ArrayList<>(all(choice.branches(), Case.Branch::result));
      results.add(compile(choice.otherwise()));
      return new CaseNode(choice.type(), all(choice.branches(), Case.Branch::condition), results);
    }
    return call((Call) expression);
  }

  private Node call(Call call) {
    if (HigherOrderNode.isOne(call)) {
      return HigherOrderNode.of(call, this);
    }
    List<Expression> options =
        call.arguments().subList(Math.min(1, call.arguments().size()), call.arguments().size());
    if (call.is(Operators.IN) && options.stream().allMatch(o -> o instanceof Literal)) {
      // The kernel knows the options: to make vectors of thousands of them would take for ever.
      Kernel kernel = Functions.STANDARD.function(call.function()).kernel(call, context);
      return new KernelNode(call, kernel, List.of(compile(call.argument(0))), true, true);
    }
    List<Node> arguments = all(call.arguments(), argument -> argument);
    switch (call.function()) {
      case Operators.AND, Operators.OR -> {
        return new LogicNode(call.is(Operators.AND), arguments.get(0), arguments.get(1));
      }
      case "coalesce" -> {
        return new CoalesceNode(call.type(), arguments);
      }
      default -> {
        ScalarFunction function = Functions.STANDARD.function(call.function());
        return new KernelNode(
            call,
            function.kernel(call, context),
            arguments,
            function.traits().contains(ScalarFunction.Trait.STRICT)
                && !function.traits().contains(ScalarFunction.Trait.VOLATILE),
            function.traits().contains(ScalarFunction.Trait.INFALLIBLE));
      }
    }
  }

  private Node cast(Cast cast) {
    boolean failing = cast.onError() == Cast.OnError.FAIL;
    return new KernelNode(
        cast,
        CastKernels.of(
            cast.operand().type(),
            cast.type(),
            failing ? OnFailure.ERROR : OnFailure.NULL,
            context.zone(),
            cast::toString),
        List.of(compile(cast.operand())),
        true,
        !failing || CastRules.isInfallible(cast.operand().type(), cast.type()));
  }

  private <T> List<Node> all(List<T> parts, java.util.function.Function<T, Expression> expression) {
    return parts.stream().map(part -> compile(expression.apply(part))).toList();
  }
}
