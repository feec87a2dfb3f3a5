package io.moraine.jdbc;

import io.moraine.core.text.ValueText;
import io.moraine.core.type.StructType;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A struct's fields, in order. */
record SqlStruct(StructType type, List<?> held, String column) implements Struct {
  @Override
  public String getSQLTypeName() {
    return SqlTypes.name(type);
  }

  @Override
  public Object[] getAttributes() throws SQLException {
    Object[] attributes = new Object[held.size()];
    for (int i = 0; i < attributes.length; i++) {
      attributes[i] = JavaObjects.of(held.get(i), type.field(i).type(), column);
    }
    return attributes;
  }

  @Override
  public Object[] getAttributes(Map<String, Class<?>> map) throws SQLException {
    return getAttributes();
  }

  @Override
  public String toString() {
    return ValueText.format(type, held, ZoneOffset.UTC);
  }
}
