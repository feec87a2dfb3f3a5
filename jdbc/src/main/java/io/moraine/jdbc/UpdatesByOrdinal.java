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
interface UpdatesByOrdinal extends ResultSet {
  @Override
  default void updateNull(int columnIndex) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBoolean(int columnIndex, boolean x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateByte(int columnIndex, byte x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateShort(int columnIndex, short x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateInt(int columnIndex, int x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateLong(int columnIndex, long x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateFloat(int columnIndex, float x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateDouble(int columnIndex, double x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBigDecimal(int columnIndex, BigDecimal x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateString(int columnIndex, String x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBytes(int columnIndex, byte[] x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateDate(int columnIndex, Date x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateTime(int columnIndex, Time x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateTimestamp(int columnIndex, Timestamp x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateAsciiStream(int columnIndex, InputStream x, int length) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBinaryStream(int columnIndex, InputStream x, int length) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateCharacterStream(int columnIndex, Reader x, int length) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateObject(int columnIndex, Object x, int scaleOrLength) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateObject(int columnIndex, Object x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateRef(int columnIndex, Ref x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBlob(int columnIndex, Blob x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateClob(int columnIndex, Clob x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateArray(int columnIndex, Array x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateRowId(int columnIndex, RowId x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateNString(int columnIndex, String nString) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateNClob(int columnIndex, NClob nClob) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateSQLXML(int columnIndex, SQLXML xmlObject) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateNCharacterStream(int columnIndex, Reader x, long length) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateAsciiStream(int columnIndex, InputStream x, long length) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBinaryStream(int columnIndex, InputStream x, long length) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateCharacterStream(int columnIndex, Reader x, long length) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBlob(int columnIndex, InputStream inputStream, long length)
      throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateClob(int columnIndex, Reader reader, long length) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateNClob(int columnIndex, Reader reader, long length) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateNCharacterStream(int columnIndex, Reader x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateAsciiStream(int columnIndex, InputStream x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBinaryStream(int columnIndex, InputStream x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateCharacterStream(int columnIndex, Reader x) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateBlob(int columnIndex, InputStream inputStream) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateClob(int columnIndex, Reader reader) throws SQLException {
    throw Refusals.readOnly();
  }

  @Override
  default void updateNClob(int columnIndex, Reader reader) throws SQLException {
    throw Refusals.readOnly();
  }
}
