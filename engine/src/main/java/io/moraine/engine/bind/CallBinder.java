package io.moraine.engine.bind;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.AggregateFunction;
import io.moraine.engine.sql.syntax.Call;
import io.moraine.engine.sql.syntax.Call.Extract;
import io.moraine.engine.sql.syntax.Call.FunctionCall;
import io.moraine.engine.sql.syntax.Call.NullTreatment;
import io.moraine.engine.sql.syntax.Call.Trim;
import io.moraine.engine.sql.syntax.Call.UnitCall;
import io.moraine.engine.sql.syntax.Operation.Aliased;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Binds calls of functions, scalar and aggregate. */
record CallBinder(ExpressionBinder binder) implements Call.Visitor<Expression> {

  @Override
  public Expression visitFunctionCall(FunctionCall call) {
    String name = call.name().last().text().toLowerCase(Locale.ROOT);
    if (call.name().parts().size() > 1) {
      throw binder.context().error(call, "No function '%s'".formatted(call.name().display()));
    }
    if (call.over().isPresent()) {
      Windows windows =
          binder
              .windows()
              .orElseThrow(
                  () ->
                      binder
                          .context()
                          .error(
                              call,
                              "%s cannot have a window function; QUALIFY can"
                                  .formatted(binder.clause())));
      return new WindowBinder(binder, windows).bind(call);
    }
    if (name.equals("grouping") || name.equals("grouping_id")) {
      return grouping(call, name);
    }
    if (CollectedAggregates.isOne(name)) {
      return new CollectedAggregates(binder, this).bind(call, name);
    }
    Optional<AggregateFunction> aggregate = AggregateFunction.find(name);
    if (aggregate.isPresent()) {
      return aggregate(call, aggregate.get());
    }
    if (call.distinct() || call.filter().isPresent() || !call.withinGroup().isEmpty()) {
      throw binder
          .context()
          .error(
              call,
              "DISTINCT, FILTER and WITHIN GROUP need an aggregate function, '%s' is none"
                  .formatted(name));
    }
    if (name.equals("date_part") || name.equals("datepart")) {
      return datePart(call);
    }
    if (VariantBinder.isGet(name)) {
      return new VariantBinder(binder).call(call, name);
    }
    if (LambdaBinder.isOne(call)) {
      return new LambdaBinder(binder).bind(call);
    }
    return name.equals("struct") && !call.arguments().isEmpty()
        ? struct(call)
        : binder.call(call, name, binder.bindAll(call.arguments()));
  }

