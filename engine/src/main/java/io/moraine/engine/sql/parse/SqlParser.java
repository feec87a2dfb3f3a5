package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SqlType;
import io.moraine.engine.sql.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes syntax trees from Spark's SQL.
 *
 * <p>Every method throws {@link SqlSyntaxException} where the text is not what it asks for, also
 * where a statement is nested too deeply to be worked on. Offsets are those of the text given.
 */
public final class SqlParser {
  private SqlParser() {}

  /** Reads one statement; a semicolon may follow it. */
  public static Statement parseStatement(String sql) {
    return whole(sql, true, grammar -> new StatementParser(grammar).statement());
  }

  /** Reads statements with semicolons between them; empty ones count for nothing. */
  public static List<Statement> parseScript(String sql) {
    return guarded(sql, SqlParser::statements);
  }

  private static List<Statement> statements(Grammar grammar) {
    Cursor cursor = grammar.cursor;
    StatementParser parser = new StatementParser(grammar);
    List<Statement> statements = new ArrayList<>();
    while (true) {
      while (cursor.accept(";")) {
        // Nothing between two semicolons.
      }
      if (cursor.atEnd()) {
        return List.copyOf(statements);
      }
      cursor.startStatement();
      statements.add(parser.statement());
      if (!cursor.at(";") && !cursor.atEnd()) {
        throw cursor.unexpected("';' or the end of the statement");
      }
    }
  }

  /** How many places {@code ?} a text leaves open, in whatever statement they are. */
  public static int parameterCount(String sql) {
    return (int) Lexer.tokens(sql).stream().filter(token -> token.is("?")).count();
  }

  /** Reads one query; a semicolon may follow it. */
  public static Query parseQuery(String sql) {
    return whole(sql, true, grammar -> grammar.queries.query());
  }

  /** Reads one expression, such as a constraint's condition, without an alias. */
  public static SqlExpression parseExpression(String sql) {
    return whole(sql, false, grammar -> grammar.expressions.expression());
  }

  /** Reads a table's name, such as {@code orders} or {@code delta.`/lake/orders`}. */
  public static QualifiedName parseTableName(String name) {
    return whole(name, false, grammar -> grammar.cursor.qualifiedName("a table"));
  }

  /** Reads a type, such as {@code struct<a:int,b:array<string>>}. */
  public static SqlType parseType(String type) {
    return whole(type, false, grammar -> grammar.types.type());
  }

  private static <T> T whole(String sql, boolean semicolons, Function<Grammar, T> part) {
    return guarded(
        sql,
        grammar -> {
          T result = part.apply(grammar);
          Cursor cursor = grammar.cursor;
          while (semicolons && cursor.accept(";")) {
            // The end of the statement.
          }
          if (!cursor.atEnd()) {
            throw cursor.unexpected("the end of the text");
          }
          return result;
        });
  }

  /** Nesting fits an ordinary stack, but the caller may have left less than that. */
  private static <T> T guarded(String sql, Function<Grammar, T> part) {
    Grammar grammar = new Grammar(sql);
    try {
      return part.apply(grammar);
    } catch (StackOverflowError e) {
      throw grammar.cursor.error(
          grammar.cursor.start(), "the statement is nested too deeply for this thread's stack");
    }
  }
}
