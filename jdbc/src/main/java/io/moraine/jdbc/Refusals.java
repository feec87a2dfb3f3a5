package io.moraine.jdbc;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/** What JDBC has and Moraine has not. */
final class Refusals {
  private static final String STATE = "0A000";

  private Refusals() {}

  /** A result that is to be changed. */
  static SQLException readOnly() {
    return new SQLFeatureNotSupportedException(
        "Results are for reading: change tables with INSERT, UPDATE, DELETE or MERGE", STATE);
  }

  /** A result that is to be read other than forward. */
  static SQLException forwardOnly() {
    return new SQLFeatureNotSupportedException(
        "Results are read once and forward (ResultSet.TYPE_FORWARD_ONLY): run the query again",
        STATE);
  }

  /** A thing that there is not. */
  static SQLException unknown(String what) {
    return new SQLFeatureNotSupportedException("Moraine has no %s".formatted(what), STATE);
  }

  /** A connection that is to gather statements. */
  static SQLException autoCommitOnly() {
    return new SQLFeatureNotSupportedException(
        "Each statement is a transaction of its own: auto-commit stays on. Several changes of one"
            + " table become one version by connection.unwrap(Session.class).table(…).transaction()",
        STATE);
  }

  /** Use of what was closed. */
  static SQLException closed(String what) {
    return new SQLException("The %s is closed".formatted(what), "08003");
  }
}