  /** A struct's fields take the names that its arguments have. */
  private Expression struct(FunctionCall call) {
    List<Expression> named = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      SqlExpression argument = call.arguments().get(i);
      named.add(Literal.of(fieldName(argument, i)));
      named.add(binder.bind(argument instanceof Aliased aliased ? aliased.expression() : argument));
    }
    return binder.call(call, "named_struct", named);
  }

  private static String fieldName(SqlExpression argument, int ordinal) {
    if (argument instanceof Aliased aliased) {
      return aliased.names().get(0).text();
    }
    return argument instanceof Reference.ColumnReference reference
        ? reference.name().last().text()
        : "col" + (ordinal + 1);
  }

  private Expression aggregate(FunctionCall call, AggregateFunction function) {
    return add(call, function.sqlName(), inner -> aggregateCall(call, function, inner));
  }

  /** The column of the aggregate that {@code make} binds with a binder for its arguments. */
  Expression add(FunctionCall call, String name, Function<ExpressionBinder, AggregateCall> make) {
    Aggregates aggregates =
        binder
            .aggregates()
            .orElseThrow(
                () ->
                    binder
                        .context()
                        .error(
                            call,
                            "%s cannot have the aggregate %s".formatted(binder.clause(), name)));
    // An argument cannot itself hold an aggregate of this query.
    ExpressionBinder inner =
        new ExpressionBinder(
            binder.context(),
            binder.scope(),
            Optional.empty(),
            Optional.empty(),
            "The argument of " + name);
    return aggregates.add(make.apply(inner));
  }

  /** The aggregate that {@code call} means, its arguments bound by {@code inner}. */
  AggregateCall aggregateCall(
      FunctionCall call, AggregateFunction function, ExpressionBinder inner) {
    if (!call.withinGroup().isEmpty()) {
      throw binder.context().unsupported(call, "WITHIN GROUP");
    }
    List<Expression> arguments = arguments(call, function, inner);
    Expression filter = call.filter().map(inner::bindCondition).orElse(Literal.TRUE);
    AggregateFunction chosen = nullTreatment(call, function);
    return binder
        .context()
        .at(call, () -> new AggregateCall(chosen, arguments, call.distinct(), filter));
  }

  private Expression grouping(FunctionCall call, String name) {
    Aggregates aggregates =
        binder
            .aggregates()
            .orElseThrow(
                () ->
                    binder
                        .context()
                        .error(call, "%s cannot have %s".formatted(binder.clause(), name)));
    boolean one = name.equals("grouping");
    if (one && call.arguments().size() != 1) {
      throw binder
          .context()
          .error(call, "grouping takes one column, found " + call.arguments().size());
    }
    return aggregates.addGrouping(
        new Aggregates.GroupingCall(
            binder.bindAll(call.arguments()), one ? Primitive.BYTE : Primitive.LONG));
  }

  private List<Expression> arguments(
      FunctionCall call, AggregateFunction function, ExpressionBinder inner) {
    List<SqlExpression> arguments = call.arguments();
    boolean star = arguments.size() == 1 && arguments.get(0) instanceof Reference.Star;
    if (function == AggregateFunction.COUNT && (star || isOne(arguments))) {
      return List.of();
    }
    if (function == AggregateFunction.COUNT && arguments.isEmpty()) {
      throw binder.context().error(call, "count needs an argument or *");
    }
    List<Expression> bound = new ArrayList<>(inner.bindAll(arguments));
    if (!bound.isEmpty() && bound.get(0).type() == Primitive.VOID) {
      DataType type =
          function == AggregateFunction.BOOL_AND || function == AggregateFunction.BOOL_OR
              ? Primitive.BOOLEAN
              : Primitive.DOUBLE;
      bound.set(0, Expressions.cast(bound.get(0), type));
    }
    return bound;
  }

  /** {@code count(1)} is the same as {@code count(*)}. */
  private static boolean isOne(List<SqlExpression> arguments) {
    return arguments.size() == 1
        && arguments.get(0) instanceof io.moraine.engine.sql.syntax.Literal.NumberLiteral;
  }

  private AggregateFunction nullTreatment(FunctionCall call, AggregateFunction function) {
    if (call.nullTreatment() != NullTreatment.IGNORE) {
      return function;
    }
    return switch (function) {
      case FIRST -> AggregateFunction.FIRST_IGNORE_NULLS;
      case LAST -> AggregateFunction.LAST_IGNORE_NULLS;
      default ->
          throw binder
              .context()
              .error(call, "IGNORE NULLS has no meaning for " + function.sqlName());
    };
  }

  @Override
  public Expression visitExtract(Extract extract) {
    return extracted(extract, extract.field().text(), extract.source());
  }

  private Expression extracted(SyntaxNode node, String name, SqlExpression source) {
    String field = name.toLowerCase(Locale.ROOT);
    String function =
        switch (field) {
          case "dow", "dayofweek" -> "dayofweek";
          case "doy" -> "dayofyear";
          case "week", "w", "weeks" -> "weekofyear";
          case "years", "y", "yr" -> "year";
          case "months", "mon" -> "month";
          case "days", "d" -> "day";
          case "hours", "h" -> "hour";
          case "minutes", "m", "min" -> "minute";
          case "seconds", "s", "sec" -> "second";
          default -> field;
        };
    return binder.call(node, function, binder.bind(source));
  }

  /** {@code date_part('field', source)}, which is EXTRACT. */
  private Expression datePart(FunctionCall call) {
    List<SqlExpression> arguments = call.arguments();
    Expression field =
        arguments.size() == 2 ? binder.context().fold(binder.bind(arguments.get(0))) : Literal.TRUE;
    if (!(field instanceof Literal literal) || !(literal.value() instanceof String name)) {
      throw binder
          .context()
          .error(call, "%s takes a field, a string, and a date".formatted(call.name().display()));
    }
    return extracted(call, name, arguments.get(1));
  }

  @Override
  public Expression visitTrim(Trim trim) {
    String function =
        switch (trim.side()) {
          case BOTH -> "btrim";
          case LEADING -> "ltrim";
          case TRAILING -> "rtrim";
        };
    List<Expression> arguments = new ArrayList<>(List.of(binder.bind(trim.source())));
    // ltrim and rtrim take what to cut first, btrim takes it last.
    boolean first = trim.side() != Call.TrimSide.BOTH;
    trim.characters()
        .map(binder::bind)
        .ifPresent(characters -> arguments.add(first ? 0 : 1, characters));
    return binder.call(trim, function, arguments);
  }

  @Override
  public Expression visitUnitCall(UnitCall call) {
    List<Expression> arguments = new ArrayList<>(List.of(Literal.of(call.unit())));
    arguments.addAll(binder.bindAll(call.arguments()));
    String name = call.name().toLowerCase(Locale.ROOT);
    String function =
        switch (name) {
          case "dateadd", "date_add" -> "timestampadd";
          case "datediff", "date_diff", "timediff" -> "timestampdiff";
          default -> name;
        };
    return binder.call(call, function, arguments);
  }
}
