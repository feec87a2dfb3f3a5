package io.moraine.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Queries and changes of the sample tables that mean the same in both dialects, from a seed. */
final class RandomQuery {
  private static final List<String> TABLES = List.of("t", "u", "w", "e");
  private final Random random;
  private int aliases;

  private RandomQuery(long seed) {
    random = new Random(seed);
  }

  static String of(long seed) {
    return new RandomQuery(seed).query(2);
  }

  /** A change of the table t or u. */
  static String change(long seed) {
    return new RandomQuery(seed).change();
  }

  private String change() {
    String target = one(List.of("t", "u"));
    List<String> own = List.of(target);
    return switch (below(5)) {
      case 0 -> "DELETE FROM %s WHERE %s AND %s".formatted(target, simple(own), condition(own, 2));
      case 1 -> "UPDATE %s SET k = %s WHERE %s".formatted(target, value(own, 1), condition(own, 2));
      case 2 -> {
        List<String> rows = new ArrayList<>();
        String from = from(rows, List.of(), 0);
        yield "INSERT INTO %s (k, id) SELECT %s, %s FROM %s WHERE %s"
            .formatted(target, number(rows), number(rows), from, condition(rows, 1));
      }
      default -> merge(target);
    };
  }

  private String merge(String target) {
    List<String> own = List.of(target);
    List<String> both = List.of(target, "d");
    StringBuilder merge =
        new StringBuilder(
            "MERGE INTO %s USING (SELECT id + %d AS x, max(k) AS y FROM %s GROUP BY 1) d ON %s.%s = d.x"
                .formatted(
                    target, below(30), one(List.of("t", "u")), target, one(List.of("id", "k"))));
    merge.append(below(2) == 0 ? "" : " AND " + simple(both));
    if (below(2) == 0) {
      merge.append(
          " WHEN MATCHED AND %s THEN UPDATE SET k = %s".formatted(simple(both), number(both)));
    }
    merge.append(" WHEN MATCHED THEN ");
    merge.append(below(3) == 0 ? "DELETE" : "UPDATE SET id = d.y, k = " + number(both));
    if (below(2) == 0) {
      merge.append(
          " WHEN NOT MATCHED AND %s THEN INSERT (id, k) VALUES (d.x, d.y)"
              .formatted(simple(List.of("d"))));
    }
    if (below(2) == 0) {
      merge.append(" WHEN NOT MATCHED BY SOURCE AND %s THEN ".formatted(simple(own)));
      merge.append(below(2) == 0 ? "DELETE" : "UPDATE SET k = " + number(own));
    }
    return merge.toString();
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }

  private <T> T one(List<T> options) {
    return options.get(below(options.size()));
  }

  /** Whole-number columns of the table that {@code alias}'s first letter names. */
  private String number(List<String> aliases) {
    String alias = one(aliases);
    return switch (alias.charAt(0)) {
      case 't', 'u' -> alias + "." + one(List.of("id", "k"));
      case 'd' -> alias + "." + one(List.of("x", "y"));
      default -> alias + ".k";
    };
  }

  private String query(int depth) {
    List<String> own = new ArrayList<>();
    String from = from(own, List.of(), depth);
    String where = below(4) == 0 ? "" : " WHERE " + condition(own, depth);
    switch (below(4)) {
      case 0 -> {
        String key = number(own);
        String having = below(2) == 0 ? "" : " HAVING count(*) > " + below(4);
        return "SELECT %s, count(*), sum(%s), min(%s) FROM %s%s GROUP BY %s%s"
            .formatted(key, number(own), number(own), from, where, key, having);
      }
      case 1 -> {
        return "SELECT count(*), max(%s), count(%s) FROM %s%s"
            .formatted(number(own), number(own), from, where);
      }
      case 2 -> {
        return "SELECT DISTINCT %s AS a, %s AS b FROM %s%s"
            .formatted(number(own), value(own, depth), from, where);
      }
      default -> {
        return "SELECT %s AS a, %s AS b, %s AS c FROM %s%s"
            .formatted(number(own), value(own, depth), value(own, depth), from, where);
      }
    }
  }

  private String from(List<String> own, List<String> outer, int depth) {
    StringBuilder from = new StringBuilder(relation(own, outer, depth));
    for (int joins = below(depth + 1); joins > 0; joins--) {
      List<String> before = List.copyOf(own);
      String right = relation(own, outer, depth);
      String alias = own.get(own.size() - 1);
      String on = "%s = %s".formatted(number(before), number(List.of(alias)));
      if (below(3) == 0) {
        on += " AND " + simple(own);
      }
      String kind = one(List.of("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"));
      from.append(" %s %s ON %s".formatted(kind, right, on));
    }
    return from.toString();
  }

