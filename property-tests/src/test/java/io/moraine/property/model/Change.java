package io.moraine.property.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A statement that changes the table {@code t}: its SQL, and what it does to rows. */
public sealed interface Change {
  String sql();

  /** The table's rows after it. */
  List<Row> apply(List<Row> rows);

  private static String list(List<Row> rows) {
    return rows.stream().map(Row::sql).collect(Collectors.joining(", "));
  }

  record Insert(List<Row> values) implements Change {
    @Override
    public String sql() {
      return "INSERT INTO t VALUES " + list(values);
    }

    @Override
    public List<Row> apply(List<Row> rows) {
      List<Row> after = new ArrayList<>(rows);
      after.addAll(values);
      return after;
    }
  }

  /** Puts copies of some rows in. */
  record InsertSelect(Condition where, int shift) implements Change {
    @Override
    public String sql() {
      return "INSERT INTO t SELECT k + %d, g, v FROM t WHERE %s".formatted(shift, where.sql(""));
    }

    @Override
    public List<Row> apply(List<Row> rows) {
      List<Row> after = new ArrayList<>(rows);
      for (Row row : rows) {
        if (where.holds(row)) {
          after.add(new Row(row.k() == null ? null : row.k() + shift, row.g(), row.v()));
        }
      }
      return after;
    }
  }

  /** Puts small files together. */
  record Optimize() implements Change {
    @Override
    public String sql() {
      return "OPTIMIZE t";
    }

    @Override
    public List<Row> apply(List<Row> rows) {
      return rows;
    }
  }

  /** Changes the table's metadata and no row. */
  record Note(int number) implements Change {
    @Override
    public String sql() {
      return "ALTER TABLE t SET TBLPROPERTIES ('note' = '%d')".formatted(number);
    }

    @Override
    public List<Row> apply(List<Row> rows) {
      return rows;
    }
  }

  /** Writes all rows anew. */
  record Rewrite() implements Change {
    @Override
    public String sql() {
      return "INSERT OVERWRITE t SELECT k, g, v FROM t";
    }

    @Override
    public List<Row> apply(List<Row> rows) {
      return rows;
    }
  }

  /** Adds to numbers, or moves rows to another group. */
  record Update(Condition where, long plus, Optional<String> group) implements Change {
    @Override
    public String sql() {
      String set = group.map(g -> ", g = " + Row.literal(g)).orElse("");
      return "UPDATE t SET v = v + %d%s WHERE %s".formatted(plus, set, where.sql(""));
    }

    @Override
    public List<Row> apply(List<Row> rows) {
      return rows.stream().map(row -> where.holds(row) ? changed(row) : row).toList();
    }

    private Row changed(Row row) {
      return new Row(row.k(), group.orElse(row.g()), row.v() == null ? null : row.v() + plus);
    }
  }

  record Delete(Condition where) implements Change {
    @Override
    public String sql() {
      return "DELETE FROM t WHERE " + where.sql("");
    }

    @Override
    public List<Row> apply(List<Row> rows) {
      return rows.stream().filter(row -> !where.holds(row)).toList();
    }
  }

  /**
   * Matches rows of unique keys by key: deletes those for which {@code delete} holds, sets the
   * number of the others, inserts what matched nothing.
   */
  record Merge(List<Row> source, Condition delete, boolean inserts) implements Change {
    @Override
    public String sql() {
      return "MERGE INTO t USING (VALUES %s) AS s(k, g, v) ON t.k = s.k".formatted(list(source))
          + " WHEN MATCHED AND (%s) THEN DELETE".formatted(delete.sql("t."))
          + " WHEN MATCHED THEN UPDATE SET v = s.v"
          + (inserts ? " WHEN NOT MATCHED THEN INSERT (k, g, v) VALUES (s.k, s.g, s.v)" : "");
    }

    @Override
    public List<Row> apply(List<Row> rows) {
      List<Row> after = new ArrayList<>();
      for (Row row : rows) {
        Optional<Row> match = source.stream().filter(s -> matches(s, row)).findFirst();
        if (match.isEmpty()) {
          after.add(row);
        } else if (!delete.holds(row)) {
          after.add(new Row(row.k(), row.g(), match.get().v()));
        }
      }
      if (inserts) {
        source.stream()
            .filter(s -> rows.stream().noneMatch(row -> matches(s, row)))
            .forEach(after::add);
      }
      return after;
    }

    private static boolean matches(Row source, Row target) {
      return source.k() != null && source.k().equals(target.k());
    }
  }
}
