package io.moraine.jdbc;

import io.moraine.ConflictException;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.StorageException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.engine.bind.SqlBindException;
import io.moraine.engine.exec.context.QueryCancelledException;
import io.moraine.engine.sql.parse.SqlSyntaxException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import java.util.concurrent.Callable;

/** Moraine's errors as JDBC's, with SQL states that callers can act on; the messages stay. */
final class Failures {
  static final String CANCELLED = "57014";

  private Failures() {}

  /** The result of {@code work}, with its errors as JDBC's. */
  static <T> T during(Callable<T> work) throws SQLException {
    try {
      return work.call();
    } catch (SQLException e) {
      throw e;
    } catch (Exception e) {
      throw of(e);
    }
  }

  static SQLException of(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    if (e instanceof SqlSyntaxException || e instanceof SqlBindException) {
      return new SQLSyntaxErrorException(message, "42000", e);
    } else if (e instanceof ConflictException) {
      return new SQLTransactionRollbackException(message, "40001", e);
    } else if (e instanceof QueryCancelledException) {
      return new SQLNonTransientException(message, CANCELLED, e);
    } else if (e instanceof UnsupportedFeatureException) {
      return new SQLFeatureNotSupportedException(message, "0A000", e);
    } else if (e instanceof InvalidInputException) {
      return new SQLDataException(message, "22000", e);
    } else if (e instanceof StorageException) {
      return new SQLTransientException(message, "58030", e);
    } else if (e instanceof CorruptFileException || e instanceof CorruptTableException) {
      return new SQLNonTransientException(message, "XX001", e);
    }
    return new SQLException(message, "HY000", e);
  }
}
