package io.moraine.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.util.Calendar;

/** Parameters of types that tables do not have. */
interface RefusedParameters extends PreparedStatement {
  @Override
  default void setTime(int parameterIndex, Time x) throws SQLException {
    throw Refusals.unknown("Time");
  }

  @Override
  default void setAsciiStream(int parameterIndex, InputStream x, int length) throws SQLException {
    throw Refusals.unknown("AsciiStream");
  }

  @Override
  @Deprecated
  default void setUnicodeStream(int parameterIndex, InputStream x, int length) throws SQLException {
    throw Refusals.unknown("UnicodeStream");
  }

  @Override
  default void setRef(int parameterIndex, Ref x) throws SQLException {
    throw Refusals.unknown("Ref");
  }

  @Override
  default void setBlob(int parameterIndex, Blob x) throws SQLException {
    throw Refusals.unknown("Blob");
  }

  @Override
  default void setClob(int parameterIndex, Clob x) throws SQLException {
    throw Refusals.unknown("Clob");
  }

  @Override
  default void setTime(int parameterIndex, Time x, Calendar cal) throws SQLException {
    throw Refusals.unknown("Time");
  }

  @Override
  default void setURL(int parameterIndex, URL x) throws SQLException {
    throw Refusals.unknown("URL");
  }

  @Override
  default void setRowId(int parameterIndex, RowId x) throws SQLException {
    throw Refusals.unknown("RowId");
  }

  @Override
  default void setNClob(int parameterIndex, NClob value) throws SQLException {
    throw Refusals.unknown("NClob");
  }

  @Override
  default void setClob(int parameterIndex, Reader reader, long length) throws SQLException {
    throw Refusals.unknown("Clob");
  }

  @Override
  default void setBlob(int parameterIndex, InputStream inputStream, long length)
      throws SQLException {
    throw Refusals.unknown("Blob");
  }

  @Override
  default void setNClob(int parameterIndex, Reader reader, long length) throws SQLException {
    throw Refusals.unknown("NClob");
  }

  @Override
  default void setSQLXML(int parameterIndex, SQLXML xmlObject) throws SQLException {
    throw Refusals.unknown("SQLXML");
  }

  @Override
  default void setAsciiStream(int parameterIndex, InputStream x, long length) throws SQLException {
    throw Refusals.unknown("AsciiStream");
  }

  @Override
  default void setAsciiStream(int parameterIndex, InputStream x) throws SQLException {
    throw Refusals.unknown("AsciiStream");
  }

  @Override
  default void setClob(int parameterIndex, Reader reader) throws SQLException {
    throw Refusals.unknown("Clob");
  }

  @Override
  default void setBlob(int parameterIndex, InputStream inputStream) throws SQLException {
    throw Refusals.unknown("Blob");
  }

  @Override
  default void setNClob(int parameterIndex, Reader reader) throws SQLException {
    throw Refusals.unknown("NClob");
  }
}
