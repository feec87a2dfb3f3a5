package io.moraine.jdbc;

import java.sql.SQLException;
import java.sql.Wrapper;

/** What is below JDBC's interfaces, for those who want it. */
interface Wrapped extends Wrapper {
  /** The object below this one, or this one. */
  default Object below() {
    return this;
  }

  @Override
  default <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    } else if (type.isInstance(below())) {
      return type.cast(below());
    }
    throw new SQLException(
        "%s is no %s, and wraps none".formatted(getClass().getSimpleName(), type.getName()),
        "0A000");
  }

  @Override
  default boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || type.isInstance(below());
  }
}
