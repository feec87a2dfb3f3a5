package io.moraine.engine.session;

import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import io.trino.tpcds.column.ColumnType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of TPC-DS, the same rows in both worlds. */
final class TpcdsTables {
  private TpcdsTables() {}

  /** Makes the tables at {@code scale}; passes by files in {@code folder}. */
  static void create(Oracle oracle, Path folder, double scale) throws IOException {
    Files.createDirectories(folder);
    for (Table table : Table.getBaseTables()) {
      if (table != Table.DBGEN_VERSION && table != Table.CUSTOMER_DEMOGRAPHICS) {
        create(oracle, folder, table, scale, null);
      }
    }
    // There are two million of them at any scale: those that nobody names are left out.
    Set<String> named =
        new HashSet<>(
            oracle.theirs(
                "SELECT c_current_cdemo_sk FROM customer UNION SELECT ss_cdemo_sk FROM store_sales"
                    + " UNION SELECT cs_bill_cdemo_sk FROM catalog_sales"
                    + " UNION SELECT wr_refunded_cdemo_sk FROM web_returns"
                    + " UNION SELECT wr_returning_cdemo_sk FROM web_returns"));
    create(oracle, folder, Table.CUSTOMER_DEMOGRAPHICS, scale, named);
  }

  private static void create(
      Oracle oracle, Path folder, Table table, double scale, Set<String> keys) throws IOException {
    Path csv = folder.resolve(table.getName() + ".csv");
    Path parquet = folder.resolve(table.getName() + ".parquet");
    write(table, scale, csv, keys);
    oracle.theirs("CREATE TABLE %s (%s)".formatted(table.getName(), columns(table, "VARCHAR")));
    oracle.theirs(
        "COPY %s FROM '%s' (HEADER false, NULLSTR '\\N', DELIMITER '\t')"
            .formatted(table.getName(), csv));
    oracle.theirs("COPY %s TO '%s' (FORMAT parquet)".formatted(table.getName(), parquet));
    oracle.ours("CREATE TABLE %s (%s)".formatted(table.getName(), columns(table, "STRING")));
    oracle.ours("INSERT INTO %s SELECT * FROM parquet.`%s`".formatted(table.getName(), parquet));
    Files.delete(csv);
    Files.delete(parquet);
  }

  private static String columns(Table table, String text) {
    return Arrays.stream(table.getColumns())
        .map(column -> name(column) + " " + type(column, text))
        .collect(Collectors.joining(", "));
  }

  /** The queries know one column by another name. */
  private static String name(Column column) {
    String name = column.getName();
    return name.equals("c_last_review_date_sk") ? "c_last_review_date" : name;
  }

  private static String type(Column column, String text) {
    ColumnType type = column.getType();
    return switch (type.getBase()) {
      case INTEGER, IDENTIFIER -> "INT";
      case DATE -> "DATE";
      case DECIMAL ->
          "DECIMAL(%d, %d)"
              .formatted(type.getPrecision().orElseThrow(), type.getScale().orElseThrow());
      case VARCHAR, CHAR, TIME -> text;
    };
  }

  private static void write(Table table, double scale, Path file, Set<String> keys)
      throws IOException {
    Session session = Session.getDefaultSession().withScale(scale).withTable(table);
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (List<List<String>> rows : Results.constructResults(table, session)) {
        List<String> row = rows.get(0);
        if (keys != null && !keys.contains(row.get(0))) {
          continue;
        }
        for (int i = 0; i < row.size(); i++) {
          writer.write(i == 0 ? "" : "\t");
          writer.write(row.get(i) == null ? "\\N" : row.get(i));
        }
        writer.write('\n');
      }
    }
  }
}
