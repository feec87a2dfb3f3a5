package io.moraine.jdbc;

import io.moraine.Result;
import io.moraine.Row;
import io.moraine.Session;
import io.moraine.core.type.StructType;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables that a session finds by name. */
record Warehouse(Session session) {
  /** The names that match, in order. */
  List<String> tables(Pattern names) throws SQLException {
    return Failures.during(
        () -> {
          try (Result result = session.sql("SHOW TABLES");
              Stream<Row> rows = result.rows()) {
            return rows.map(row -> row.string("tableName"))
                .filter(name -> names.matcher(name).matches())
                .sorted()
                .toList();
          }
        });
  }

  StructType schema(String table) throws SQLException {
    return Failures.during(() -> session.table(table).schema());
  }

  Optional<String> comment(String table) throws SQLException {
    return Failures.during(() -> session.table(table).snapshot().comment());
  }
}
