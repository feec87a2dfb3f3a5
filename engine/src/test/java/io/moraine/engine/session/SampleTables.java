package io.moraine.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Small tables full of nulls and repeats, the same in both worlds, from a seed. */
final class SampleTables {
  private final Random random;

  private SampleTables(long seed) {
    random = new Random(seed);
  }

  /** Makes t, u (partitioned), w, p (with structs) and the empty e in {@code oracle}. */
  static void create(Oracle oracle, long seed) {
    SampleTables tables = new SampleTables(seed);
    oracle.run(
        "CREATE TABLE t (id INT, k INT, s STRING, d DATE, n DECIMAL(10,2), x DOUBLE, b BOOLEAN)",
        "CREATE TABLE t (id INT, k INT, s VARCHAR, d DATE, n DECIMAL(10,2), x DOUBLE, b BOOLEAN)");
    oracle.run(
        "CREATE TABLE u (id INT, k INT, s STRING, v BIGINT) PARTITIONED BY (k)",
        "CREATE TABLE u (id INT, k INT, s VARCHAR, v BIGINT)");
    oracle.run(
        "CREATE TABLE w (k INT NOT NULL, name STRING, grp STRING)",
        "CREATE TABLE w (k INT NOT NULL, name VARCHAR, grp VARCHAR)");
    oracle.run("CREATE TABLE e (k INT, s STRING)", "CREATE TABLE e (k INT, s VARCHAR)");
    oracle.run(
        "CREATE TABLE p (id INT, a STRUCT<x: INT, y: STRUCT<z: STRING>>)",
        "CREATE TABLE p (id INT, a STRUCT(x INT, y STRUCT(z VARCHAR)))");
    for (int part = 0; part < 3; part++) {
      int base = part * 20;
      oracle.run("INSERT INTO t VALUES " + rows(20, i -> tables.rowOfT(base + i)));
    }
    for (int part = 0; part < 2; part++) {
      int base = part * 18;
      oracle.run("INSERT INTO u VALUES " + rows(18, i -> tables.rowOfU(base + i)));
    }
    oracle.run("INSERT INTO w VALUES " + rows(9, tables::rowOfW));
    oracle.run(
        "INSERT INTO p SELECT 1, named_struct('x', 7, 'y', named_struct('z', 'q'))"
            + " UNION ALL SELECT 2, named_struct('x', CAST(NULL AS INT), 'y', named_struct('z', 'r'))"
            + " UNION ALL SELECT 3, NULL",
        "INSERT INTO p VALUES (1, {'x': 7, 'y': {'z': 'q'}}), (2, {'x': NULL, 'y': {'z': 'r'}}),"
            + " (3, NULL)");
  }

  private static String rows(int count, Function<Integer, String> row) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row.apply(i));
    }
    return String.join(", ", rows);
  }

  private String orNull(int percent, String value) {
    return random.nextInt(100) < percent ? "NULL" : value;
  }

  private String text() {
    return "'" + List.of("ab", "abc", "b", "", "ü%", "a_c", "Zz").get(random.nextInt(7)) + "'";
  }

  private String rowOfT(int id) {
    return "(%d, %s, %s, %s, %s, %s, %s)"
        .formatted(
            id,
            orNull(15, "" + random.nextInt(8)),
            orNull(15, text()),
            orNull(10, "DATE '2024-0%d-1%d'".formatted(1 + random.nextInt(4), random.nextInt(10))),
            orNull(10, "%d.%02d".formatted(random.nextInt(100) - 50, random.nextInt(100))),
            orNull(10, "%d.5e0".formatted(random.nextInt(20) - 10)),
            orNull(20, "" + random.nextBoolean()));
  }

  private String rowOfU(int id) {
    return "(%d, %s, %s, %s)"
        .formatted(
            id,
            orNull(15, "" + random.nextInt(10)),
            orNull(15, text()),
            orNull(15, "" + (random.nextInt(50) - 25)));
  }

  private String rowOfW(int k) {
    return "(%d, 'name%d', %s)".formatted(k, k, orNull(20, "'g%d'".formatted(k % 3)));
  }
}
