package io.moraine.jdbc;

import java.io.InputStream;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.util.Calendar;

/** What a result that is read once, forward, cannot do, and the types that tables do not have. */
interface ForwardResult extends ResultSet {
  @Override
  default Time getTime(int columnIndex) throws SQLException {
    throw Refusals.unknown("Time");
  }

  @Override
  @Deprecated
  default InputStream getUnicodeStream(int columnIndex) throws SQLException {
    throw Refusals.unknown("UnicodeStream");
  }

  @Override
  default Time getTime(String columnLabel) throws SQLException {
    throw Refusals.unknown("Time");
  }

  @Override
  @Deprecated
  default InputStream getUnicodeStream(String columnLabel) throws SQLException {
    throw Refusals.unknown("UnicodeStream");
  }

  @Override
  default String getCursorName() throws SQLException {
    throw Refusals.unknown("named cursors");
  }

  @Override
  default void beforeFirst() throws SQLException {
    throw Refusals.forwardOnly();
  }

  @Override
  default void afterLast() throws SQLException {
    throw Refusals.forwardOnly();
  }

  @Override
  default boolean first() throws SQLException {
    throw Refusals.forwardOnly();
  }

  @Override
  default boolean last() throws SQLException {
    throw Refusals.forwardOnly();
  }

  @Override
  default boolean absolute(int row) throws SQLException {
    throw Refusals.forwardOnly();
  }

  @Override
  default boolean relative(int rows) throws SQLException {
    throw Refusals.forwardOnly();
  }

  @Override
  default boolean previous() throws SQLException {
    throw Refusals.forwardOnly();
  }

  @Override
  default boolean rowUpdated() throws SQLException {
    return false;
  }

  @Override
  default boolean rowInserted() throws SQLException {
    return false;
  }

  @Override
  default boolean rowDeleted() throws SQLException {
    return false;
  }

  @Override
  default void insertRow() throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateRow() throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void deleteRow() throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void refreshRow() throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void cancelRowUpdates() throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void moveToInsertRow() throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void moveToCurrentRow() throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default Ref getRef(int columnIndex) throws SQLException {
    throw Refusals.unknown("Ref");
  }

  @Override
  default Blob getBlob(int columnIndex) throws SQLException {
    throw Refusals.unknown("Blob");
  }

  @Override
  default Clob getClob(int columnIndex) throws SQLException {
    throw Refusals.unknown("Clob");
  }

  @Override
  default Ref getRef(String columnLabel) throws SQLException {
    throw Refusals.unknown("Ref");
  }

  @Override
  default Blob getBlob(String columnLabel) throws SQLException {
    throw Refusals.unknown("Blob");
  }

  @Override
  default Clob getClob(String columnLabel) throws SQLException {
    throw Refusals.unknown("Clob");
  }

  @Override
  default Time getTime(int columnIndex, Calendar cal) throws SQLException {
    throw Refusals.unknown("Time");
  }

  @Override
  default Time getTime(String columnLabel, Calendar cal) throws SQLException {
    throw Refusals.unknown("Time");
  }

  @Override
  default URL getURL(int columnIndex) throws SQLException {
    throw Refusals.unknown("URL");
  }

  @Override
  default URL getURL(String columnLabel) throws SQLException {
    throw Refusals.unknown("URL");
  }

  @Override
  default RowId getRowId(int columnIndex) throws SQLException {
    throw Refusals.unknown("RowId");
  }

  @Override
  default RowId getRowId(String columnLabel) throws SQLException {
    throw Refusals.unknown("RowId");
  }

  @Override
  default NClob getNClob(int columnIndex) throws SQLException {
    throw Refusals.unknown("NClob");
  }

  @Override
  default NClob getNClob(String columnLabel) throws SQLException {
    throw Refusals.unknown("NClob");
  }

  @Override
  default SQLXML getSQLXML(int columnIndex) throws SQLException {
    throw Refusals.unknown("SQLXML");
  }

  @Override
  default SQLXML getSQLXML(String columnLabel) throws SQLException {
    throw Refusals.unknown("SQLXML");
  }
}
