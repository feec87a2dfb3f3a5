package io.moraine.property.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random changes of a table's rows that mean the same in both dialects. */
final class TableChanges {
  private static final int DEPTH = 2;
  private final RandomGenerator random;
  private final FuzzTable table;

  /** Ids of new rows are beyond those of all others. */
  private long nextId;

  TableChanges(RandomGenerator random, FuzzTable table, long firstId) {
    this.random = random;
    this.table = table;
    this.nextId = firstId;
  }

  Term change() {
    return switch (random.nextInt(4)) {
      case 0 -> statement("DELETE FROM " + table.name() + " WHERE %s", own().flag(DEPTH));
      case 1 -> update();
      case 2 -> insert();
      default -> merge();
    };
  }

  private static Term statement(String format, Term... parts) {
    return Term.of(Kind.FLAG, format, parts);
  }

  private Expressions own() {
    return new Expressions(random, columns(table.name()));
  }

  private List<Term> columns(String alias) {
    return table.columns().stream()
        .map(column -> Term.same(column.kind(), alias + "." + column.name()))
        .toList();
  }

  /** All but the id. */
  private FuzzTable.Column column() {
    return table.columns().get(1 + random.nextInt(table.columns().size() - 1));
  }

  private Term update() {
    FuzzTable.Column column = column();
    return statement(
        "UPDATE " + table.name() + " SET " + column.name() + " = %s WHERE %s",
        own().of(column.kind(), DEPTH),
        own().flag(DEPTH));
  }

  private long newIds() {
    long base = nextId;
    nextId += 100_000;
    return base;
  }

  /** Values for all columns, with ids from {@code base}. */
  private Term row(String alias, long base) {
    Expressions expressions = new Expressions(random, columns(alias));
    Term row = Term.same(Kind.FLAG, "%s.id + %d AS id".formatted(alias, base));
    for (FuzzTable.Column column : table.columns().subList(1, table.columns().size())) {
      row = statement("%s, %s AS " + column.name(), row, expressions.of(column.kind(), 1));
    }
    return row;
  }

  private Term insert() {
    return statement(
        "INSERT INTO " + table.name() + " SELECT %s FROM " + table.name() + " q WHERE q.id < 60",
        row("q", newIds()));
  }

  private Term merge() {
    Expressions both = both();
    FuzzTable.Column column = column();
    List<Term> clauses = new ArrayList<>();
    if (random.nextBoolean()) {
      clauses.add(statement(" WHEN MATCHED AND %s THEN DELETE", both.flag(1)));
    }
    if (random.nextInt(4) > 0) {
      clauses.add(
          statement(
              " WHEN MATCHED THEN UPDATE SET " + column.name() + " = %s",
              both.of(column.kind(), 1)));
    }
    if (random.nextBoolean() || clauses.isEmpty()) {
      clauses.add(Term.same(Kind.FLAG, " WHEN NOT MATCHED THEN " + insertAll()));
    }
    Term all = Term.same(Kind.FLAG, "");
    for (Term clause : clauses) {
      all = statement("%s%s", all, clause);
    }
    long base = random.nextBoolean() ? 0 : newIds();
    return statement(
        "MERGE INTO "
            + table.name()
            + " USING (SELECT %s FROM "
            + table.name()
            + " q WHERE q.id < 60 AND %s) s ON "
            + table.name()
            + ".id = s.id%s",
        row("q", base),
        new Expressions(random, columns("q")).flag(1),
        all);
  }

  private Expressions both() {
    List<Term> columns = new ArrayList<>(columns(table.name()));
    columns.addAll(columns("s"));
    return new Expressions(random, columns);
  }

  private String insertAll() {
    List<String> names = table.columns().stream().map(FuzzTable.Column::name).toList();
    List<String> values = names.stream().map(name -> "s." + name).toList();
    return "INSERT (%s) VALUES (%s)".formatted(String.join(", ", names), String.join(", ", values));
  }
}
