package io.moraine.engine.bind;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.AggregateFunction;
import io.moraine.engine.physical.Frame;
import io.moraine.engine.physical.RankingFunction;
import io.moraine.engine.physical.WindowCall;
import io.moraine.engine.physical.WindowCall.Nulls;
import io.moraine.engine.sql.syntax.Call.FunctionCall;
import io.moraine.engine.sql.syntax.Call.NullTreatment;
import io.moraine.engine.sql.syntax.Window.WindowSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Binds functions with OVER.
 *
 * @param binder of the clause
 * @param windows where the clause's window functions go
 */
record WindowBinder(ExpressionBinder binder, Windows windows) {

  /** The column that holds what {@code call} gives. */
  Expression bind(FunctionCall call) {
    WindowSpecification window =
        new WindowSpecifications(binder.context(), windows.named()).of(call.over().orElseThrow());
    ExpressionBinder inner = binder.withoutWindows("The window of " + call.name().display());
    Windows.Rows rows =
        new Windows.Rows(
            inner.bindAll(window.partitionBy()),
            window.orderBy().stream()
                .map(key -> QueryBinder.sortKey(key, inner.bind(key.expression())))
                .toList());
    String name = call.name().last().text().toLowerCase(Locale.ROOT);
    WindowCall bound = call(call, name, inner, new FrameBinder(inner, window));
    return windows.add(rows, bound);
  }

  private WindowCall call(
      FunctionCall call, String name, ExpressionBinder inner, FrameBinder frames) {
    Optional<RankingFunction> ranking = RankingFunction.find(name);
    if (ranking.isPresent()) {
      return ranking(call, ranking.get(), inner);
    }
    return switch (name) {
      case "lag", "lead" -> shifted(call, name, inner);
      case "first_value", "first", "last_value", "last", "nth_value" ->
          picked(call, name, inner, frames.frame());
      default -> aggregated(call, name, inner, frames.frame());
    };
  }

  private WindowCall ranking(FunctionCall call, RankingFunction function, ExpressionBinder inner) {
    int wanted = function == RankingFunction.NTILE ? 1 : 0;
    requireArguments(call, call.arguments().size() <= wanted, wanted + " arguments");
    long buckets = call.arguments().isEmpty() ? 1 : number(call, inner, 0, 1);
    return new WindowCall.Ranking(function, buckets);
  }

  private WindowCall shifted(FunctionCall call, String name, ExpressionBinder inner) {
    int count = call.arguments().size();
    requireArguments(call, count >= 1 && count <= 3, "a value, an offset and a default");
    Expression value = inner.bind(call.arguments().get(0));
    long offset = count < 2 ? 1 : number(call, inner, 1, Integer.MIN_VALUE);
    Expression otherwise =
        count < 3 ? Literal.ofNull(value.type()) : inner.bind(call.arguments().get(2));
    var type = inner.commonType(call, List.of(value.type(), otherwise.type()));
    return new WindowCall.Shifted(
        Expressions.cast(value, type),
        name.equals("lag") ? -offset : offset,
        Expressions.cast(otherwise, type),
        nulls(call, inner, 3));
  }

  private WindowCall picked(FunctionCall call, String name, ExpressionBinder inner, Frame frame) {
    boolean nth = name.equals("nth_value");
    int count = call.arguments().size();
    requireArguments(
        call,
        nth ? count == 2 : count == 1 || count == 2,
        nth ? "a value and a number" : "a value and whether to pass over nulls");
    return new WindowCall.Picked(
        inner.bind(call.arguments().get(0)),
        name.startsWith("last") ? WindowCall.Pick.LAST : WindowCall.Pick.FROM_START,
        nth ? number(call, inner, 1, 1) : 1,
        nulls(call, inner, nth ? 2 : 1),
        frame);
  }

  private WindowCall aggregated(
      FunctionCall call, String name, ExpressionBinder inner, Frame frame) {
    AggregateFunction function =
        AggregateFunction.find(name)
            .orElseThrow(
                () ->
                    binder
                        .context()
                        .error(call, "'%s' is no window or aggregate function".formatted(name)));
    AggregateCall aggregate = new CallBinder(inner).aggregateCall(call, function, inner);
    return new WindowCall.Aggregated(aggregate, frame);
  }

  /** IGNORE NULLS, or TRUE as argument {@code ordinal}. */
  private Nulls nulls(FunctionCall call, ExpressionBinder inner, int ordinal) {
    boolean ignore = call.nullTreatment() == NullTreatment.IGNORE;
    if (!ignore && ordinal < call.arguments().size()) {
      Expression said = inner.context().fold(inner.bindCondition(call.arguments().get(ordinal)));
      ignore = said.equals(Literal.TRUE);
    }
    return ignore ? Nulls.IGNORE : Nulls.RESPECT;
  }

  private long number(FunctionCall call, ExpressionBinder inner, int ordinal, long least) {
    Expression bound = Expressions.cast(inner.bind(call.arguments().get(ordinal)), Primitive.LONG);
    if (inner.context().fold(bound) instanceof Literal literal
        && literal.value() instanceof Long number
        && number >= least) {
      return number;
    }
    throw binder
        .context()
        .error(
            call.arguments().get(ordinal),
            "%s needs a whole number%s here"
                .formatted(call.name().display(), least > 0 ? " from " + least : ""));
  }

  private void requireArguments(FunctionCall call, boolean holds, String wanted) {
    if (!holds) {
      throw binder
          .context()
          .error(
              call,
              "%s takes %s, found %d arguments"
                  .formatted(call.name().display(), wanted, call.arguments().size()));
    }
  }
}
