package io.moraine.property.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Random queries of some tables that mean the same in both dialects. For one thread. */
final class Queries {
  private static final int DEPTH = 3;
  private final RandomGenerator random;
  private final List<FuzzTable> tables;
  private int aliases;

  Queries(RandomGenerator random, List<FuzzTable> tables) {
    this.random = random;
    this.tables = tables;
  }

  /**
   * What a query reads.
   *
   * @param from the text after FROM, in both dialects
   * @param columns by the names that the query has for them
   */
  private record Source(Term from, List<Term> columns) {}

  /** A condition and the rows to which it is put, for checks of an engine against itself. */
  record Filtered(Term from, Term condition) {}

  Filtered filtered() {
    Source source = source(2);
    return new Filtered(source.from(), expressions(source).flag(DEPTH));
  }

  /** A query that gives its rows in some order. */
  Term query() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> plain();
      case 2, 3 -> grouped();
      case 4 -> distinct();
      case 5 -> setOperation();
      case 6 -> windowed();
      default -> ordered();
    };
  }

  private Expressions expressions(Source source) {
    return new Expressions(random, source.columns());
  }

  private static String joined(List<Term> terms, boolean ours, String separator) {
    return terms.stream()
        .map(term -> ours ? term.ours() : term.theirs())
        .collect(Collectors.joining(separator));
  }

  private static Term list(List<Term> terms) {
    return new Term(Kind.FLAG, joined(terms, true, ", "), joined(terms, false, ", "));
  }

  private static Term statement(String format, Term... parts) {
    return Term.of(Kind.FLAG, format, parts);
  }

  private List<Term> outputs(Expressions expressions, int most) {
    List<Term> outputs = new ArrayList<>();
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      outputs.add(expressions.any(DEPTH));
    }
    return outputs;
  }

  private Term where(Source source) {
    if (random.nextInt(4) == 0) {
      return Term.same(Kind.FLAG, "");
    }
    Expressions expressions = expressions(source);
    Term condition = random.nextInt(4) == 0 ? subquery(source) : expressions.flag(DEPTH);
    return Term.of(Kind.FLAG, " WHERE %s", condition);
  }

  private Term subquery(Source outer) {
    Source inner = source(1);
    Kind kind = Kind.any(random);
    Term own = expressions(inner).leaf(kind);
    Term others = expressions(outer).leaf(kind);
    Term both = expressions(inner).flag(1);
    return switch (random.nextInt(4)) {
      case 0 -> statement("(%s IN (SELECT %s FROM %s WHERE %s))", others, own, inner.from(), both);
      case 1 ->
          statement("(%s NOT IN (SELECT %s FROM %s WHERE %s))", others, own, inner.from(), both);
      case 2 -> statement("EXISTS (SELECT 1 FROM %s WHERE %s = %s)", inner.from(), own, others);
      default ->
          statement("(%s >= (SELECT max(%s) FROM %s WHERE %s))", others, own, inner.from(), both);
    };
  }

  private Term plain() {
    Source source = source(3);
    return statement(
        "SELECT %s FROM %s%s", list(outputs(expressions(source), 4)), source.from(), where(source));
  }

  private Term distinct() {
    Source source = source(2);
    return statement(
        "SELECT DISTINCT %s FROM %s%s",
        list(outputs(expressions(source), 2)), source.from(), where(source));
  }

  private Term ordered() {
    Source source = source(2);
    List<Term> outputs = outputs(expressions(source), 3);
    List<String> order = new ArrayList<>();
    for (int i = 1; i <= outputs.size(); i++) {
      String nulls = List.of("", " NULLS FIRST", " NULLS LAST").get(random.nextInt(3));
      order.add(i + (random.nextBoolean() ? " DESC" : "") + nulls);
    }
    String limit = " LIMIT %d".formatted(random.nextInt(30));
    limit += random.nextBoolean() ? " OFFSET %d".formatted(random.nextInt(8)) : "";
    return statement(
        "SELECT %s FROM %s%s ORDER BY " + String.join(", ", order) + limit,
        list(outputs),
        source.from(),
        where(source));
  }

  private Term setOperation() {
    List<Kind> kinds = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      kinds.add(Kind.any(random));
    }
    String operation =
        List.of("UNION ALL", "UNION", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL")
            .get(random.nextInt(6));
    return statement("%s " + operation + " %s", side(kinds), side(kinds));
  }

  private Term side(List<Kind> kinds) {
    Source source = source(1);
    List<Term> outputs = kinds.stream().map(kind -> expressions(source).of(kind, 1)).toList();
    return statement("SELECT %s FROM %s%s", list(outputs), source.from(), where(source));
  }

  private Term aggregate(Expressions expressions) {
    Kind kind = Kind.any(random);
    Term value = expressions.of(kind, 2);
    return switch (random.nextInt(9)) {
      case 0 -> Term.same(Kind.LONG, "count(*)");
      case 1 -> Term.of(Kind.LONG, "count(%s)", value);
      case 2 -> Term.of(Kind.LONG, "count(DISTINCT %s)", value);
      case 3 -> Term.of(Kind.WIDE, "sum(CAST(%s AS DECIMAL(20,0)))", expressions.of(Kind.LONG, 2));
      case 4 -> Term.of(Kind.WIDE, "sum(%s)", expressions.of(Kind.MONEY, 1));
      case 5 -> Term.of(Kind.LONG, "count(*) FILTER (WHERE %s)", expressions.flag(2));
      case 6 ->
          Term.of(
              Kind.FLAG,
              random.nextBoolean() ? "bool_and(%s)" : "bool_or(%s)",
              expressions.flag(2));
      default ->
          kind == Kind.FLAG
              ? Term.of(Kind.LONG, "count(%s)", value)
              : Term.of(kind, random.nextBoolean() ? "min(%s)" : "max(%s)", value);
    };
  }

  private Term grouped() {
    Source source = source(2);
    Expressions expressions = expressions(source);
    List<Term> keys = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      keys.add(expressions.of(Kind.any(random), random.nextInt(2)));
    }
    List<Term> outputs = new ArrayList<>(keys);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      outputs.add(aggregate(expressions));
    }
    if (keys.isEmpty()) {
      return statement("SELECT %s FROM %s%s", list(outputs), source.from(), where(source));
    }
    List<String> numbers = new ArrayList<>();
    for (int i = 1; i <= keys.size(); i++) {
      numbers.add(String.valueOf(i));
    }
    Term having =
        random.nextInt(4) == 0
            ? Term.of(Kind.FLAG, " HAVING %s > 1", Term.same(Kind.LONG, "count(*)"))
            : Term.same(Kind.FLAG, "");
    return statement(
        "SELECT %s FROM %s%s GROUP BY " + String.join(", ", numbers) + "%s",
        list(outputs),
        source.from(),
        where(source),
        having);
  }

  private Term windowed() {
    FuzzTable table = tables.get(random.nextInt(tables.size()));
    Source source = named(table);
    Expressions expressions = expressions(source);
    Term id = source.columns().get(0);
    Term partition = expressions.leaf(Kind.any(random));
    String direction = random.nextBoolean() ? " DESC" : "";
    String frame =
        List.of(
                "",
                " ROWS BETWEEN 2 PRECEDING AND CURRENT ROW",
                " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
                " ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING",
                " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW")
            .get(random.nextInt(5));
    Term over =
        statement("OVER (PARTITION BY %s ORDER BY %s" + direction + frame + ")", partition, id);
    Term ranked = statement("OVER (PARTITION BY %s ORDER BY %s" + direction + ")", partition, id);
    Term ties = statement("OVER (ORDER BY %s NULLS FIRST)", expressions.leaf(Kind.any(random)));
    return statement(
        "SELECT %s, %s %s, row_number() %s, rank() %s, dense_rank() %s, lag(%s, 2) %s,"
            + " first_value(%s) %s FROM %s",
        id,
        windowAggregate(expressions),
        over,
        ranked,
        ties,
        ties,
        expressions.leaf(Kind.any(random)),
        ranked,
        expressions.leaf(Kind.any(random)),
        over,
        source.from());
  }

  private Term windowAggregate(Expressions expressions) {
    Kind kind = random.nextBoolean() ? Kind.DATE : Kind.MONEY;
    return switch (random.nextInt(4)) {
      case 0 -> Term.same(Kind.LONG, "count(*)");
      case 1 -> Term.of(Kind.WIDE, "sum(%s)", expressions.leaf(Kind.MONEY));
      case 2 -> Term.of(kind, "max(%s)", expressions.leaf(kind));
      default -> Term.of(kind, "min(%s)", expressions.leaf(kind));
    };
  }

  private Source named(FuzzTable table) {
    String alias = "q" + aliases++;
    List<Term> columns =
        table.columns().stream()
            .map(column -> Term.same(column.kind(), alias + "." + column.name()))
            .toList();
    return new Source(Term.same(Kind.FLAG, table.name() + " " + alias), columns);
  }

  /** A table, a subquery, or a join of at most {@code most} of them. */
  private Source source(int most) {
    Source left = random.nextInt(5) == 0 ? derived() : named(table());
    for (int joins = random.nextInt(most); joins > 0; joins--) {
      Source right = random.nextInt(5) == 0 ? derived() : named(table());
      Kind kind = left.columns().get(random.nextInt(left.columns().size())).kind();
      Term own = expressions(left).leaf(kind);
      Term others = expressions(right).leaf(kind);
      List<Term> all = new ArrayList<>(left.columns());
      all.addAll(right.columns());
      Term on = statement("%s = %s", own, others);
      if (random.nextInt(3) == 0) {
        on = statement("%s AND %s", on, new Expressions(random, all).flag(1));
      }
      String join = List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN").get(random.nextInt(4));
      left = new Source(statement("%s " + join + " %s ON %s", left.from(), right.from(), on), all);
    }
    return left;
  }

  private FuzzTable table() {
    return tables.get(random.nextInt(tables.size()));
  }

  private Source derived() {
    Source inner = named(table());
    String alias = "q" + aliases++;
    List<Term> columns = new ArrayList<>();
    List<Term> named = new ArrayList<>();
    boolean grouped = random.nextBoolean();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      Term output = expressions(inner).any(1);
      named.add(statement("%s AS d" + i, output));
      columns.add(Term.same(output.kind(), alias + ".d" + i));
    }
    Term query =
        grouped
            ? statement("SELECT DISTINCT %s FROM %s", list(named), inner.from())
            : statement("SELECT %s FROM %s%s", list(named), inner.from(), where(inner));
    return new Source(statement("(%s) " + alias, query), columns);
  }
}
