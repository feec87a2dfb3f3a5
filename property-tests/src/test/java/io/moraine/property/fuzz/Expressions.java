package io.moraine.property.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random expressions over what is in scope that mean the same in both dialects.
 *
 * @param scope columns by the names that the query has for them
 */
record Expressions(RandomGenerator random, List<Term> scope) {
  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

  /** Of {@code kind}, with at most {@code depth} functions around each other. */
  Term of(Kind kind, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return leaf(kind);
    }
    if (kind != Kind.FLAG && random.nextInt(4) == 0) {
      return choice(kind, depth - 1);
    }
    return switch (kind) {
      case LONG -> whole(depth - 1);
      case DOUBLE -> real(depth - 1);
      case MONEY, WIDE -> decimal(kind, depth - 1);
      case TEXT -> text(depth - 1);
      case DATE -> date(depth - 1);
      case TIME -> time(depth - 1);
      case FLAG -> flag(depth - 1);
    };
  }

  /** A column if there is one. */
  Term leaf(Kind kind) {
    List<Term> fitting = scope.stream().filter(term -> term.kind() == kind).toList();
    return fitting.isEmpty() || random.nextInt(8) == 0
        ? kind.literal(random)
        : fitting.get(random.nextInt(fitting.size()));
  }

  /** Of any kind. */
  Term any(int depth) {
    return of(Kind.any(random), depth);
  }

  private Term choice(Kind kind, int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> Term.of(kind, "coalesce(%s, %s)", of(kind, depth), of(kind, depth));
      case 1 -> Term.of(kind, "nullif(%s, %s)", of(kind, depth), of(kind, depth));
      case 2 -> Term.of(kind, "greatest(%s, %s)", of(kind, depth), of(kind, depth));
      case 3 -> Term.of(kind, "CASE WHEN %s THEN %s END", flag(depth), of(kind, depth));
      default ->
          Term.of(
              kind,
              "CASE WHEN %s THEN %s WHEN %s THEN %s ELSE %s END",
              flag(depth),
              of(kind, depth),
              of(Kind.FLAG, depth),
              leaf(kind),
              of(kind, depth));
    };
  }

  private Term whole(int depth) {
    Kind kind = Kind.LONG;
    return switch (random.nextInt(9)) {
      case 0 -> Term.of(kind, "(%s + %s)", of(kind, depth), of(kind, depth));
      case 1 -> Term.of(kind, "(%s - %s)", of(kind, depth), of(kind, depth));
      case 2 -> Term.of(kind, "(%s %% 7)", of(kind, depth));
      case 3 -> Term.of(kind, "abs(%s)", of(kind, depth));
      case 4 -> Term.of(kind, "CAST(length(%s) AS BIGINT)", of(Kind.TEXT, depth));
      case 5 ->
          Term.of(
              kind,
              "CAST(extract(%s FROM %%s) AS BIGINT)"
                  .formatted(one("year", "month", "day", "quarter")),
              of(one(Kind.DATE, Kind.TIME), depth));
      case 6 -> Term.of(kind, "CAST(instr(%s, 'b') AS BIGINT)", of(Kind.TEXT, depth));
      case 7 ->
          Term.of(
              kind,
              "CAST(datediff(%s, %s) AS BIGINT)",
              "CAST(-date_diff('day', %s, %s) AS BIGINT)",
              of(Kind.DATE, depth),
              of(Kind.DATE, depth));
      default -> Term.of(kind, "(3 * %s)", of(kind, depth));
    };
  }

  private Term real(int depth) {
    Kind kind = Kind.DOUBLE;
    return switch (random.nextInt(5)) {
      case 0 -> Term.of(kind, "(%s + %s)", of(kind, depth), of(kind, depth));
      case 1 -> Term.of(kind, "(%s * %s)", of(kind, depth), of(kind, depth));
      case 2 -> Term.of(kind, "abs(%s)", of(kind, depth));
      case 3 -> Term.of(kind, "CAST(%s AS DOUBLE)", of(one(Kind.LONG, Kind.MONEY), depth));
      default -> Term.of(kind, "(%s / CAST('4' AS DOUBLE))", of(kind, depth));
    };
  }

  private Term decimal(Kind kind, int depth) {
    String back = "CAST(%%s AS %s)".formatted(kind.type());
    return switch (random.nextInt(4)) {
      case 0 -> Term.of(kind, back.formatted("(%s + %s)"), of(kind, depth), of(kind, depth));
      case 1 -> Term.of(kind, back.formatted("(%s - %s)"), of(kind, depth), of(kind, depth));
      case 2 -> Term.of(kind, "abs(%s)", of(kind, depth));
      default -> Term.of(kind, back, of(Kind.LONG, depth));
    };
  }

  private Term text(int depth) {
    Kind kind = Kind.TEXT;
    return switch (random.nextInt(9)) {
      case 0 -> Term.of(kind, "(%s || %s)", of(kind, depth), of(kind, depth));
      case 1 -> Term.of(kind, "upper(%s)", of(kind, depth));
      case 2 -> Term.of(kind, "lower(%s)", of(kind, depth));
      case 3 ->
          Term.of(
              kind,
              "substring(%%s, %d, %d)".formatted(1 + random.nextInt(3), random.nextInt(4)),
              of(kind, depth));
      case 4 -> Term.of(kind, "trim(%s)", of(kind, depth));
      case 5 -> Term.of(kind, "replace(%s, 'bc', 'x')", of(kind, depth));
      case 6 -> Term.of(kind, "CAST(%s AS STRING)", of(one(Kind.LONG, Kind.DATE), depth));
      case 7 -> Term.of(kind, "lpad(%s, 5, 'xy')", of(kind, depth));
      default -> Term.of(kind, "concat(%s, 'q')", "(%s || 'q')", of(kind, depth));
    };
  }

  private Term date(int depth) {
    Kind kind = Kind.DATE;
    return switch (random.nextInt(3)) {
      case 0 -> {
        int days = random.nextInt(70) - 35;
        yield Term.of(
            kind,
            "date_add(%%s, %d)".formatted(days),
            "(%%s + (%d))".formatted(days),
            of(kind, depth));
      }
      case 1 -> Term.of(kind, "CAST(%s AS DATE)", of(Kind.TIME, depth));
      default -> Term.of(kind, "last_day(%s)", of(kind, depth));
    };
  }

  private Term time(int depth) {
    Kind kind = Kind.TIME;
    return switch (random.nextInt(3)) {
      case 0 -> Term.of(kind, "(%s + INTERVAL 36 HOUR)", of(kind, depth));
      case 1 -> Term.of(kind, "CAST(%s AS TIMESTAMP)", of(Kind.DATE, depth));
      default ->
          Term.of(
              kind,
              "CAST(date_trunc('%s', %%s) AS TIMESTAMP)"
                  .formatted(one("year", "month", "day", "hour", "minute", "second")),
              of(kind, depth));
    };
  }

  /** A condition. */
  Term flag(int depth) {
    int below = Math.max(0, depth - 1);
    Kind kind = Kind.any(random);
    return switch (random.nextInt(12)) {
      case 0 -> Term.of(Kind.FLAG, "(%s AND %s)", of(Kind.FLAG, depth), of(Kind.FLAG, depth));
      case 1 -> Term.of(Kind.FLAG, "(%s OR %s)", of(Kind.FLAG, depth), of(Kind.FLAG, depth));
      case 2 -> Term.of(Kind.FLAG, "(NOT %s)", of(Kind.FLAG, depth));
      case 3 -> Term.of(Kind.FLAG, "(%s IS " + one("", "NOT ") + "NULL)", of(kind, below));
      case 4 ->
          Term.of(
              Kind.FLAG,
              "(%s BETWEEN %s AND %s)",
              of(kind, below),
              kind.literal(random),
              kind.literal(random));
      case 5 -> in(kind, below);
      case 6 ->
          Term.of(
              Kind.FLAG,
              "(%%s %sLIKE '%s')"
                  .formatted(
                      one("", "NOT "), one("a%", "%c", "%b%", "_", "__%", "").replace("%", "%%")),
              of(Kind.TEXT, below));
      case 7 ->
          Term.of(
              Kind.FLAG,
              "(%s IS " + one("", "NOT ") + "DISTINCT FROM %s)",
              of(kind, below),
              of(kind, below));
      default ->
          Term.of(
              Kind.FLAG,
              "(%s " + COMPARISONS.get(random.nextInt(COMPARISONS.size())) + " %s)",
              random.nextBoolean() ? leaf(kind) : of(kind, below),
              random.nextBoolean() ? kind.literal(random) : of(kind, below));
    };
  }

  private Term in(Kind kind, int depth) {
    List<Term> terms = new ArrayList<>(List.of(of(kind, depth)));
    StringBuilder list = new StringBuilder("(%s " + one("", "NOT ") + "IN (%s");
    terms.add(kind.literal(random));
    for (int more = random.nextInt(4); more > 0; more--) {
      list.append(", %s");
      terms.add(
          random.nextInt(6) == 0
              ? Term.same(kind, "CAST(NULL AS %s)".formatted(kind.type()))
              : kind.literal(random));
    }
    return Term.of(Kind.FLAG, list.append("))").toString(), terms.toArray(Term[]::new));
  }

  @SafeVarargs
  private <T> T one(T... options) {
    return options[random.nextInt(options.length)];
  }
}
