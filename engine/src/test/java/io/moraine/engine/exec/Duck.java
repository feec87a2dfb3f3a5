package io.moraine.engine.exec;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** DuckDB with some tables, as the other opinion on what a query gives. */
final class Duck implements AutoCloseable {
  private final Connection connection;
  private final Map<String, List<String>> known = new HashMap<>();

  Duck() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  void load(String name, RandomTable table) throws SQLException {
    known.clear();
    try (Statement statement = connection.createStatement()) {
      for (String sql : table.sql(name)) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of {@code sql}, as {@link Rows} writes them. */
  List<String> rows(String sql) throws SQLException {
    if (known.containsKey(sql)) {
      return known.get(sql);
    }
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      int columns = results.getMetaData().getColumnCount();
      List<String> rows = new ArrayList<>();
      while (results.next()) {
        List<Object> row = new ArrayList<>();
        for (int c = 1; c <= columns; c++) {
          Object value = results.getObject(c);
          row.add(
              value instanceof Array array ? Arrays.asList((Object[]) array.getArray()) : value);
        }
        rows.add(Rows.row(row));
      }
      known.put(sql, rows);
      return rows;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
