package io.moraine.jdbc;

import io.moraine.Session;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * Opens {@code jdbc:moraine:WAREHOUSE?name=value&…}; found by {@link DriverManager} without being
 * named.
 *
 * <p>The warehouse is a folder, a path or URI, in which tables are found by name, a folder each; it
 * may be left out, for statements that name tables by path, ``delta.`/path` ``. Settings are {@code
 * catalog} (a folder), {@code external-paths} ({@code refuse} or {@code allow}), {@code checksums}
 * ({@code verify} or {@code ignore}), {@code conflicts} ({@code repeat} or {@code fail}), and those
 * of stores, such as {@code s3.endpoint}.
 *
 * <p>A connection is a {@link Session} in this process. It auto-commits: each statement is a
 * transaction, and a batch of {@code INSERT … VALUES} is one, too.
 */
public final class MoraineDriver implements Driver {
  static final int MAJOR = 0;
  static final int MINOR = 1;

  static {
    try {
      DriverManager.registerDriver(new MoraineDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** For {@link java.util.ServiceLoader}. */
  public MoraineDriver() {}

  /** A connection, or null if {@code url} is for another driver. */
  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    JdbcUrl parsed = JdbcUrl.parse(url, properties == null ? new Properties() : properties);
    return new MoraineConnection(url, Failures.during(() -> Session.open(parsed.options())), true);
  }

  @Override
  public boolean acceptsURL(String url) {
    return JdbcUrl.matches(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    return new DriverPropertyInfo[] {
      property(JdbcUrl.CATALOG, "A folder with a catalog that decides versions", List.of()),
      property(
          JdbcUrl.EXTERNAL_PATHS,
          "Files that a log names outside of its table's folder",
          List.of("refuse", "allow")),
      property(
          JdbcUrl.CHECKSUMS,
          "Versions that contradict their checksums",
          List.of("verify", "ignore")),
      property(
          JdbcUrl.CONFLICTS,
          "Changes that another writer's stands against",
          List.of("repeat", "fail")),
    };
  }

  private static DriverPropertyInfo property(String name, String what, List<String> choices) {
    DriverPropertyInfo info =
        new DriverPropertyInfo(name, choices.isEmpty() ? null : choices.get(0));
    info.description = what;
    info.choices = choices.isEmpty() ? null : choices.toArray(new String[0]);
    return info;
  }

  @Override
  public int getMajorVersion() {
    return MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return MINOR;
  }

  /** There is no entry-level SQL-92 of transactions over several statements. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Logs go to SLF4J");
  }
}
