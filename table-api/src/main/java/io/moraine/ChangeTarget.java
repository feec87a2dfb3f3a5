package io.moraine;

import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.dml.WriteOptions;
import java.util.Map;

/** What statements change: a table, version by version, or what a transaction makes of it. */
interface ChangeTarget {
  /** The table as statements of its session name it. */
  String sqlName();

  /** Runs a statement that changes the table. */
  Changes change(String sql, Map<String, CatalogTable> sources, WriteOptions options);

  /** Its session. */
  Session session();

  /**
   * Throws if {@code expression} names columns that the table has not, or its types do not fit.
   *
   * @param as in which place: {@code WHERE} for a condition, else empty
   */
  default void check(Expr expression, String as) {
    String query =
        as.isEmpty()
            ? "SELECT %s AS checked FROM %s".formatted(expression, sqlName())
            : "SELECT 1 AS checked FROM %s %s %s".formatted(sqlName(), as, expression);
    session().run("DESCRIBE QUERY " + query, Map.of()).close();
  }
}
