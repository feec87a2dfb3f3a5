package io.moraine.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Types;

/** The places of a statement: each takes what it is given, the statement decides when it runs. */
record ParameterPlaces(int count) implements ParameterMetaData, Wrapped {
  private void require(int place) throws SQLException {
    if (place < 1 || place > count) {
      throw new SQLException(
          "There is no parameter %d: the statement has %d".formatted(place, count), "07009");
    }
  }

  @Override
  public int getParameterCount() {
    return count;
  }

  @Override
  public int isNullable(int place) throws SQLException {
    require(place);
    return parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int place) throws SQLException {
    require(place);
    return true;
  }

  @Override
  public int getPrecision(int place) throws SQLException {
    require(place);
    return 0;
  }

  @Override
  public int getScale(int place) throws SQLException {
    require(place);
    return 0;
  }

  @Override
  public int getParameterType(int place) throws SQLException {
    require(place);
    return Types.OTHER;
  }

  @Override
  public String getParameterTypeName(int place) throws SQLException {
    require(place);
    return "ANY";
  }

  @Override
  public String getParameterClassName(int place) throws SQLException {
    require(place);
    return Object.class.getName();
  }

  @Override
  public int getParameterMode(int place) throws SQLException {
    require(place);
    return parameterModeIn;
  }
}
