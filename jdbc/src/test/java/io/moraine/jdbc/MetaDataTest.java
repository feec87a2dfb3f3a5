package io.moraine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tools that browse databases ask for. */
class MetaDataTest {
  @TempDir private Path warehouse;
  private Connection connection;
  private DatabaseMetaData data;

  @BeforeEach
  void makeTables() throws SQLException {
    connection = DriverManager.getConnection("jdbc:moraine:" + warehouse);
    data = connection.getMetaData();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE a_b (id INT) COMMENT 'first'");
      statement.execute("CREATE TABLE axb (id INT)");
      statement.execute(
          """
          CREATE TABLE orders (
            id BIGINT GENERATED ALWAYS AS IDENTITY,
            total DECIMAL(10,2) NOT NULL COMMENT 'in euros',
            state STRING DEFAULT 'open',
            at TIMESTAMP,
            day DATE GENERATED ALWAYS AS (CAST(at AS DATE)),
            tags ARRAY<STRING>)
          TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')
          """);
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static List<String> texts(ResultSet result, String... columns) throws SQLException {
    try (ResultSet rows = result) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (String column : columns) {
          row.add(rows.getString(column));
        }
        found.add(String.join("|", row.stream().map(String::valueOf).toList()));
      }
      return found;
    }
  }

  @Test
  void tablesAreThoseOfTheWarehouse() throws SQLException {
    assertThat(texts(data.getTables(null, null, null, null), "TABLE_NAME", "TABLE_TYPE", "REMARKS"))
        .containsExactly("a_b|TABLE|first", "axb|TABLE|", "orders|TABLE|");
    assertThat(texts(data.getTables("", "%", "a_b", new String[] {"TABLE"}), "TABLE_NAME"))
        .containsExactly("a_b", "axb");
    assertThat(texts(data.getTables(null, "", "A\\_B", null), "TABLE_NAME")).containsExactly("a_b");
    assertThat(texts(data.getTables(null, null, "%", new String[] {"VIEW"}), "TABLE_NAME"))
        .isEmpty();
    assertThat(texts(data.getTables(null, "other", "%", null), "TABLE_NAME")).isEmpty();
    assertThat(texts(data.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE");
    assertThat(texts(data.getCatalogs(), "TABLE_CAT")).isEmpty();
    assertThat(texts(data.getSchemas(), "TABLE_SCHEM")).isEmpty();
  }

  @Test
  void columnsTellTheirTypesDefaultsAndComments() throws SQLException {
    assertThat(
            texts(
                data.getColumns(null, null, "orders", null),
                "ORDINAL_POSITION",
                "COLUMN_NAME",
                "DATA_TYPE",
                "TYPE_NAME",
                "COLUMN_SIZE",
                "DECIMAL_DIGITS",
                "IS_NULLABLE",
                "COLUMN_DEF",
                "REMARKS",
                "IS_AUTOINCREMENT",
                "IS_GENERATEDCOLUMN"))
        .containsExactly(
            "1|id|-5|BIGINT|19|0|YES|null|null|YES|NO",
            "2|total|3|DECIMAL(10,2)|10|2|NO|null|in euros|NO|NO",
            "3|state|12|STRING|0|0|YES|'open'|null|NO|NO",
            "4|at|2014|TIMESTAMP|27|6|YES|null|null|NO|NO",
            "5|day|91|DATE|10|0|YES|null|null|NO|YES",
            "6|tags|2003|ARRAY<STRING>|0|0|YES|null|null|NO|NO");
    assertThat(texts(data.getColumns(null, null, "%", "i%"), "TABLE_NAME", "COLUMN_NAME"))
        .containsExactly("a_b|id", "axb|id", "orders|id");
  }

  @Test
  void typesAreInTheOrderOfTheirCodes() throws SQLException {
    List<Integer> codes = new ArrayList<>();
    try (ResultSet rows = data.getTypeInfo()) {
      while (rows.next()) {
        codes.add(rows.getInt("DATA_TYPE"));
      }
    }

    assertThat(codes).isSorted().hasSize(17).contains(Types.DECIMAL, Types.STRUCT, Types.OTHER);
  }

  @Test
  void functionsAreThoseOfTheRegistry() throws SQLException {
    List<String> names = texts(data.getFunctions(null, null, "%"), "FUNCTION_NAME");

    assertThat(names).isSorted().contains("abs", "count", "date_trunc", "parse_json", "sum");
    assertThat(names).allMatch(name -> Character.isLetter(name.charAt(0)));
    assertThat(texts(data.getFunctions(null, null, "dense\\_%"), "FUNCTION_NAME")).isEmpty();
    assertThat(data.getSystemFunctions()).contains("COUNT,");
  }

  @Test
  void whatThereIsNoneOfHasColumnsAndNoRows() throws SQLException {
    for (ResultSet none :
        List.of(
            data.getPrimaryKeys(null, null, "orders"),
            data.getImportedKeys(null, null, "orders"),
            data.getIndexInfo(null, null, "orders", false, true),
            data.getProcedures(null, null, "%"),
            data.getUDTs(null, null, "%", null),
            data.getBestRowIdentifier(null, null, "orders", 0, true),
            data.getClientInfoProperties(),
            data.getPseudoColumns(null, null, "%", "%"))) {
      assertThat(none.getMetaData().getColumnCount()).isGreaterThanOrEqualTo(4);
      assertThat(none.next()).isFalse();
      none.close();
    }
  }

  @Test
  void tellsWhatItIs() throws SQLException {
    assertThat(data.getDatabaseProductName()).isEqualTo("Moraine");
    assertThat(data.getDriverVersion()).startsWith("0.1");
    assertThat(data.getIdentifierQuoteString()).isEqualTo("`");
    assertThat(data.supportsBatchUpdates()).isTrue();
    assertThat(data.supportsStoredProcedures()).isFalse();
    assertThat(data.getMaxColumnsInTable()).isZero();
    assertThat(data.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE)).isFalse();
    assertThat(data.getConnection()).isSameAs(connection);
  }
}
