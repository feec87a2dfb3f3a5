package io.moraine.jdbc;

import io.moraine.Rows;
import io.moraine.core.text.ValueText;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An array's elements; a copy each time. */
record SqlArray(DataType element, List<?> held, String column) implements Array {
  @Override
  public String getBaseTypeName() {
    return SqlTypes.name(element);
  }

  @Override
  public int getBaseType() {
    return SqlTypes.code(element);
  }

  /** The objects that {@code getObject} gives. */
  Object[] elements() throws SQLException {
    Object[] elements = new Object[held.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = JavaObjects.of(held.get(i), element, column);
    }
    return elements;
  }

  @Override
  public Object getArray() throws SQLException {
    return elements();
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    return slice(index, count);
  }

  private Object[] slice(long index, int count) throws SQLException {
    if (index < 1 || count < 0 || index - 1 > held.size()) {
      throw new SQLDataException(
          "An array of %d elements has none from %d on".formatted(held.size(), index), "2202E");
    }
    int from = (int) index - 1;
    return Arrays.copyOfRange(elements(), from, Math.min(held.size(), from + count));
  }

  @Override
  public Object getArray(Map<String, Class<?>> map) throws SQLException {
    return elements();
  }

  @Override
  public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
    return slice(index, count);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return getResultSet(1, held.size());
  }

  /** Rows of an index from 1, and the element. */
  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    if (element.isNested()) {
      throw Refusals.unknown("result sets of nested arrays");
    }
    int size = slice(index, count).length;
    Rows rows =
        Rows.of(
            StructField.of("INDEX", DataType.Primitive.LONG),
            StructField.of("VALUE", DataType.Primitive.STRING));
    for (int i = 0; i < size; i++) {
      Object value = held.get((int) index - 1 + i);
      rows.add(index + i, value == null ? null : ValueText.format(element, value, ZoneOffset.UTC));
    }
    return MoraineResultSet.of(rows);
  }

  @Override
  public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map)
      throws SQLException {
    return getResultSet(index, count);
  }

  @Override
  public void free() {
    // It holds nothing but memory.
  }

  @Override
  public String toString() {
    return ValueText.format(new DataType.Array(element, true), held, ZoneOffset.UTC);
  }
}
