package io.moraine.jdbc;

import io.moraine.Rows;
import io.moraine.core.type.StructField;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import java.util.OptionalInt;

/** The rows of a query, read once and forward, as they are computed. */
final class MoraineResultSet
    implements ColumnsByLabel, ForwardResult, UpdatesByLabel, UpdatesByOrdinal, Wrapped {
  private final Cursor cursor;
  private final MoraineStatement statement;
  private boolean wasNull;
  private boolean closed;

  /** {@code statement} is null for rows that no statement made. */
  MoraineResultSet(Cursor cursor, MoraineStatement statement) {
    this.cursor = cursor;
    this.statement = statement;
  }

  /** Rows that no statement made. */
  static MoraineResultSet of(Rows rows) {
    return new MoraineResultSet(new Cursor(rows.batches(), new Running(), 0), null);
  }

  private void requireOpen() throws SQLException {
    if (closed) {
      throw new SQLException("The result is closed", "24000");
    }
  }

  @Override
  public boolean next() throws SQLException {
    requireOpen();
    return cursor.next();
  }

  private StructField field(int column) throws SQLException {
    if (column < 1 || column > cursor.schema().size()) {
      throw new SQLException(
          "There is no column %d: the result has columns 1 to %d"
              .formatted(column, cursor.schema().size()),
          "07009");
    }
    return cursor.schema().field(column - 1);
  }

  private Object held(int column) throws SQLException {
    requireOpen();
    field(column);
    if (!cursor.isOnRow()) {
      throw new SQLException("There is no current row: call next() until it is false", "24000");
    }
    Object held = cursor.value(column - 1);
    wasNull = held == null;
    return held;
  }

  /** Null if the column is. */
  private ColumnValue value(int column) throws SQLException {
    Object held = held(column);
    StructField field = field(column);
    return held == null ? null : new ColumnValue(held, field.type(), field.name());
  }

  private long whole(int column, long least, long most, String wanted) throws SQLException {
    ColumnValue value = value(column);
    return value == null ? 0 : value.whole(least, most, wanted);
  }

  @Override
  public boolean wasNull() {
    return wasNull;
  }

  @Override
  public String getString(int column) throws SQLException {
    ColumnValue value = value(column);
    return value == null ? null : value.text();
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    ColumnValue value = value(column);
    return value != null && value.truth();
  }

  @Override
  public byte getByte(int column) throws SQLException {
    return (byte) whole(column, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
  }

  @Override
  public short getShort(int column) throws SQLException {
    return (short) whole(column, Short.MIN_VALUE, Short.MAX_VALUE, "short");
  }

  @Override
  public int getInt(int column) throws SQLException {
    return (int) whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
  }

  @Override
  public long getLong(int column) throws SQLException {
    return whole(column, Long.MIN_VALUE, Long.MAX_VALUE, "long");
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return (float) getDouble(column);
  }

  @Override
  public double getDouble(int column) throws SQLException {
    ColumnValue value = value(column);
    return value == null ? 0 : value.number("double");
  }

  @Override
  public BigDecimal getBigDecimal(int column) throws SQLException {
    ColumnValue value = value(column);
    return value == null ? null : value.decimal("decimal");
  }

  @Override
  @Deprecated
  public BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal number = getBigDecimal(column);
    return number == null ? null : number.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public byte[] getBytes(int column) throws SQLException {
    ColumnValue value = value(column);
    return value == null ? null : value.bytes();
  }

  @Override
  public Date getDate(int column) throws SQLException {
    ColumnValue value = value(column);
    return value == null ? null : Date.valueOf(value.date());
  }

  /** The date's midnight in the calendar's zone. */
  @Override
  public Date getDate(int column, Calendar calendar) throws SQLException {
    ColumnValue value = value(column);
    return value == null
        ? null
        : new Date(
            value
                .date()
                .atStartOfDay(calendar.getTimeZone().toZoneId())
                .toInstant()
                .toEpochMilli());
  }

  @Override
  public Timestamp getTimestamp(int column) throws SQLException {
    ColumnValue value = value(column);
    return value == null ? null : JavaObjects.timestamp(value);
  }

  /** A time without zone is taken for one of the calendar's zone. */
  @Override
  public Timestamp getTimestamp(int column, Calendar calendar) throws SQLException {
    ColumnValue value = value(column);
    return value == null ? null : Timestamp.from(value.instant(calendar.getTimeZone().toZoneId()));
  }

  @Override
  public InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public InputStream getBinaryStream(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  public String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public Object getObject(int column) throws SQLException {
    StructField field = field(column);
    return JavaObjects.of(held(column), field.type(), field.name());
  }

  @Override
  public Object getObject(int column, Map<String, Class<?>> map) throws SQLException {
    return getObject(column);
  }

  @Override
  public <T> T getObject(int column, Class<T> type) throws SQLException {
    if (type == null) {
      throw new SQLException("The class that is wanted of column %d is null".formatted(column));
    }
    ColumnValue value = value(column);
    return value == null ? null : JavaObjects.as(value, type);
  }

  @Override
  public Array getArray(int column) throws SQLException {
    Object object = getObject(column);
    if (object != null && !(object instanceof Array)) {
      throw new ColumnValue(object, field(column).type(), field(column).name()).misfit("array");
    }
    return (Array) object;
  }

  @Override
  public int findColumn(String label) throws SQLException {
    requireOpen();
    OptionalInt ordinal = cursor.schema().ordinalOf(label);
    if (ordinal.isEmpty()) {
      throw new SQLException(
          "There is no column '%s'; the result has %s"
              .formatted(label, String.join(", ", cursor.schema().names())),
          "42703");
    }
    return ordinal.getAsInt() + 1;
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    requireOpen();
    return new ResultColumns(cursor.schema());
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    requireOpen();
    return cursor.isBeforeFirst();
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    requireOpen();
    return cursor.isAfterLast();
  }

  @Override
  public boolean isFirst() throws SQLException {
    requireOpen();
    return cursor.number() == 1;
  }

  @Override
  public boolean isLast() throws SQLException {
    throw Refusals.forwardOnly();
  }

  @Override
  public int getRow() throws SQLException {
    requireOpen();
    return (int) Math.min(Integer.MAX_VALUE, cursor.number());
  }

  @Override
  public Statement getStatement() throws SQLException {
    requireOpen();
    return statement;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    if (direction != FETCH_FORWARD) {
      throw Refusals.forwardOnly();
    }
  }

  @Override
  public int getFetchDirection() {
    return FETCH_FORWARD;
  }

  @Override
  public void setFetchSize(int rows) {
    // Rows come in the engine's batches.
  }

  @Override
  public int getFetchSize() {
    return 0;
  }

  @Override
  public int getType() {
    return TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() {
    return CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() {
    return HOLD_CURSORS_OVER_COMMIT;
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
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws SQLException {
    if (!closed) {
      closed = true;
      cursor.close();
      if (statement != null) {
        statement.ended(this);
      }
    }
  }
}
