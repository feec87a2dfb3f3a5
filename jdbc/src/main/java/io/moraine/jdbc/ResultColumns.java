package io.moraine.jdbc;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** The columns of a result. */
record ResultColumns(StructType schema) implements ResultSetMetaData, Wrapped {
  private StructField field(int column) throws SQLException {
    if (column < 1 || column > schema.size()) {
      throw new SQLException(
          "There is no column %d: the result has columns 1 to %d".formatted(column, schema.size()),
          "07009");
    }
    return schema.field(column - 1);
  }

  private DataType type(int column) throws SQLException {
    return field(column).type();
  }

  @Override
  public int getColumnCount() {
    return schema.size();
  }

  @Override
  public boolean isAutoIncrement(int column) {
    return false;
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return type(column) == DataType.Primitive.STRING;
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    return !(type(column) instanceof DataType.MapOf);
  }

  @Override
  public boolean isCurrency(int column) {
    return false;
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return field(column).nullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return type(column).isNumeric();
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return SqlTypes.displaySize(type(column));
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return field(column).name();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return field(column).name();
  }

  @Override
  public String getSchemaName(int column) {
    return "";
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return SqlTypes.precision(type(column));
  }

  @Override
  public int getScale(int column) throws SQLException {
    return SqlTypes.scale(type(column));
  }

  @Override
  public String getTableName(int column) {
    return "";
  }

  @Override
  public String getCatalogName(int column) {
    return "";
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return SqlTypes.code(type(column));
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return SqlTypes.name(type(column));
  }

  @Override
  public boolean isReadOnly(int column) {
    return true;
  }

  @Override
  public boolean isWritable(int column) {
    return false;
  }

  @Override
  public boolean isDefinitelyWritable(int column) {
    return false;
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return SqlTypes.javaClass(type(column)).getName();
  }
}
