package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Grouping;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.QueryBody.SetOperator;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.Window;
import io.moraine.engine.sql.syntax.With;
import java.util.List;

/** Prints queries. */
final class QueryPrinter implements QueryBody.Visitor<Void>, Grouping.Visitor<Void> {
  private final Text text;

  QueryPrinter(Text text) {
    this.text = text;
  }

  void print(Query query) {
    query
        .with()
        .ifPresent(
            with -> {
              with(with);
              text.add(" ");
            });
    query.body().accept((QueryBody.Visitor<Void>) this);
    text.clause(" ORDER BY ", query.orderBy(), text.expressions::sortKey);
    text.clause(" CLUSTER BY ", query.clusterBy(), text.expressions::print);
    text.clause(" DISTRIBUTE BY ", query.distributeBy(), text.expressions::print);
    text.clause(" SORT BY ", query.sortBy(), text.expressions::sortKey);
    text.clause(" LIMIT ", query.limit(), text.expressions::print);
    text.clause(" OFFSET ", query.offset(), text.expressions::print);
  }

  void with(With with) {
    text.add("WITH ").addIf(with.recursive(), "RECURSIVE ");
    text.list(with.queries(), this::namedQuery);
  }

  private void namedQuery(With.NamedQuery query) {
    text.name(query.name());
    if (!query.columns().isEmpty()) {
      text.parenthesised(query.columns(), text::name);
    }
    text.add(" AS (");
    print(query.query());
    text.add(")");
  }

  @Override
  public Void visitSelect(QueryBody.Select select) {
    text.add("SELECT ").addIf(select.distinct(), "DISTINCT ");
    text.list(select.items(), text.expressions::print);
    text.clause(" FROM ", select.from(), text.relations::print);
    text.clause(" WHERE ", select.where(), text.expressions::print);
    text.clause(" GROUP BY ", select.groupBy(), this::grouping);
    text.clause(" HAVING ", select.having(), text.expressions::print);
    text.clause(" WINDOW ", select.windows(), this::window);
    text.clause(" QUALIFY ", select.qualify(), text.expressions::print);
    return null;
  }

  private void grouping(Grouping grouping) {
    grouping.accept((Grouping.Visitor<Void>) this);
  }

  private void window(Window.WindowDefinition definition) {
    text.name(definition.name()).add(" AS ");
    text.expressions.window(definition.window());
  }

  @Override
  public Void visitSetOperation(QueryBody.SetOperation operation) {
    operand(operation.left(), level(operation.operator()));
    text.add(" ").add(operation.operator().name()).addIf(operation.all(), " ALL").add(" ");
    operand(operation.right(), level(operation.operator()) + 1);
    return null;
  }

  private void operand(QueryBody body, int level) {
    boolean parentheses =
        body instanceof QueryBody.SetOperation inner && level(inner.operator()) < level;
    text.addIf(parentheses, "(");
    body.accept((QueryBody.Visitor<Void>) this);
    text.addIf(parentheses, ")");
  }

  private static int level(SetOperator operator) {
    return operator == SetOperator.INTERSECT ? 2 : 1;
  }

  @Override
  public Void visitValues(QueryBody.Values values) {
    text.add("VALUES ")
        .list(values.rows(), row -> text.parenthesised(row, text.expressions::print));
    return null;
  }

  @Override
  public Void visitTableQuery(QueryBody.TableQuery table) {
    text.add("TABLE ").name(table.name());
    return null;
  }

  @Override
  public Void visitNested(QueryBody.Nested nested) {
    text.add("(");
    print(nested.query());
    text.add(")");
    return null;
  }

  @Override
  public Void visitBy(Grouping.By by) {
    text.expressions.print(by.expression());
    return null;
  }

  @Override
  public Void visitSets(Grouping.Sets sets) {
    text.add("GROUPING SETS ").parenthesised(sets.sets(), this::set);
    return null;
  }

  @Override
  public Void visitRollup(Grouping.Rollup rollup) {
    text.add("ROLLUP ").parenthesised(rollup.elements(), this::set);
    return null;
  }

  @Override
  public Void visitCube(Grouping.Cube cube) {
    text.add("CUBE ").parenthesised(cube.elements(), this::set);
    return null;
  }

  private void set(List<SqlExpression> expressions) {
    text.parenthesised(expressions, text.expressions::print);
  }
}
