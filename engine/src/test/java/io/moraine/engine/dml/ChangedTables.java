package io.moraine.engine.dml;

import io.moraine.engine.session.Oracle;

/**
 * Tables to change: {@code a} of three files, {@code b} with the same columns partitioned by k,
 * {@code c} with rows to merge, {@code n} with columns that must not be null, {@code p} with
 * structs, {@code e} without rows.
 */
final class ChangedTables {
  private static final String COLUMNS = "(id INT, k INT, s STRING, v BIGINT)";

  private ChangedTables() {}

  static void create(Oracle oracle) {
    table(oracle, "a", COLUMNS, "");
    table(oracle, "b", COLUMNS, " PARTITIONED BY (k)");
    table(oracle, "c", COLUMNS, "");
    table(oracle, "e", COLUMNS, "");
    table(oracle, "n", "(id INT NOT NULL, s STRING NOT NULL, v DECIMAL(5,2))", "");
    oracle.run(
        "CREATE TABLE p (id INT, t STRUCT<x: INT, y: STRUCT<z: STRING, w: INT>>)",
        "CREATE TABLE p (id INT, t STRUCT(x INT, y STRUCT(z VARCHAR, w INT)))");
    for (String name : new String[] {"a", "b"}) {
      oracle.run(
          "INSERT INTO " + name + " VALUES (1, 1, 'a', 10), (2, 1, 'b', 20), (3, 2, NULL, 30)");
      oracle.run(
          "INSERT INTO " + name + " VALUES (4, 2, 'd', 40), (5, NULL, 'e', NULL), (6, 3, 'f', 60)");
      oracle.run(
          "INSERT INTO " + name + " VALUES (7, 3, 'g', 70), (8, 3, 'h', 80), (NULL, 1, 'i', 90)");
    }
    oracle.run(
        "INSERT INTO c VALUES (2, 1, 'two', 200), (4, 9, NULL, 400), (9, 3, 'nine', 900),"
            + " (NULL, 4, 'null', 1000), (10, NULL, 'ten', NULL)");
    oracle.run("INSERT INTO n VALUES (1, 'x', 1.50), (2, 'y', NULL)");
    oracle.run(
        "INSERT INTO p SELECT 1, named_struct('x', 7, 'y', named_struct('z', 'q', 'w', 1))"
            + " UNION ALL SELECT 2, NULL",
        "INSERT INTO p VALUES (1, {'x': 7, 'y': {'z': 'q', 'w': 1}}), (2, NULL)");
  }

  private static void table(Oracle oracle, String name, String columns, String partitions) {
    String definition = "CREATE TABLE " + name + " " + columns;
    oracle.run(definition + partitions, definition.replace("STRING", "VARCHAR"));
  }
}
