package io.moraine.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.List;

/** A statement with places {@code ?}, which are filled from 1. */
final class MorainePreparedStatement extends MoraineStatement implements RefusedParameters {
  private final StatementText text;
  private final Object[] values;
  private final BitSet given = new BitSet();
  private final List<Object[]> batch = new ArrayList<>();

  MorainePreparedStatement(MoraineConnection connection, StatementText text) {
    super(connection);
    this.text = text;
    this.values = new Object[text.parameters()];
  }

  private void set(int index, Object value) throws SQLException {
    requireOpen();
    if (index < 1 || index > values.length) {
      throw new SQLException(
          "There is no parameter %d: the statement has %d".formatted(index, values.length),
          "07009");
    }
    values[index - 1] = ParameterValues.of(value);
    given.set(index - 1);
  }

  private Object[] all() throws SQLException {
    requireOpen();
    int missing = given.nextClearBit(0);
    if (missing < values.length) {
      throw new SQLException(
          "Parameter %d of %d was not set".formatted(missing + 1, values.length), "07002");
    }
    return values.clone();
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return query(text, all());
  }

  @Override
  public int executeUpdate() throws SQLException {
    return narrowed(executeLargeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return update(text, all());
  }

  @Override
  public boolean execute() throws SQLException {
    return run(text, all());
  }

  @Override
  public void addBatch() throws SQLException {
    batch.add(all());
  }

  @Override
  public void clearBatch() throws SQLException {
    requireOpen();
    batch.clear();
  }

  /**
   * Runs the statement for each row of parameters: an {@code INSERT … VALUES} of one row once for
   * all of them, which so become one version or none; any other one by one, each a transaction.
   */
  @Override
  public long[] executeLargeBatch() throws SQLException {
    requireOpen();
    List<Object[]> rows = List.copyOf(batch);
    batch.clear();
    long[] counts = new long[rows.size()];
    if (text.row().isPresent() && rows.size() > 1) {
      try {
        insert(text, rows.size(), rows.stream().flatMap(Arrays::stream).toArray());
      } catch (SQLException e) {
        throw new BatchUpdateException(
            "No row of the batch was inserted: " + e.getMessage(),
            e.getSQLState(),
            0,
            new long[0],
            e);
      }
      Arrays.fill(counts, 1);
      return counts;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = inBatch(i, counts, text, rows.get(i));
    }
    return counts;
  }

  /** What the query will give, if that can be told before its parameters are known; else null. */
  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    requireOpen();
    return moraine().columns(text);
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    requireOpen();
    return new ParameterPlaces(values.length);
  }

  @Override
  public void clearParameters() throws SQLException {
    requireOpen();
    given.clear();
    Arrays.fill(values, null);
  }

  private static SQLException prepared() {
    return new SQLException("A prepared statement runs its own text alone", "HY010");
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    throw prepared();
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    throw prepared();
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    throw prepared();
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    throw prepared();
  }

  @Override
  public void setNull(int index, int sqlType) throws SQLException {
    set(index, null);
  }

  @Override
  public void setNull(int index, int sqlType, String typeName) throws SQLException {
    set(index, null);
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setBigDecimal(int index, BigDecimal value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setString(int index, String value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setNString(int index, String value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setBytes(int index, byte[] value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setDate(int index, Date value) throws SQLException {
    set(index, value);
  }

  /** The date that it is in the calendar's zone. */
  @Override
  public void setDate(int index, Date value, Calendar calendar) throws SQLException {
    set(
        index,
        value == null
            ? null
            : Instant.ofEpochMilli(value.getTime())
                .atZone(calendar.getTimeZone().toZoneId())
                .toLocalDate());
  }

  @Override
  public void setTimestamp(int index, Timestamp value) throws SQLException {
    set(index, value);
  }

  /** A timestamp is an instant, whatever the calendar. */
  @Override
  public void setTimestamp(int index, Timestamp value, Calendar calendar) throws SQLException {
    set(index, value);
  }

  @Override
  public void setObject(int index, Object value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setObject(int index, Object value, int targetSqlType) throws SQLException {
    set(index, ParameterValues.as(value, targetSqlType));
  }

  @Override
  public void setObject(int index, Object value, int targetSqlType, int scaleOrLength)
      throws SQLException {
    set(index, ParameterValues.as(value, targetSqlType));
  }

  @Override
  public void setArray(int index, Array value) throws SQLException {
    set(index, value);
  }

  private void setText(int index, Reader reader, long length) throws SQLException {
    try {
      StringBuilder text = new StringBuilder();
      char[] part = new char[4096];
      for (int n = 0; n >= 0 && text.length() < length; ) {
        n = reader.read(part, 0, (int) Math.min(part.length, length - text.length()));
        text.append(part, 0, Math.max(0, n));
      }
      set(index, text.toString());
    } catch (IOException e) {
      throw new SQLException("Cannot read parameter %d".formatted(index), "22000", e);
    }
  }

  private void setBytes(int index, InputStream stream, long length) throws SQLException {
    try {
      set(index, stream.readNBytes((int) Math.min(Integer.MAX_VALUE, length)));
    } catch (IOException e) {
      throw new SQLException("Cannot read parameter %d".formatted(index), "22000", e);
    }
  }

  @Override
  public void setCharacterStream(int index, Reader reader) throws SQLException {
    setText(index, reader, Long.MAX_VALUE);
  }

  @Override
  public void setCharacterStream(int index, Reader reader, int length) throws SQLException {
    setText(index, reader, length);
  }

  @Override
  public void setCharacterStream(int index, Reader reader, long length) throws SQLException {
    setText(index, reader, length);
  }

  @Override
  public void setNCharacterStream(int index, Reader reader) throws SQLException {
    setText(index, reader, Long.MAX_VALUE);
  }

  @Override
  public void setNCharacterStream(int index, Reader reader, long length) throws SQLException {
    setText(index, reader, length);
  }

  @Override
  public void setBinaryStream(int index, InputStream stream) throws SQLException {
    setBytes(index, stream, Long.MAX_VALUE);
  }

  @Override
  public void setBinaryStream(int index, InputStream stream, int length) throws SQLException {
    setBytes(index, stream, length);
  }

  @Override
  public void setBinaryStream(int index, InputStream stream, long length) throws SQLException {
    setBytes(index, stream, length);
  }

  /** The statement without its parameters' values, which may be secret. */
  @Override
  public String toString() {
    return text.sql();
  }
}
