package io.moraine.property.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A table of random columns and rows, in some random form: partitioned or not, in some files, with
 * deleted rows marked or left out.
 *
 * @param columns the first, {@code id}, tells rows apart
 * @param statements that make it, in both dialects; DuckDB's may be empty
 */
record FuzzTable(String name, List<Column> columns, List<Term> statements) {
  private static final int MOST_COLUMNS = 7;
  private static final int MOST_ROWS = 60;

  record Column(String name, Kind kind) {}

  static FuzzTable random(String name, RandomGenerator random) {
    List<Column> columns = new ArrayList<>(List.of(new Column("id", Kind.LONG)));
    for (int i = 1 + random.nextInt(MOST_COLUMNS); i > 0; i--) {
      columns.add(new Column("c" + columns.size(), Kind.any(random)));
    }
    List<Term> statements = new ArrayList<>();
    statements.add(create(name, columns, random));
    int id = 0;
    for (int files = random.nextInt(4); files > 0; files--) {
      int rows = 1 + random.nextInt(MOST_ROWS);
      statements.add(insert(name, columns, id, rows, random));
      id += rows;
    }
    if (id > 0 && random.nextBoolean()) {
      int every = 2 + random.nextInt(8);
      statements.add(both("DELETE FROM %s WHERE id %% %d = 1".formatted(name, every)));
      statements.add(insert(name, columns, id, 1 + random.nextInt(9), random));
    }
    if (random.nextInt(4) == 0) {
      statements.add(new Term(Kind.FLAG, "OPTIMIZE " + name, ""));
    }
    return new FuzzTable(name, columns, statements);
  }

  private static Term both(String sql) {
    return Term.same(Kind.FLAG, sql);
  }

  private static Term create(String name, List<Column> columns, RandomGenerator random) {
    String table =
        "CREATE TABLE %s (%s)"
            .formatted(
                name,
                columns.stream()
                    .map(column -> column.name() + " " + column.kind().type())
                    .collect(Collectors.joining(", ")));
    StringBuilder ours = new StringBuilder(table);
    Column last = columns.get(columns.size() - 1);
    if (random.nextInt(3) == 0) {
      ours.append(" PARTITIONED BY (").append(last.name()).append(')');
    }
    List<String> properties = new ArrayList<>(List.of("'delta.checkpointInterval' = '3'"));
    if (random.nextBoolean()) {
      properties.add("'delta.enableDeletionVectors' = 'true'");
    }
    if (random.nextInt(3) == 0) {
      properties.add("'delta.columnMapping.mode' = 'name'");
    }
    if (random.nextInt(3) == 0) {
      properties.add("'delta.dataSkippingNumIndexedCols' = '%d'".formatted(random.nextInt(4)));
    }
    ours.append(" TBLPROPERTIES (").append(String.join(", ", properties)).append(')');
    return new Term(Kind.FLAG, ours.toString(), table);
  }

  private static Term insert(
      String name, List<Column> columns, int firstId, int rows, RandomGenerator random) {
    List<String> values = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<String> fields = new ArrayList<>(List.of(String.valueOf(firstId + row)));
      for (Column column : columns.subList(1, columns.size())) {
        fields.add(
            random.nextInt(7) == 0
                ? "CAST(NULL AS %s)".formatted(column.kind().type())
                : column.kind().literal(random).ours());
      }
      values.add("(" + String.join(", ", fields) + ")");
    }
    return both("INSERT INTO %s VALUES %s".formatted(name, String.join(", ", values)));
  }

  /** A column of {@code kind}, perhaps. */
  Optional<Column> column(Kind kind, RandomGenerator random) {
    List<Column> fitting = columns.stream().filter(column -> column.kind() == kind).toList();
    return fitting.isEmpty()
        ? Optional.empty()
        : Optional.of(fitting.get(random.nextInt(fitting.size())));
  }
}
