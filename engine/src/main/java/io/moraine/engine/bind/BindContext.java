package io.moraine.engine.bind;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.ConstantFolder;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.catalog.Catalog;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.SourceRange;
import io.moraine.engine.sql.syntax.SyntaxNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What holds for a part of a statement: its text, where tables are found, the names that WITH gave.
 *
 * @param text the statement, for places in errors
 * @param catalog finds tables
 * @param evaluation the statement's time and zone
 * @param ids of the whole statement
 * @param named queries in reach by name, lower case
 * @param parameters values of places that the statement leaves open
 * @param working what recursive queries around gave last, by name, lower case
 */
record BindContext(
    String text,
    Catalog catalog,
    EvaluationContext evaluation,
    ColumnIds ids,
    Map<String, NamedQuery> named,
    Parameters parameters,
    Map<String, Working> working) {

  /** A query of WITH: bound anew at each use, so that each use has its own columns. */
  record NamedQuery(
      Query query, List<String> columns, BindContext context, Optional<String> recursive) {
    /** A query that does not name itself. */
    NamedQuery(Query query, List<String> columns, BindContext context) {
      this(query, columns, context, Optional.empty());
    }
  }

  /** The rows of the last round of a query that names itself. */
  record Working(int id, List<ColumnReference> columns) {}

  /** The same context in which {@code name} is what a recursive query gave last. */
  BindContext withWorking(String name, Working rows) {
    Map<String, Working> more = new LinkedHashMap<>(working);
    more.put(name.toLowerCase(Locale.ROOT), rows);
    return new BindContext(text, catalog, evaluation, ids, named, parameters, more);
  }

  /** The same context with one more named query. */
  BindContext with(String name, NamedQuery query) {
    Map<String, NamedQuery> more = new LinkedHashMap<>(named);
    more.put(name.toLowerCase(Locale.ROOT), query);
    return new BindContext(text, catalog, evaluation, ids, more, parameters, working);
  }

  /** The named query called {@code name}. */
  Optional<NamedQuery> query(String name) {
    return Optional.ofNullable(named.get(name.toLowerCase(Locale.ROOT)));
  }

  /** An error at {@code node}. */
  SqlBindException error(SyntaxNode node, String message) {
    return SqlBindException.at(text, node.range(), message);
  }

  /** A refusal of what the engine cannot run. */
  SqlBindException unsupported(SyntaxNode node, String what) {
    return error(node, what + " cannot be run yet");
  }

  /** What {@code action} gives; a fault it finds gets {@code node}'s place. */
  <T> T at(SyntaxNode node, Supplier<T> action) {
    try {
      return action.get();
    } catch (InvalidInputException e) {
      throw SqlBindException.at(text, node.range(), e);
    }
  }

  /** What {@code expression} is without any row, as far as that can be told. */
  Expression fold(Expression expression) {
    return ConstantFolder.fold(expression, evaluation);
  }

  /** The text of {@code range}, on one line and not too long, for a result's column name. */
  String textOf(SourceRange range) {
    return range.in(text).strip().replaceAll("\\s+", " ");
  }

  /** A bound query: its plan, and its columns under the names the result shows. */
  record Bound(LogicalPlan plan, Scope scope) {}
}
