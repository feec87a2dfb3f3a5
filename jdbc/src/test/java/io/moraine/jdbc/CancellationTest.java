package io.moraine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement can be stopped, by another thread or because it takes too long. */
class CancellationTest {
  /** Would take days. */
  private static final String ENDLESS =
      "SELECT sum(a.id % 7 + b.id % 3) FROM range(10000000) AS a CROSS JOIN range(10000000) AS b";

  @TempDir private Path warehouse;

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:moraine:" + warehouse);
  }

  private static long run(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void anotherThreadCancelsAStatement() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      CompletableFuture<SQLException> ended = new CompletableFuture<>();
      Thread worker =
          new Thread(
              () -> {
                try {
                  run(statement, ENDLESS);
                  ended.completeExceptionally(new AssertionError("It came to its end"));
                } catch (SQLException e) {
                  ended.complete(e);
                }
              });
      worker.start();
      while (!ended.isDone()) {
        // A cancel before the statement has begun is for nothing, and is repeated.
        statement.cancel();
        Thread.onSpinWait();
      }
      worker.join();

      assertThat(failure(ended).getMessage()).isEqualTo("The statement was cancelled");
      assertThat(failure(ended).getSQLState()).isEqualTo("57014");
      assertThat(run(statement, "SELECT 42")).isEqualTo(42);
    }
  }

  private static SQLException failure(CompletableFuture<SQLException> ended)
      throws InterruptedException, ExecutionException {
    return ended.get();
  }

  @Test
  void aTimeoutStopsAStatement() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);

      assertThatThrownBy(() -> run(statement, ENDLESS))
          .isInstanceOf(SQLTimeoutException.class)
          .hasMessage("The statement took longer than its timeout of 1 s");
      assertThat(Thread.interrupted()).isFalse();
      assertThat(run(statement, "SELECT 42")).isEqualTo(42);
      assertThatThrownBy(() -> statement.setQueryTimeout(-1))
          .hasMessage("A timeout is 0 or more seconds, got -1");
    }
  }

  @Test
  void aCancelledResultGivesNoMoreRows() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM range(100000000)")) {
      assertThat(rows.next()).isTrue();
      statement.cancel();

      assertThatThrownBy(
              () -> {
                while (rows.next()) {
                  // The rows of the batch at hand are still given.
                }
              })
          .hasMessage("The statement was cancelled");
    }
  }

  @Test
  void abortingAConnectionClosesIt() throws SQLException {
    Connection connection = connect();
    Statement statement = connection.createStatement();

    connection.abort(Runnable::run);

    assertThat(connection.isClosed()).isTrue();
    assertThat(statement.isClosed()).isTrue();
  }
}
