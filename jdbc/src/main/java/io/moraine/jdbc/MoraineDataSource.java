package io.moraine.jdbc;

import io.moraine.Session;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections that share one {@link Session}, and so what it has read of logs and footers: as cheap
 * as those of a pool. Safe for use by several threads. Its connections are to be used before it is
 * closed.
 */
public final class MoraineDataSource implements DataSource, AutoCloseable {
  private final String url;
  private final Session session;

  /**
   * A source of connections to {@code url}, such as {@code jdbc:moraine:/warehouse}.
   *
   * @throws SQLException if it is no such URL
   */
  public MoraineDataSource(String url) throws SQLException {
    JdbcUrl parsed = JdbcUrl.parse(url, new Properties());
    this.url = url;
    this.session = Failures.during(() -> Session.open(parsed.options()));
  }

  @Override
  public Connection getConnection() {
    return new MoraineConnection(url, session, false);
  }

  /** As the other: there are no users. */
  @Override
  public Connection getConnection(String user, String password) {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("Logs go to SLF4J");
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // Nothing is waited for.
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Logs go to SLF4J");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    } else if (type.isInstance(session)) {
      return type.cast(session);
    }
    throw new SQLException("A MoraineDataSource wraps no %s".formatted(type.getName()), "0A000");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this) || type.isInstance(session);
  }

  /** Closes the session. */
  @Override
  public void close() {
    session.close();
  }
}
