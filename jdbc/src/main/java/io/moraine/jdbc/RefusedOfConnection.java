package io.moraine.jdbc;

import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Struct;

/** What a connection cannot do. */
interface RefusedOfConnection extends Connection {
  @Override
  default CallableStatement prepareCall(String sql) throws SQLException {
    throw Refusals.unknown("stored procedures");
  }

  @Override
  default CallableStatement prepareCall(String sql, int resultSetType, int resultSetConcurrency)
      throws SQLException {
    throw Refusals.unknown("stored procedures");
  }

  @Override
  default Savepoint setSavepoint() throws SQLException {
    throw Refusals.unknown("savepoints");
  }

  @Override
  default Savepoint setSavepoint(String name) throws SQLException {
    throw Refusals.unknown("savepoints");
  }

  @Override
  default void rollback(Savepoint savepoint) throws SQLException {
    throw Refusals.unknown("savepoints");
  }

  @Override
  default void releaseSavepoint(Savepoint savepoint) throws SQLException {
    throw Refusals.unknown("savepoints");
  }

  @Override
  default CallableStatement prepareCall(
      String sql, int resultSetType, int resultSetConcurrency, int resultSetHoldability)
      throws SQLException {
    throw Refusals.unknown("stored procedures");
  }

  @Override
  default Clob createClob() throws SQLException {
    throw Refusals.unknown("Clob");
  }

  @Override
  default Blob createBlob() throws SQLException {
    throw Refusals.unknown("Blob");
  }

  @Override
  default NClob createNClob() throws SQLException {
    throw Refusals.unknown("NClob");
  }

  @Override
  default SQLXML createSQLXML() throws SQLException {
    throw Refusals.unknown("SQLXML");
  }

  @Override
  default Struct createStruct(String typeName, Object[] attributes) throws SQLException {
    throw Refusals.unknown("Struct");
  }
}
