package io.moraine.benchmark.tpch;

import io.moraine.Session;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** TPC-H's tables as Delta tables, and as views of DuckDB on the same files. */
final class TpchFiles {
  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("region", "r_regionkey BIGINT, r_name VARCHAR, r_comment VARCHAR");
    COLUMNS.put(
        "nation", "n_nationkey BIGINT, n_name VARCHAR, n_regionkey BIGINT, n_comment VARCHAR");
    COLUMNS.put(
        "supplier",
        "s_suppkey BIGINT, s_name VARCHAR, s_address VARCHAR, s_nationkey BIGINT,"
            + " s_phone VARCHAR, s_acctbal DECIMAL(15;2), s_comment VARCHAR");
    COLUMNS.put(
        "part",
        "p_partkey BIGINT, p_name VARCHAR, p_mfgr VARCHAR, p_brand VARCHAR, p_type VARCHAR,"
            + " p_size INTEGER, p_container VARCHAR, p_retailprice DECIMAL(15;2),"
            + " p_comment VARCHAR");
    COLUMNS.put(
        "partsupp",
        "ps_partkey BIGINT, ps_suppkey BIGINT, ps_availqty INTEGER,"
            + " ps_supplycost DECIMAL(15;2), ps_comment VARCHAR");
    COLUMNS.put(
        "customer",
        "c_custkey BIGINT, c_name VARCHAR, c_address VARCHAR, c_nationkey BIGINT,"
            + " c_phone VARCHAR, c_acctbal DECIMAL(15;2), c_mktsegment VARCHAR,"
            + " c_comment VARCHAR");
    COLUMNS.put(
        "orders",
        "o_orderkey BIGINT, o_custkey BIGINT, o_orderstatus VARCHAR,"
            + " o_totalprice DECIMAL(15;2), o_orderdate DATE, o_orderpriority VARCHAR,"
            + " o_clerk VARCHAR, o_shippriority INTEGER, o_comment VARCHAR");
    COLUMNS.put(
        "lineitem",
        "l_orderkey BIGINT, l_partkey BIGINT, l_suppkey BIGINT, l_linenumber INTEGER,"
            + " l_quantity DECIMAL(15;2), l_extendedprice DECIMAL(15;2),"
            + " l_discount DECIMAL(15;2), l_tax DECIMAL(15;2), l_returnflag VARCHAR,"
            + " l_linestatus VARCHAR, l_shipdate DATE, l_commitdate DATE, l_receiptdate DATE,"
            + " l_shipinstruct VARCHAR, l_shipmode VARCHAR, l_comment VARCHAR");
  }

  private TpchFiles() {}

  /** Makes the tables that are not there yet in the session's warehouse, {@code lake}. */
  static void write(Path lake, double scale, Session session, Connection duckDb)
      throws IOException, SQLException {
    Files.createDirectories(lake);
    for (String name : COLUMNS.keySet()) {
      if (Files.isDirectory(lake.resolve(name).resolve("_delta_log"))) {
        continue;
      }
      Path text = lake.resolveSibling(name + ".tbl");
      Path parquet = lake.resolveSibling(name + ".parquet");
      try (BufferedWriter writer = Files.newBufferedWriter(text)) {
        for (TpchEntity row : TpchTable.getTable(name).createGenerator(scale, 1, 1)) {
          writer.write(row.toLine());
          writer.write('\n');
        }
      }
      run(
          duckDb,
          "COPY (SELECT * FROM read_csv('%s', delim = '|', header = false, columns = %s)) TO '%s' (FORMAT parquet)"
              .formatted(text, types(COLUMNS.get(name)), parquet));
      session
          .sql("CREATE TABLE %s USING DELTA AS SELECT * FROM parquet.`%s`".formatted(name, parquet))
          .close();
      Files.delete(text);
      Files.delete(parquet);
    }
  }

  private static String types(String columns) {
    StringBuilder types = new StringBuilder();
    for (String column : columns.split(", ", -1)) {
      String[] parts = column.trim().split(" ", -1);
      types.append(types.length() == 0 ? "{" : ", ");
      types.append("'%s': '%s'".formatted(parts[0], parts[1].replace(';', ',')));
    }
    return types.append("}").toString();
  }

  /** Lets DuckDB read the tables' files under the tables' names. */
  static void view(Path lake, Connection duckDb) throws SQLException {
    for (String name : COLUMNS.keySet()) {
      run(
          duckDb,
          "CREATE VIEW %s AS SELECT * FROM read_parquet('%s/*.parquet')"
              .formatted(name, lake.resolve(name)));
    }
  }

  private static void run(Connection duckDb, String sql) throws SQLException {
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(sql);
    }
  }
}
