package io.moraine.jdbc;

import io.moraine.Result;
import io.moraine.Row;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs statements, each a transaction of its own. A query runs as its rows are read; other
 * statements are done when the method returns. For one thread at a time, but for {@link #cancel}.
 */
class MoraineStatement implements Statement, Wrapped {
  private static final Object[] NONE = {};

  private final MoraineConnection connection;
  private final Running running = new Running();
  private final List<String> batch = new ArrayList<>();
  private MoraineResultSet rows;
  private long updateCount = -1;
  private long maxRows;
  private int timeoutSeconds;
  private boolean closed;
  private boolean closesWithResult;
  private boolean poolable;

  MoraineStatement(MoraineConnection connection) {
    this.connection = connection;
  }

  final void requireOpen() throws SQLException {
    if (closed) {
      throw Refusals.closed("statement");
    }
    connection.requireOpen();
  }

  /** Runs a statement, and holds what it gave. */
  final boolean run(StatementText text, Object[] parameters) throws SQLException {
    return run(text.kind(), text.sql(), parameters);
  }

  private boolean run(StatementText.Kind kind, String sql, Object[] parameters)
      throws SQLException {
    requireOpen();
    endResult();
    running.begin(timeoutSeconds);
    Result result =
        running.call(
            () ->
                parameters.length == 0
                    ? connection.session().sql(sql)
                    : connection.session().sql(sql, parameters));
    boolean hasRows =
        kind == StatementText.Kind.QUERY
            || (kind == StatementText.Kind.COMMAND && result.schema().size() > 0);
    if (hasRows) {
      rows = new MoraineResultSet(new Cursor(result.batches(), running, maxRows), this);
      updateCount = -1;
    } else {
      updateCount = count(result);
    }
    return hasRows;
  }

  /** The rows that a statement changed, by the row that it gives; 0 of one that gives none. */
  private static long count(Result result) {
    try (result;
        Stream<Row> rows = result.rows()) {
      return result.changes().isEmpty()
          ? 0
          : rows.findFirst().map(row -> row.longValue("num_affected_rows")).orElse(0L);
    }
  }

  final ResultSet query(StatementText text, Object[] parameters) throws SQLException {
    if (text.kind() == StatementText.Kind.CHANGE) {
      throw new SQLException(
          "The statement changes rows and gives none: use executeUpdate", "07005");
    }
    if (!run(text, parameters)) {
      throw new SQLException("The statement was run, but gives no rows", "07005");
    }
    return rows;
  }

  final long update(StatementText text, Object[] parameters) throws SQLException {
    if (text.isQuery()) {
      throw new SQLException("The statement is a query: use executeQuery", "07005");
    }
    // What a command tells of its work is not asked for.
    return run(text, parameters) ? 0 : updateCount;
  }

  /** Runs an INSERT of {@code count} rows. */
  final void insert(StatementText text, int count, Object[] parameters) throws SQLException {
    run(StatementText.Kind.CHANGE, text.repeated(count), parameters);
  }

  static int narrowed(long count) {
    return (int) Math.min(Integer.MAX_VALUE, count);
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    requireOpen();
    return query(StatementText.parse(sql), NONE);
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return narrowed(executeLargeUpdate(sql));
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    requireOpen();
    return update(StatementText.parse(sql), NONE);
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    requireOpen();
    return run(StatementText.parse(sql), NONE);
  }

  private static void requireNoKeys(int wanted) throws SQLException {
    if (wanted != NO_GENERATED_KEYS) {
      throw Refusals.unknown("generated keys");
    }
  }

  @Override
  public int executeUpdate(String sql, int keys) throws SQLException {
    requireNoKeys(keys);
    return executeUpdate(sql);
  }

  @Override
  public int executeUpdate(String sql, int[] columns) throws SQLException {
    throw Refusals.unknown("generated keys");
  }

  @Override
  public int executeUpdate(String sql, String[] columns) throws SQLException {
    throw Refusals.unknown("generated keys");
  }

  @Override
  public boolean execute(String sql, int keys) throws SQLException {
    requireNoKeys(keys);
    return execute(sql);
  }

  @Override
  public boolean execute(String sql, int[] columns) throws SQLException {
    throw Refusals.unknown("generated keys");
  }

  @Override
  public boolean execute(String sql, String[] columns) throws SQLException {
    throw Refusals.unknown("generated keys");
  }

  /** No rows: nothing generates keys. */
  @Override
  public ResultSet getGeneratedKeys() {
    return MetadataRows.none("GENERATED_KEY BIGINT");
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    requireOpen();
    batch.add(sql);
  }

  @Override
  public void clearBatch() throws SQLException {
    requireOpen();
    batch.clear();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return Arrays.stream(executeLargeBatch()).mapToInt(MoraineStatement::narrowed).toArray();
  }

  /** Runs them one after the other, each a transaction; the first that fails ends it. */
  @Override
  public long[] executeLargeBatch() throws SQLException {
    requireOpen();
    List<String> statements = List.copyOf(batch);
    batch.clear();
    long[] counts = new long[statements.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = inBatch(i, counts, StatementText.parse(statements.get(i)), NONE);
    }
    return counts;
  }

  final long inBatch(int index, long[] counts, StatementText text, Object[] parameters)
      throws SQLException {
    try {
      return update(text, parameters);
    } catch (SQLException e) {
      throw new BatchUpdateException(
          "Statement %d of the batch: %s".formatted(index + 1, e.getMessage()),
          e.getSQLState(),
          0,
          Arrays.copyOf(counts, index),
          e);
    }
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    requireOpen();
    return rows;
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return narrowed(getLargeUpdateCount());
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    requireOpen();
    return updateCount;
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  /** There is never another. */
  @Override
  public boolean getMoreResults(int current) throws SQLException {
    requireOpen();
    if (current == KEEP_CURRENT_RESULT) {
      rows = null;
    } else {
      endResult();
    }
    updateCount = -1;
    return false;
  }

  private void endResult() throws SQLException {
    MoraineResultSet before = rows;
    rows = null;
    if (before != null) {
      before.close();
    }
  }

  /** Its result was closed. */
  final void ended(MoraineResultSet result) throws SQLException {
    boolean current = rows == result;
    if (current) {
      rows = null;
    }
    if (current && closesWithResult) {
      close();
    }
  }

  @Override
  public void cancel() throws SQLException {
    requireOpen();
    running.cancel();
  }

  @Override
  public int getQueryTimeout() {
    return timeoutSeconds;
  }

  /** Of the time that a statement works, from its start to its last row. */
  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    if (seconds < 0) {
      throw new SQLException("A timeout is 0 or more seconds, got %d".formatted(seconds), "HY024");
    }
    timeoutSeconds = seconds;
  }

  @Override
  public int getMaxRows() {
    return narrowed(maxRows);
  }

  @Override
  public void setMaxRows(int max) throws SQLException {
    setLargeMaxRows(max);
  }

  @Override
  public long getLargeMaxRows() {
    return maxRows;
  }

  @Override
  public void setLargeMaxRows(long max) throws SQLException {
    if (max < 0) {
      throw new SQLException("A limit is 0 or more rows, got %d".formatted(max), "HY024");
    }
    maxRows = max;
  }

  @Override
  public int getMaxFieldSize() {
    return 0;
  }

  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    if (max != 0) {
      throw Refusals.unknown("limit of a field's size");
    }
  }

  /** Escapes in braces are no part of the dialect, whether or not they are enabled. */
  @Override
  public void setEscapeProcessing(boolean enable) {
    // Nothing to do.
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
  public void setCursorName(String name) throws SQLException {
    throw Refusals.unknown("named cursors");
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    if (direction != ResultSet.FETCH_FORWARD) {
      throw Refusals.forwardOnly();
    }
  }

  @Override
  public int getFetchDirection() {
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public void setFetchSize(int rowsAtOnce) {
    // Rows come in the engine's batches.
  }

  @Override
  public int getFetchSize() {
    return 0;
  }

  @Override
  public int getResultSetConcurrency() {
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getResultSetType() {
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getResultSetHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public Connection getConnection() throws SQLException {
    requireOpen();
    return connection;
  }

  final MoraineConnection moraine() {
    return connection;
  }

  @Override
  public void setPoolable(boolean poolable) {
    this.poolable = poolable;
  }

  @Override
  public boolean isPoolable() {
    return poolable;
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    requireOpen();
    closesWithResult = true;
  }

  @Override
  public boolean isCloseOnCompletion() {
    return closesWithResult;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws SQLException {
    if (!closed) {
      closed = true;
      connection.forget(this);
      endResult();
    }
  }
}
