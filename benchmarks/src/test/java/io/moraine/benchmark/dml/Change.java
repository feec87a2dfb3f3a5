package io.moraine.benchmark.dml;

/**
 * A change of lineitem. Statements have {@code T} for the table, {@code S} for the rows of the file
 * it was loaded from and {@code R} for the number of the run, so that no run does what one before
 * it did.
 *
 * @param name for people
 * @param sql in Spark's dialect
 * @param rows the query by which DuckDB makes the rows that the table has afterwards, from {@code
 *     T}, the rows before
 */
record Change(String name, String sql, String rows) {
  private static final String MERGE =
      """
      MERGE INTO T AS t USING (
        SELECT %s AS l_orderkey, l_partkey, l_suppkey, l_linenumber, l_quantity + R AS l_quantity,
          l_extendedprice, l_discount, l_tax, l_returnflag, l_linestatus, l_shipdate, l_commitdate,
          l_receiptdate, l_shipinstruct, l_shipmode, l_comment
        FROM S WHERE %s) AS s
      ON t.l_orderkey = s.l_orderkey AND t.l_linenumber = s.l_linenumber
      WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *\
      """;

  private static final String MERGED =
      """
      SELECT T.* REPLACE (CASE WHEN %1$s THEN l_quantity + R ELSE l_quantity END AS l_quantity)
      FROM T%2$s\
      """;

  private static final String INSERTED =
      """
       UNION ALL SELECT T.* REPLACE (l_orderkey + 10000000 * (R + 1) AS l_orderkey,
        l_quantity + R AS l_quantity) FROM T WHERE l_orderkey %% 100 = 57 AND l_orderkey < 10000000\
      """
          .replace("%%", "%");

  /** All of them. */
  static Change[] all() {
    return new Change[] {
      new Change(
          "merge 1 % updates, 1 % inserts",
          MERGE.formatted(
              "CASE WHEN l_orderkey % 100 = 57 THEN l_orderkey + 10000000 * (R + 1) ELSE l_orderkey"
                  + " END",
              "l_orderkey % 100 IN (7, 57)"),
          MERGED.formatted("l_orderkey % 100 = 7", INSERTED)),
      new Change(
          "merge 10 % updates",
          MERGE.formatted("l_orderkey", "l_orderkey % 10 = 3"),
          MERGED.formatted("l_orderkey % 10 = 3", "")),
      new Change(
          "update 1 %",
          "UPDATE T SET l_tax = 0.0R WHERE l_partkey % 100 = 11",
          "SELECT T.* REPLACE (CASE WHEN l_partkey % 100 = 11 THEN 0.0R ELSE l_tax END AS l_tax)"
              + " FROM T"),
      new Change(
          "delete 1 %",
          "DELETE FROM T WHERE l_partkey % 100 = 2R",
          "SELECT * FROM T WHERE l_partkey % 100 <> 2R"),
      new Change("append", "INSERT INTO T SELECT * FROM S", "SELECT * FROM S"),
    };
  }

  /** The statement. */
  String sql(String table, String source, int run) {
    return filled(sql, table, source, run);
  }

  /** DuckDB's query. */
  String rows(String table, String source, int run) {
    return filled(rows, table, source, run);
  }

  private static String filled(String text, String table, String source, int run) {
    return text.replaceAll("(?<![A-Za-z_])T(?![A-Za-z_])", table.replace("$", "\\$"))
        .replaceAll("(?<![A-Za-z_])S(?![A-Za-z_])", source.replace("$", "\\$"))
        .replaceAll("(?<![A-Za-z_])R(?![A-Za-z_])", Integer.toString(run));
  }
}
