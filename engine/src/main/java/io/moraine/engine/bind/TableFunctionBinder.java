package io.moraine.engine.bind;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.bind.BindContext.Bound;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.ChangesOf;
import io.moraine.engine.catalog.TableName;
import io.moraine.engine.catalog.TableTime;
import io.moraine.engine.sql.parse.SqlParser;
import io.moraine.engine.sql.syntax.Relation.FunctionRelation;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Binds functions that give tables. */
record TableFunctionBinder(BindContext context, Optional<Scope> outer) {
  private static final int MAX_RANGE_ARGUMENTS = 3;

  Bound bind(FunctionRelation function) {
    String name = function.function().display();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "range" -> range(function);
      case "table_changes", "table_changes_by_path" -> changes(function, name);
      default -> throw context.unsupported(function, "The table function '%s'".formatted(name));
    };
  }

  private Bound range(FunctionRelation function) {
    List<Long> bounds = new ArrayList<>();
    for (SqlExpression argument : function.arguments()) {
      Expression folded =
          context.fold(Expressions.cast(expression(argument, "range"), Primitive.LONG));
      if (!(folded instanceof Literal literal) || !(literal.value() instanceof Long number)) {
        throw context.error(argument, "range needs whole numbers, found " + folded);
      }
      bounds.add(number);
    }
    if (bounds.isEmpty()
        || bounds.size() > MAX_RANGE_ARGUMENTS
        || (bounds.size() == MAX_RANGE_ARGUMENTS && bounds.get(2) == 0)) {
      throw context.error(function, "range takes (end), (start, end) or (start, end, step ≠ 0)");
    }
    long start = bounds.size() == 1 ? 0 : bounds.get(0);
    long end = bounds.size() == 1 ? bounds.get(0) : bounds.get(1);
    long step = bounds.size() == MAX_RANGE_ARGUMENTS ? bounds.get(2) : 1;
    return RelationBinder.scan(context, new RangeTable(start, end, step), List.of(), outer);
  }

  private Bound changes(FunctionRelation function, String name) {
    List<SqlExpression> arguments = function.arguments();
    if (arguments.size() < 2 || arguments.size() > MAX_RANGE_ARGUMENTS) {
      throw context.error(function, "%s takes a table, a start and perhaps an end".formatted(name));
    }
    TableName table = table(arguments.get(0), name);
    TableTime from = time(arguments.get(1), name);
    Optional<TableTime> to =
        arguments.size() < MAX_RANGE_ARGUMENTS
            ? Optional.empty()
            : Optional.of(time(arguments.get(2), name));
    CatalogTable changes =
        context
            .catalog()
            .changes(table, new ChangesOf(from, to))
            .orElseThrow(() -> context.error(function, context.catalog().missing(table)));
    return RelationBinder.scan(context, changes, List.of(), outer);
  }

  private TableName table(SqlExpression argument, String function) {
    if (!(context.fold(expression(argument, function)) instanceof Literal literal)
        || !(literal.value() instanceof String text)) {
      throw context.error(argument, function + " needs the table's name as a string");
    }
    return function.equalsIgnoreCase("table_changes_by_path")
        ? TableName.of("delta", text)
        : new TableName(SqlParser.parseTableName(text).texts());
  }

  /** A whole number is a version, a string or a timestamp a time. */
  private TableTime time(SqlExpression argument, String function) {
    Expression value = expression(argument, function);
    boolean isVersion =
        value.type() instanceof DataType.Primitive type
            && switch (type) {
              case BYTE, SHORT, INTEGER, LONG -> true;
              default -> false;
            };
    Expression folded =
        context.fold(
            context.at(
                argument,
                () -> Expressions.cast(value, isVersion ? Primitive.LONG : Primitive.TIMESTAMP)));
    if (!(folded instanceof Literal literal) || !(literal.value() instanceof Long number)) {
      throw context.error(
          argument,
          "%s needs a version number or a timestamp, found %s".formatted(function, value));
    }
    return isVersion ? new TableTime.Version(number) : new TableTime.Timestamp(number);
  }

  private Expression expression(SqlExpression argument, String function) {
    return new ExpressionBinder(
            context, Scope.empty(outer), Optional.empty(), Optional.empty(), function)
        .bind(argument);
  }
}
