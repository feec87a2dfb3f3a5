package io.moraine.engine.bind;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.Case;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Lambda;
import io.moraine.core.expr.LambdaVariable;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.AggregateFunction;
import io.moraine.engine.sql.syntax.Call.FunctionCall;
import io.moraine.engine.sql.syntax.SortKey;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Binds aggregates that need all values of a group at once: they are collected, and a function of
 * arrays makes the result of them.
 */
record CollectedAggregates(ExpressionBinder binder, CallBinder calls) {
  private static final Set<String> NAMES =
      Set.of(
          "percentile",
          "median",
          "percentile_cont",
          "percentile_disc",
          "mode",
          "listagg",
          "string_agg",
          "count_if");

  static boolean isOne(String name) {
    return NAMES.contains(name);
  }

  Expression bind(FunctionCall call, String name) {
    return switch (name) {
      case "count_if" ->
          calls.add(
              call,
              name,
              inner ->
                  new AggregateCall(
                      AggregateFunction.COUNT,
                      List.of(),
                      false,
                      Operators.and(
                          filter(call, inner), inner.bindCondition(argument(call, 0, 1)))));
      case "mode" -> {
        Expression list = collected(call, name, argument(call, 0, 1));
        yield binder.call(call, "mode_of", list);
      }
      case "median" -> {
        Expression list = doubles(call, name, argument(call, 0, 1));
        yield binder.call(call, "percentile_cont_of", list, Literal.of(0.5));
      }
      case "percentile" -> {
        Expression list = doubles(call, name, argument(call, 0, 2));
        yield percentile(call, "percentile_cont_of", list, argument(call, 1, 2), true);
      }
      case "percentile_cont", "percentile_disc" -> {
        SortKey key = key(call);
        Expression list = doubles(call, name, key.expression());
        yield percentile(call, name + "_of", list, argument(call, 0, 1), isAscending(key));
      }
      default -> joined(call, name);
    };
  }

  private SqlExpression argument(FunctionCall call, int ordinal, int count) {
    if (call.arguments().size() != count) {
      throw binder
          .context()
          .error(
              call,
              "%s takes %d arguments, found %d"
                  .formatted(call.name().display(), count, call.arguments().size()));
    }
    return call.arguments().get(ordinal);
  }

  private static Expression filter(FunctionCall call, ExpressionBinder inner) {
    return call.filter().map(inner::bindCondition).orElse(Literal.TRUE);
  }

  private Expression doubles(FunctionCall call, String name, SqlExpression value) {
    return collected(call, name, value, bound -> Expressions.cast(bound, Primitive.DOUBLE));
  }

  private Expression collected(FunctionCall call, String name, SqlExpression value) {
    return collected(call, name, value, bound -> bound);
  }

  private Expression collected(
      FunctionCall call, String name, SqlExpression value, UnaryOperator<Expression> change) {
    return calls.add(
        call,
        name,
        inner -> {
          Expression bound = binder.context().at(call, () -> change.apply(inner.bind(value)));
          return new AggregateCall(
              AggregateFunction.COLLECT_LIST, List.of(bound), call.distinct(), filter(call, inner));
        });
  }

  private Expression percentile(
      FunctionCall call, String function, Expression list, SqlExpression share, boolean ascending) {
    Expression bound = binder.context().fold(binder.bind(share));
    if (!(bound instanceof Literal literal)
        || !(literal.value() instanceof Number number)
        || number.doubleValue() < 0
        || number.doubleValue() > 1) {
      throw binder
          .context()
          .error(call, "%s needs a share from 0 to 1, found %s".formatted(function, bound));
    }
    double part = ascending ? number.doubleValue() : 1 - number.doubleValue();
    return binder.call(call, function, list, Literal.of(part));
  }

  private SortKey key(FunctionCall call) {
    if (call.withinGroup().size() != 1) {
      throw binder
          .context()
          .error(
              call,
              "%s needs WITHIN GROUP (ORDER BY …) with one key".formatted(call.name().display()));
    }
    return call.withinGroup().get(0);
  }

  private static boolean isAscending(SortKey key) {
    return key.direction() == SortKey.Direction.ASCENDING;
  }

  /** The strings with a separator between them, null if there are none. */
  private Expression joined(FunctionCall call, String name) {
    List<SqlExpression> arguments = call.arguments();
    if (arguments.isEmpty() || arguments.size() > 2) {
      throw binder.context().error(call, name + " takes a value and perhaps a separator");
    }
    Expression separator = arguments.size() > 1 ? binder.bind(arguments.get(1)) : Literal.of("");
    Expression strings;
    if (call.withinGroup().isEmpty()) {
      strings =
          collected(
              call, name, arguments.get(0), bound -> Expressions.cast(bound, Primitive.STRING));
    } else {
      SortKey key = key(call);
      Expression pairs =
          calls.add(
              call,
              name,
              inner -> {
                Expression value = Expressions.cast(inner.bind(arguments.get(0)), Primitive.STRING);
                Expression pair =
                    inner.call(
                        call,
                        "named_struct",
                        Literal.of("key"),
                        inner.bind(key.expression()),
                        Literal.of("value"),
                        value);
                return new AggregateCall(
                    AggregateFunction.COLLECT_LIST,
                    List.of(pair),
                    call.distinct(),
                    Operators.and(filter(call, inner), Operators.isNotNull(value)));
              });
      Expression sorted = binder.call(call, "sort_array", pairs, Literal.of(isAscending(key)));
      StructType pair = (StructType) ((DataType.Array) pairs.type()).element();
      LambdaVariable element =
          new LambdaVariable(
              binder.context().ids().fresh("pair", pair, false).id(), "pair", pair, false);
      strings =
          new Call(
              "transform",
              List.of(sorted, new Lambda(List.of(element), new FieldAccess(element, 1))),
              new DataType.Array(Primitive.STRING, true),
              sorted.nullable());
    }
    Expression empty =
        Operators.compare(Operators.EQ, binder.call(call, "size", strings), Literal.of(0));
    return new Case(
        List.of(new Case.Branch(empty, Literal.ofNull(Primitive.STRING))),
        binder.call(call, "array_join", strings, separator));
  }
}
