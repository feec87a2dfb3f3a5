package io.moraine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection is found by its URL, and says what it is not. */
class DriverTest {
  @TempDir private Path warehouse;

  private Connection connect(String settings) throws SQLException {
    return DriverManager.getConnection("jdbc:moraine:" + warehouse + settings);
  }

  @Test
  void isFoundByItsUrlAlone() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1 + 1 AS two")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("TWO")).isEqualTo(2);
      assertThat(rows.next()).isFalse();
      assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:moraine:" + warehouse);
    }
  }

  @Test
  void leavesOtherUrlsToOtherDrivers() throws SQLException {
    MoraineDriver driver = new MoraineDriver();

    assertThat(driver.acceptsURL("jdbc:duckdb:")).isFalse();
    assertThat(driver.connect("jdbc:duckdb:", new Properties())).isNull();
    assertThat(driver.jdbcCompliant()).isFalse();
    assertThat(driver.getPropertyInfo("jdbc:moraine:", new Properties()))
        .extracting(property -> property.name)
        .containsExactly("catalog", "external-paths", "checksums", "conflicts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?warehous=/x | Unknown setting 'warehous': expected catalog, external-paths",
        "?conflicts=maybe | Setting 'conflicts' is repeat or fail, found 'maybe'",
        "?conflicts | Expected name=value after the '?' of a URL, found 'conflicts'"
      })
  void refusesSettingsThatItDoesNotKnow(String settings, String message) {
    assertThatThrownBy(() -> connect(settings.strip()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(message.strip());
  }

  @Test
  void takesSettingsOfStoresFromTheUrlAndFromProperties() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("conflicts", "fail");
    properties.setProperty("user", "ann");

    JdbcUrl url =
        JdbcUrl.parse("jdbc:moraine:s3://lake/x?s3.endpoint=http%3A%2F%2Flocalhost", properties);

    assertThat(url.warehouse()).contains("s3://lake/x");
    assertThat(url.settings())
        .containsOnlyKeys("s3.endpoint", "conflicts")
        .containsEntry("s3.endpoint", "http://localhost");
    assertThat(url.options().conflicts().name()).isEqualTo("FAIL");
  }

  @Test
  void eachStatementIsATransaction() throws SQLException {
    try (Connection connection = connect("")) {
      assertThat(connection.getAutoCommit()).isTrue();
      connection.setAutoCommit(true);
      assertThatThrownBy(() -> connection.setAutoCommit(false))
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .hasMessageContaining("Each statement is a transaction of its own");
      assertThatThrownBy(connection::commit).isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
      assertThat(connection.getMetaData().supportsTransactions()).isFalse();
    }
  }

  @Test
  void unwrapsToTheSessionBelow() throws SQLException {
    try (Connection connection = connect("")) {
      assertThat(connection.isWrapperFor(Session.class)).isTrue();
      assertThat(connection.unwrap(Session.class).exists("nothing")).isFalse();
      assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
      assertThatThrownBy(() -> connection.unwrap(String.class))
          .hasMessage("MoraineConnection is no java.lang.String, and wraps none");
    }
  }

  @Test
  void nothingRunsOnceItIsClosed() throws SQLException {
    Connection connection = connect("");
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT 1");
    assertThat(connection.isValid(0)).isTrue();

    connection.close();
    connection.close();

    assertThat(connection.isValid(0)).isFalse();
    assertThat(statement.isClosed()).isTrue();
    assertThat(rows.isClosed()).isTrue();
    assertThatThrownBy(rows::next).hasMessage("The result is closed");
    assertThatThrownBy(() -> statement.executeQuery("SELECT 1"))
        .hasMessage("The statement is closed");
    assertThatThrownBy(connection::createStatement).hasMessage("The connection is closed");
  }

  @Test
  void connectionsOfASourceShareASession() throws SQLException {
    try (MoraineDataSource source = new MoraineDataSource("jdbc:moraine:" + warehouse)) {
      try (Connection first = source.getConnection();
          Connection second = source.getConnection("ann", "x")) {
        assertThat(first.unwrap(Session.class)).isSameAs(second.unwrap(Session.class));
      }
      try (Connection third = source.getConnection();
          Statement statement = third.createStatement()) {
        assertThat(statement.execute("SELECT 1")).isTrue();
      }
      assertThat(source.unwrap(Session.class)).isNotNull();
    }
  }

  @Test
  void tellsErrorsApartByTheirState() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELEC 1"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"))
          .hasMessageContaining("Did you mean 'SELECT' for 'SELEC'?");
      assertThatThrownBy(() -> statement.executeQuery("SELECT nix FROM nowhere"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"))
          .hasMessageContaining("nowhere");
      assertThatThrownBy(
              () -> {
                try (ResultSet rows = statement.executeQuery("SELECT CAST('x' AS INT)")) {
                  rows.next();
                }
              })
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22000"));
    }
  }
}