  private String relation(List<String> own, List<String> outer, int depth) {
    if (depth > 0 && below(5) == 0) {
      List<String> inner = new ArrayList<>();
      String from = from(inner, outer, 0);
      String alias = "d" + aliases++;
      List<String> all = new ArrayList<>(inner);
      if (below(2) == 0) {
        all.addAll(outer);
      }
      own.add(alias);
      return below(2) == 0
          ? "(SELECT %s AS x, %s AS y FROM %s WHERE %s) %s"
              .formatted(number(inner), number(inner), from, simple(all), alias)
          : "(SELECT %s AS x, count(*) AS y FROM %s WHERE %s GROUP BY 1) %s"
              .formatted(number(inner), from, simple(all), alias);
    }
    String table = one(TABLES);
    if (table.equals("e") && below(3) > 0) {
      table = "t";
    }
    String alias = table + aliases++;
    own.add(alias);
    return table + " " + alias;
  }

  private String simple(List<String> columns) {
    return switch (below(7)) {
      case 0 -> number(columns) + " IS NULL";
      case 1 -> "%s <> %s".formatted(number(columns), number(columns));
      case 2 -> "NOT (%s < %d)".formatted(number(columns), below(10));
      case 3 -> "%s IN (%d, %d, NULL)".formatted(number(columns), below(9), below(9));
      case 4 -> "%s = %s".formatted(number(columns), number(columns));
      case 5 ->
          "(%s = %d OR %s > %s)"
              .formatted(number(columns), below(9), number(columns), number(columns));
      default -> "%s < %s + %d".formatted(number(columns), number(columns), below(5));
    };
  }

  private String condition(List<String> columns, int depth) {
    if (depth == 0) {
      return simple(columns);
    }
    return switch (below(8)) {
      case 0 -> "%s AND %s".formatted(condition(columns, depth - 1), condition(columns, depth));
      case 1 ->
          "(%s OR %s)".formatted(condition(columns, depth - 1), condition(columns, depth - 1));
      case 2 -> "NOT (%s)".formatted(condition(columns, depth - 1));
      case 3 ->
          "%s%s (%s)"
              .formatted(number(columns), one(List.of(" IN", " NOT IN")), rows(columns, depth));
      case 4, 5 -> "%sEXISTS (%s)".formatted(one(List.of("", "NOT ")), rows(columns, depth));
      case 6 -> "%s > (%s)".formatted(number(columns), scalar(columns, depth));
      default -> simple(columns);
    };
  }

  private String rows(List<String> outer, int depth) {
    List<String> own = new ArrayList<>();
    String from = from(own, outer, depth - 1);
    List<String> all = new ArrayList<>(own);
    all.addAll(outer);
    return "SELECT %s FROM %s WHERE %s%s"
        .formatted(
            number(below(4) == 0 ? all : own),
            from,
            correlation(own, outer),
            below(2) == 0 ? "" : " AND " + condition(all, depth - 1));
  }

  private String correlation(List<String> own, List<String> outer) {
    String operator = one(List.of("=", "=", "<", "<>"));
    return below(4) == 0 ? simple(own) : number(own) + " " + operator + " " + number(outer);
  }

  private String scalar(List<String> outer, int depth) {
    List<String> own = new ArrayList<>();
    String from = from(own, outer, depth - 1);
    List<String> all = new ArrayList<>(own);
    all.addAll(outer);
    String aggregate =
        one(List.of("count(*)", "count(%s)", "max(%s)", "sum(%s) + 1", "coalesce(min(%s), 3)"))
            .replace("%s", number(below(5) == 0 ? all : own));
    return "SELECT %s FROM %s WHERE %s%s"
        .formatted(
            aggregate,
            from,
            correlation(own, outer),
            below(2) == 0 ? "" : " AND " + condition(all, depth - 1));
  }

  private String value(List<String> columns, int depth) {
    return switch (below(depth > 0 ? 5 : 2)) {
      case 0 -> number(columns);
      case 1 -> "%s + %s".formatted(number(columns), number(columns));
      case 2 -> "(%s)".formatted(scalar(columns, depth));
      case 3 ->
          "CASE WHEN %s THEN %s ELSE %s END"
              .formatted(condition(columns, depth), number(columns), number(columns));
      default -> "coalesce(%s, (%s))".formatted(number(columns), scalar(columns, depth));
    };
  }
}
