package io.moraine.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** Refuses to change a result: results are for reading, statements change tables. */
interface UpdatesByLabel extends ResultSet {
  @Override
  default void updateNull(String columnLabel) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBoolean(String columnLabel, boolean x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateByte(String columnLabel, byte x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateShort(String columnLabel, short x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateInt(String columnLabel, int x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateLong(String columnLabel, long x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateFloat(String columnLabel, float x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateDouble(String columnLabel, double x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBigDecimal(String columnLabel, BigDecimal x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateString(String columnLabel, String x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBytes(String columnLabel, byte[] x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateDate(String columnLabel, Date x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateTime(String columnLabel, Time x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateTimestamp(String columnLabel, Timestamp x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateAsciiStream(String columnLabel, InputStream x, int length)
      throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBinaryStream(String columnLabel, InputStream x, int length)
      throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateCharacterStream(String columnLabel, Reader reader, int length)
      throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateObject(String columnLabel, Object x, int scaleOrLength) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateObject(String columnLabel, Object x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateRef(String columnLabel, Ref x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBlob(String columnLabel, Blob x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateClob(String columnLabel, Clob x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateArray(String columnLabel, Array x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateRowId(String columnLabel, RowId x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateNString(String columnLabel, String nString) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateNClob(String columnLabel, NClob nClob) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateSQLXML(String columnLabel, SQLXML xmlObject) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateNCharacterStream(String columnLabel, Reader reader, long length)
      throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateAsciiStream(String columnLabel, InputStream x, long length)
      throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBinaryStream(String columnLabel, InputStream x, long length)
      throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateCharacterStream(String columnLabel, Reader reader, long length)
      throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBlob(String columnLabel, InputStream inputStream, long length)
      throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateClob(String columnLabel, Reader reader, long length) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateNClob(String columnLabel, Reader reader, long length) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateNCharacterStream(String columnLabel, Reader reader) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateAsciiStream(String columnLabel, InputStream x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBinaryStream(String columnLabel, InputStream x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateCharacterStream(String columnLabel, Reader reader) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBlob(String columnLabel, InputStream inputStream) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateClob(String columnLabel, Reader reader) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateNClob(String columnLabel, Reader reader) throws SQLException {
    throw Refusals.readOnly();
  }
}
