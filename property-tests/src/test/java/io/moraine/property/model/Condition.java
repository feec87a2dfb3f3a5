package io.moraine.property.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition on a row of the table, as SQL and as its value, which is null where it is unknown.
 */
public sealed interface Condition {
  /** As SQL, where {@code prefix} stands before the columns' names. */
  String sql(String prefix);

  /** True, false or null. */
  Boolean of(Row row);

  default boolean holds(Row row) {
    return Boolean.TRUE.equals(of(row));
  }

  record KeyBelow(int bound) implements Condition {
    @Override
    public String sql(String prefix) {
      return prefix + "k < " + bound;
    }

    @Override
    public Boolean of(Row row) {
      return row.k() == null ? null : row.k() < bound;
    }
  }

  record KeyIn(List<Integer> keys) implements Condition {
    @Override
    public String sql(String prefix) {
      String list = keys.stream().map(String::valueOf).collect(Collectors.joining(", "));
      return "%sk IN (%s)".formatted(prefix, list);
    }

    @Override
    public Boolean of(Row row) {
      return row.k() == null ? null : keys.contains(row.k());
    }
  }

  record GroupIs(String group) implements Condition {
    @Override
    public String sql(String prefix) {
      return "%sg = %s".formatted(prefix, Row.literal(group));
    }

    @Override
    public Boolean of(Row row) {
      return row.g() == null ? null : row.g().equals(group);
    }
  }

  record GroupIsNull() implements Condition {
    @Override
    public String sql(String prefix) {
      return prefix + "g IS NULL";
    }

    @Override
    public Boolean of(Row row) {
      return row.g() == null;
    }
  }

  record NumberAbove(long bound) implements Condition {
    @Override
    public String sql(String prefix) {
      return prefix + "v > " + bound;
    }

    @Override
    public Boolean of(Row row) {
      return row.v() == null ? null : row.v() > bound;
    }
  }

  record Not(Condition condition) implements Condition {
    @Override
    public String sql(String prefix) {
      return "NOT (%s)".formatted(condition.sql(prefix));
    }

    @Override
    public Boolean of(Row row) {
      Boolean value = condition.of(row);
      return value == null ? null : !value;
    }
  }

  record And(Condition left, Condition right) implements Condition {
    @Override
    public String sql(String prefix) {
      return "(%s) AND (%s)".formatted(left.sql(prefix), right.sql(prefix));
    }

    @Override
    public Boolean of(Row row) {
      Boolean first = left.of(row);
      Boolean second = right.of(row);
      if (Boolean.FALSE.equals(first) || Boolean.FALSE.equals(second)) {
        return false;
      }
      return (first == null || second == null) ? null : true;
    }
  }

  record Or(Condition left, Condition right) implements Condition {
    @Override
    public String sql(String prefix) {
      return "(%s) OR (%s)".formatted(left.sql(prefix), right.sql(prefix));
    }

    @Override
    public Boolean of(Row row) {
      return new Not(new And(new Not(left), new Not(right))).of(row);
    }
  }
}
