package io.moraine.engine.bind;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Lambda;
import io.moraine.core.expr.LambdaVariable;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.sql.syntax.Call.FunctionCall;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Binds calls of functions that apply lambdas to the elements of arrays and maps. */
record LambdaBinder(ExpressionBinder binder) {

  /** Whether {@code call} is one of these: a lambda is among its arguments. */
  static boolean isOne(FunctionCall call) {
    return call.arguments().stream().anyMatch(argument -> argument instanceof Operation.Lambda);
  }

  Expression bind(FunctionCall call) {
    String name = call.name().last().text().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "transform" -> {
        Expression array = array(call, 0, 2);
        Lambda lambda = lambda(call, 1, elementOf(array), index());
        yield result(
            name,
            new DataType.Array(lambda.type(), lambda.nullable()),
            array.nullable(),
            array,
            lambda);
      }
      case "filter" -> {
        Expression array = array(call, 0, 2);
        Lambda lambda = condition(call, lambda(call, 1, elementOf(array), index()));
        yield result(name, array.type(), array.nullable(), array, lambda);
      }
      case "exists", "forall" -> {
        Expression array = array(call, 0, 2);
        Lambda lambda = condition(call, lambda(call, 1, elementOf(array)));
        yield result(name, Primitive.BOOLEAN, array.nullable() || lambda.nullable(), array, lambda);
      }
      case "aggregate", "reduce" -> aggregate(call);
      case "zip_with" -> {
        Expression left = array(call, 0, 3);
        Expression right = array(call, 1, 3);
        Lambda lambda = lambda(call, 2, nullable(elementOf(left)), nullable(elementOf(right)));
        yield result(
            name,
            new DataType.Array(lambda.type(), lambda.nullable()),
            left.nullable() || right.nullable(),
            left,
            right,
            lambda);
      }
      case "array_sort" -> {
        Expression array = array(call, 0, 2);
        Lambda lambda = lambda(call, 1, elementOf(array), elementOf(array));
        if (!lambda.type().isIntegral()) {
          throw wrong(call, "a comparison that gives INT", lambda);
        }
        yield result(name, array.type(), array.nullable(), array, lambda);
      }
      case "map_filter", "transform_keys", "transform_values" -> map(call, name);
      default ->
          throw binder
              .context()
              .error(call, "Function '%s' takes no lambda".formatted(call.name().display()));
    };
  }

  private static Expression result(
      String name, DataType type, boolean nullable, Expression... arguments) {
    return new Call(name, List.of(arguments), type, nullable);
  }

  private Expression map(FunctionCall call, String name) {
    Expression map = argument(call, 0, 2);
    if (!(map.type() instanceof DataType.MapOf type)) {
      throw wrong(call, "a map", map);
    }
    Lambda lambda =
        lambda(
            call,
            1,
            new Parameter(type.key(), false),
            new Parameter(type.value(), type.valueContainsNull()));
    DataType result = type;
    if (name.equals("map_filter")) {
      lambda = condition(call, lambda);
    } else if (name.equals("transform_keys")) {
      result = new DataType.MapOf(lambda.type(), type.value(), type.valueContainsNull());
    } else {
      result = new DataType.MapOf(type.key(), lambda.type(), lambda.nullable());
    }
    return result(name, result, map.nullable(), map, lambda);
  }

  private Expression aggregate(FunctionCall call) {
    int given = call.arguments().size();
    if (given != 3 && given != 4) {
      throw binder
          .context()
          .error(call, "aggregate takes an array, a start, a merge and perhaps a finish");
    }
    Expression array = array(call, 0, given);
    Expression start = binder.bind(call.arguments().get(1));
    Parameter state = new Parameter(start.type(), true);
    Lambda merge = lambda(call, 2, state, elementOf(array));
    if (!merge.type().equals(start.type())) {
      throw wrong(call, "a merge that gives the start's type " + start.type().sql(), merge);
    }
    List<Expression> arguments = new ArrayList<>(List.of(array, start, merge));
    DataType type = start.type();
    if (given == 4) {
      Lambda finish = lambda(call, 3, state);
      arguments.add(finish);
      type = finish.type();
    }
    return new Call("aggregate", arguments, type, true);
  }

  /** What a parameter stands for. */
  private record Parameter(DataType type, boolean nullable) {}

  private static Parameter index() {
    return new Parameter(Primitive.INTEGER, false);
  }

  private static Parameter elementOf(Expression array) {
    DataType.Array type = (DataType.Array) array.type();
    return new Parameter(type.element(), type.containsNull());
  }

  private static Parameter nullable(Parameter parameter) {
    return new Parameter(parameter.type(), true);
  }

  private Expression argument(FunctionCall call, int ordinal, int count) {
    if (call.arguments().size() != count) {
      throw binder
          .context()
          .error(
              call,
              "%s takes %d arguments, found %d"
                  .formatted(call.name().display(), count, call.arguments().size()));
    }
    return binder.bind(call.arguments().get(ordinal));
  }

  private Expression array(FunctionCall call, int ordinal, int count) {
    Expression array = argument(call, ordinal, count);
    if (!(array.type() instanceof DataType.Array)) {
      throw wrong(call, "an array", array);
    }
    return array;
  }

  private SqlBindException wrong(FunctionCall call, String wanted, Expression found) {
    return binder
        .context()
        .error(
            call,
            "%s needs %s, found %s of type %s"
                .formatted(call.name().display(), wanted, found, found.type().sql()));
  }

  private Lambda condition(FunctionCall call, Lambda lambda) {
    if (lambda.type() == Primitive.BOOLEAN) {
      return lambda;
    } else if (lambda.type() == Primitive.VOID) {
      return new Lambda(lambda.parameters(), Literal.ofNull(Primitive.BOOLEAN));
    }
    throw wrong(call, "a lambda that gives a boolean", lambda);
  }

  /** Argument {@code ordinal}, whose parameters may be fewer than those that are given. */
  private Lambda lambda(FunctionCall call, int ordinal, Parameter... given) {
    SqlExpression written = call.arguments().get(ordinal);
    if (!(written instanceof Operation.Lambda lambda)) {
      throw binder
          .context()
          .error(written, "%s needs a lambda, x -> …, here".formatted(call.name().display()));
    }
    List<Identifier> names = lambda.parameters();
    boolean optionalIndex = given.length == 2 && given[1].equals(index());
    boolean fits =
        names.size() == given.length || (optionalIndex && names.size() == given.length - 1);
    if (!fits) {
      throw binder
          .context()
          .error(
              lambda,
              "The lambda of %s has %d parameters, found %d"
                  .formatted(call.name().display(), given.length, names.size()));
    }
    List<ColumnReference> columns = new ArrayList<>();
    List<LambdaVariable> variables = new ArrayList<>();
    Map<Expression, Expression> replaced = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      ColumnReference column =
          binder.context().ids().fresh(names.get(i).text(), given[i].type(), given[i].nullable());
      LambdaVariable variable =
          new LambdaVariable(column.id(), column.name(), column.type(), column.nullable());
      columns.add(column);
      variables.add(variable);
      replaced.put(column, variable);
    }
    Scope scope = Scope.of(columns, List.of(), Optional.of(binder.scope()));
    Expression body =
        new ExpressionBinder(
                binder.context(), scope, Optional.empty(), Optional.empty(), "A lambda")
            .bind(lambda.body());
    return new Lambda(variables, PlanRewrites.replace(body, replaced));
  }
}
