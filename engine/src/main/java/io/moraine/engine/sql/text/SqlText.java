package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SqlType;
import io.moraine.engine.sql.syntax.Statement;

/** The canonical SQL of a syntax tree, on one line. Parsing it gives an equal tree. */
public final class SqlText {
  private SqlText() {}

  /** A statement, without a semicolon. */
  public static String of(Statement statement) {
    Text text = new Text();
    text.statements.print(statement);
    return text.toString();
  }

  /** A query. */
  public static String of(Query query) {
    Text text = new Text();
    text.queries.print(query);
    return text.toString();
  }

  /** The body of a query. */
  public static String of(QueryBody body) {
    return of(Query.of(body));
  }

  /** A relation as it stands after FROM. */
  public static String of(Relation relation) {
    Text text = new Text();
    text.relations.print(relation);
    return text.toString();
  }

  /** An expression, without parentheses around it. */
  public static String of(SqlExpression expression) {
    Text text = new Text();
    text.expressions.print(expression);
    return text.toString();
  }

  /** A type, in upper case but for the names of fields. */
  public static String of(SqlType type) {
    Text text = new Text();
    text.types.print(type);
    return text.toString();
  }

  /** A name, its parts in backquotes where they need them. */
  public static String of(QualifiedName name) {
    Text text = new Text();
    text.name(name);
    return text.toString();
  }

  /** A name, in backquotes if it needs them. */
  public static String of(Identifier identifier) {
    Text text = new Text();
    text.name(identifier);
    return text.toString();
  }

  /** A string literal: in single quotes, with escapes for whatever would not come back. */
  public static String quoted(String value) {
    Text text = new Text();
    text.string(value);
    return text.toString();
  }
}
