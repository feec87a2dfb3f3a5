package io.moraine.benchmark.duckdb;

import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** TPC-H's lineitem as a Parquet file, which both read. */
public final class LineItemFile {
  private static final String COLUMNS =
      "{'l_orderkey': 'BIGINT', 'l_partkey': 'BIGINT', 'l_suppkey': 'BIGINT',"
          + " 'l_linenumber': 'INTEGER', 'l_quantity': 'DECIMAL(15,2)',"
          + " 'l_extendedprice': 'DECIMAL(15,2)', 'l_discount': 'DECIMAL(15,2)',"
          + " 'l_tax': 'DECIMAL(15,2)', 'l_returnflag': 'VARCHAR', 'l_linestatus': 'VARCHAR',"
          + " 'l_shipdate': 'DATE', 'l_commitdate': 'DATE', 'l_receiptdate': 'DATE',"
          + " 'l_shipinstruct': 'VARCHAR', 'l_shipmode': 'VARCHAR', 'l_comment': 'VARCHAR'}";

  private LineItemFile() {}

  /** Writes {@code folder/lineitem.parquet}, by DuckDB, of the rows at {@code scale}. */
  public static Path write(Path folder, double scale, Connection duckDb)
      throws IOException, SQLException {
    Path text = folder.resolve("lineitem.tbl");
    try (BufferedWriter writer = Files.newBufferedWriter(text)) {
      for (LineItem item : new LineItemGenerator(scale, 1, 1)) {
        writer.write(item.toLine());
        writer.write('\n');
      }
    }
    Path file = folder.resolve("lineitem.parquet");
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM read_csv('%s', delim = '|', header = false, columns = %s)) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
              .formatted(text, COLUMNS, file));
    }
    Files.delete(text);
    return file;
  }
}
