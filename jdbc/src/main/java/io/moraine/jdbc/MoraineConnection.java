package io.moraine.jdbc;

import io.moraine.Result;
import io.moraine.Row;
import io.moraine.Schemas;
import io.moraine.Session;
import io.moraine.core.error.MoraineException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.sql.Array;
import java.sql.ClientInfoStatus;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * A session as a connection. Auto-commit is on and stays on; each statement sees the newest version
 * of its tables. Several statements may run at once, each on its own thread.
 */
final class MoraineConnection implements RefusedOfConnection, Wrapped {
  private final String url;
  private final Session session;
  private final boolean owns;
  private final Set<MoraineStatement> statements = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Closes {@code session} with itself if it {@code owns} it. */
  MoraineConnection(String url, Session session, boolean owns) {
    this.url = url;
    this.session = session;
    this.owns = owns;
  }

  String url() {
    return url;
  }

  Session session() {
    return session;
  }

  @Override
  public Object below() {
    return session;
  }

  void requireOpen() throws SQLException {
    if (closed) {
      throw Refusals.closed("connection");
    }
  }

  private <T extends MoraineStatement> T known(T statement) {
    statements.add(statement);
    return statement;
  }

  void forget(MoraineStatement statement) {
    statements.remove(statement);
  }

  /** What a query gives; null if that cannot be told without its parameters. */
  ResultSetMetaData columns(StatementText text) throws SQLException {
    if (!text.isQuery()) {
      return null;
    }
    Object[] nulls = new Object[text.parameters()];
    try (Result result =
            nulls.length == 0
                ? session.sql("DESCRIBE QUERY " + text.sql())
                : session.sql("DESCRIBE QUERY " + text.sql(), nulls);
        Stream<Row> rows = result.rows()) {
      List<StructField> fields = new ArrayList<>();
      rows.forEach(row -> fields.add(field(row.string("col_name"), row.string("data_type"))));
      return new ResultColumns(StructType.ofResult(fields));
    } catch (MoraineException e) {
      return null;
    }
  }

  private static StructField field(String name, String type) {
    return type.equals("VOID")
        ? StructField.of(name, DataType.Primitive.VOID)
        : StructField.of(name, Schemas.ofSql("c " + type).field(0).type());
  }

  @Override
  public Statement createStatement() throws SQLException {
    requireOpen();
    return known(new MoraineStatement(this));
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    requireForwardReading(type, concurrency);
    return createStatement();
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    return createStatement(type, concurrency);
  }

  private static void requireForwardReading(int type, int concurrency) throws SQLException {
    if (type != ResultSet.TYPE_FORWARD_ONLY) {
      throw Refusals.forwardOnly();
    } else if (concurrency != ResultSet.CONCUR_READ_ONLY) {
      throw Refusals.readOnly();
    }
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    requireOpen();
    return known(new MorainePreparedStatement(this, StatementText.parse(sql)));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    requireForwardReading(type, concurrency);
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return prepareStatement(sql, type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
    if (keys != Statement.NO_GENERATED_KEYS) {
      throw Refusals.unknown("generated keys");
    }
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
    throw Refusals.unknown("generated keys");
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
    throw Refusals.unknown("generated keys");
  }

  @Override
  public String nativeSQL(String sql) {
    return sql;
  }

  @Override
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    requireOpen();
    if (!autoCommit) {
      throw Refusals.autoCommitOnly();
    }
  }

  @Override
  public boolean getAutoCommit() {
    return true;
  }

  @Override
  public void commit() throws SQLException {
    throw Refusals.autoCommitOnly();
  }

  @Override
  public void rollback() throws SQLException {
    throw Refusals.autoCommitOnly();
  }

  /** There are no transactions of several statements; a single one is serialisable. */
  @Override
  public int getTransactionIsolation() {
    return TRANSACTION_NONE;
  }

  /** All levels come to the same, for single statements. */
  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    requireOpen();
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    requireOpen();
    return new MoraineMetaData(this);
  }

  /** A hint; it forbids nothing. */
  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    requireOpen();
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public void setCatalog(String catalog) {
    // There are none, and JDBC has this ignored then.
  }

  @Override
  public String getCatalog() {
    return null;
  }

  @Override
  public void setSchema(String schema) {
    // There are none, and JDBC has this ignored then.
  }

  @Override
  public String getSchema() {
    return null;
  }

  @Override
  public SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void clearWarnings() {
    // There are none.
  }

  @Override
  public Map<String, Class<?>> getTypeMap() {
    return new HashMap<>();
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    if (!map.isEmpty()) {
      throw Refusals.unknown("types of users");
    }
  }

  @Override
  public void setHoldability(int holdability) {
    // Nothing that commits closes a result.
  }

  @Override
  public int getHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public boolean isValid(int timeoutSeconds) throws SQLException {
    if (timeoutSeconds < 0) {
      throw new SQLException(
          "A timeout is 0 or more seconds, got %d".formatted(timeoutSeconds), "HY024");
    }
    return !closed;
  }

  @Override
  public void setClientInfo(String name, String value) throws SQLClientInfoException {
    throw new SQLClientInfoException(
        "There is no client info '%s'".formatted(name),
        Map.of(name, ClientInfoStatus.REASON_UNKNOWN_PROPERTY));
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    for (String name : properties.stringPropertyNames()) {
      setClientInfo(name, properties.getProperty(name));
    }
  }

  @Override
  public String getClientInfo(String name) {
    return null;
  }

  @Override
  public Properties getClientInfo() {
    return new Properties();
  }

  @Override
  public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
    throw Refusals.unknown("arrays as parameters: write array(?, ?)");
  }

  @Override
  public void abort(Executor executor) throws SQLException {
    for (MoraineStatement statement : statements) {
      if (!statement.isClosed()) {
        statement.cancel();
      }
    }
    close();
  }

  /** There is no network between. */
  @Override
  public void setNetworkTimeout(Executor executor, int millis) {
    // Nothing to do.
  }

  @Override
  public int getNetworkTimeout() {
    return 0;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    for (MoraineStatement statement : statements) {
      statement.close();
    }
    if (owns) {
      session.close();
    }
  }
}
