package io.moraine.engine.sql.syntax;

import java.util.Set;

/**
 * The words that the grammar must not take for a name in some place.
 *
 * <p>Spark reserves none in its default mode and lets its parser generator look ahead as far as it
 * needs. Here a name may be any word, but a few need backquotes where a clause could begin.
 */
public final class Keywords {
  /** Words that end a list of columns or a relation, and so cannot be an alias without AS. */
  private static final Set<String> NO_BARE_ALIAS =
      Set.of(
          "FROM",
          "WHERE",
          "GROUP",
          "HAVING",
          "QUALIFY",
          "WINDOW",
          "ORDER",
          "SORT",
          "CLUSTER",
          "DISTRIBUTE",
          "LIMIT",
          "OFFSET",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "MINUS",
          "LATERAL",
          "JOIN",
          "INNER",
          "LEFT",
          "RIGHT",
          "FULL",
          "CROSS",
          "NATURAL",
          "SEMI",
          "ANTI",
          "ON",
          "USING",
          "PIVOT",
          "UNPIVOT",
          "TABLESAMPLE",
          "WHEN",
          "SET",
          "AS",
          "AND",
          "OR",
          "THEN",
          "ELSE",
          "END",
          "VALUES",
          "SELECT",
          "FOR",
          "IS",
          "NOT",
          "IN",
          "BETWEEN",
          "LIKE",
          "ILIKE",
          "RLIKE",
          "REGEXP",
          "ASC",
          "DESC",
          "NULLS",
          "OVER",
          "DIV",
          "WITH",
          "CASE");

  /** Words that begin no expression unless something shows that they are a name. */
  private static final Set<String> NO_BARE_COLUMN =
      Set.of(
          "FROM",
          "WHERE",
          "GROUP",
          "HAVING",
          "QUALIFY",
          "WINDOW",
          "ORDER",
          "SORT",
          "CLUSTER",
          "DISTRIBUTE",
          "LIMIT",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "JOIN",
          "INNER",
          "CROSS",
          "NATURAL",
          "ON",
          "USING",
          "WHEN",
          "AS",
          "AND",
          "OR",
          "THEN",
          "ELSE",
          "END",
          "SELECT",
          "IS",
          "IN",
          "BETWEEN",
          "LIKE",
          "ILIKE",
          "RLIKE",
          "BY",
          "NOT",
          "CASE",
          "WITH");

  /** Words the printer puts in backquotes: all that have a meaning of their own somewhere. */
  private static final Set<String> ALSO_QUOTED =
      Set.of(
          "TRUE",
          "FALSE",
          "NULL",
          "INTERVAL",
          "EXISTS",
          "CAST",
          "TRY_CAST",
          "TABLE",
          "DEFAULT",
          "ALL",
          "DISTINCT",
          "ANY",
          "SOME",
          "BY",
          "IGNORE",
          "RESPECT",
          "ROWS",
          "RANGE",
          "PARTITION",
          "RECURSIVE",
          "GROUPING",
          "ROLLUP",
          "CUBE",
          "HISTORY",
          "DETAIL",
          "EXTENDED",
          "QUERY",
          "FORMATTED",
          "COLUMN",
          "COLUMNS",
          "IF",
          "INCLUDE",
          "REPLACE",
          "CHECK",
          "CONSTRAINT",
          "BOTH",
          "LEADING",
          "TRAILING",
          "FILTER",
          "WITHIN",
          "NONE",
          "LITE",
          "RETAIN",
          "DRY",
          "TO",
          "SCHEMA",
          "DATABASE",
          "NAMESPACE",
          "OUTER",
          "LOCATION",
          "VERSION",
          "SYSTEM_VERSION",
          "SYSTEM_TIME",
          "ESCAPE",
          "COMMENT",
          "FIRST",
          "AFTER");

  private Keywords() {}

  /** Whether a word, in upper case, can be an alias without AS before it. */
  public static boolean canBeBareAlias(String upper) {
    return !NO_BARE_ALIAS.contains(upper);
  }

  /** Whether a word, in upper case, is a column's or function's name where an expression begins. */
  public static boolean canBeginExpression(String upper) {
    return !NO_BARE_COLUMN.contains(upper);
  }

  /** Whether a name that is this word, in upper case, is only safe in backquotes. */
  public static boolean needsQuotes(String upper) {
    return NO_BARE_ALIAS.contains(upper)
        || NO_BARE_COLUMN.contains(upper)
        || ALSO_QUOTED.contains(upper);
  }
}
