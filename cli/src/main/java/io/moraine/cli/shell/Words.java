package io.moraine.cli.shell;

import io.moraine.core.function.AggregateFunctions;
import io.moraine.core.function.Functions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The words of the dialect: keywords, and the functions that the engine has. */
public final class Words {
  private static final String KEYWORD_TEXT =
      """
      ADD AFTER ALL ALTER ALWAYS ANALYZE AND ANTI ARRAY AS ASC BETWEEN BIGINT BINARY BOOLEAN BY CASE
      CAST CHANGE CHECK CLONE CLUSTER COLUMN COLUMNS COMMENT CONSTRAINT CONVERT COPY CREATE CROSS CUBE
      CURRENT DATE DECIMAL DEEP DEFAULT DELETE DESC DESCRIBE DETAIL DISTINCT DIV DOUBLE DROP ELSE END
      EXCEPT EXISTS EXPLAIN FALSE FILTER FIRST FLOAT FOLLOWING FOR FROM FULL GENERATED GROUP GROUPING
      HAVING HISTORY IDENTITY IF ILIKE IN INNER INSERT INT INTERSECT INTERVAL INTO IS JOIN LAST LATERAL
      LEFT LIKE LIMIT MAP MATCHED MERGE NAME NATURAL NOT NULL NULLS OF OFFSET ON OPTIMIZE OR ORDER OUTER
      OVER OVERWRITE PARTITION PARTITIONED PIVOT PRECEDING PROPERTIES QUALIFY RANGE RECURSIVE RENAME
      REORG REPLACE RESTORE RIGHT RLIKE ROLLUP ROW ROWS SELECT SEMI SET SETS SHALLOW SHOW SMALLINT SORT
      SOURCE STRING STRUCT SYSTEM TABLE TABLES TABLESAMPLE TARGET TBLPROPERTIES THEN TIMESTAMP
      TIMESTAMP_NTZ TINYINT TO TRUE TRUNCATE UNBOUNDED UNION UNPIVOT UPDATE USING VACUUM VALUES VARIANT
      VERSION VIEW WHEN WHERE WINDOW WITH WITHIN ZORDER
      """;

  private static final Set<String> KEYWORDS =
      new TreeSet<>(Arrays.asList(KEYWORD_TEXT.strip().split("\\s+")));
  private static final Set<String> FUNCTIONS = functions();

  private Words() {}

  private static Set<String> functions() {
    TreeSet<String> names = new TreeSet<>(AggregateFunctions.names());
    for (String name : Functions.STANDARD.names()) {
      if (Character.isLetter(name.charAt(0))) {
        names.add(name);
      }
    }
    return names;
  }

  /** The keywords in upper case, in order. */
  static Set<String> keywords() {
    return KEYWORDS;
  }

  /** The names of functions in lower case, in order. */
  public static Set<String> functionNames() {
    return FUNCTIONS;
  }

  static boolean isKeyword(String word) {
    return KEYWORDS.contains(word.toUpperCase(Locale.ROOT));
  }

  static boolean isFunction(String word) {
    return FUNCTIONS.contains(word.toLowerCase(Locale.ROOT));
  }
}
