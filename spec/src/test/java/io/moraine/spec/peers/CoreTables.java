package io.moraine.spec.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small set of tables with what each must give, so that reading is tested wherever this project
 * is built: what they are made of, and what is asked of them.
 *
 * <p>{@link CoreTablesGenerator} makes them with delta-spark.
 */
final class CoreTables {
  /** Where they are. */
  static final Path FOLDER = Path.of("src/test/resources/core");

  private static final String VALUES =
      """
      INSERT INTO %s VALUES
        (1, true, 1Y, 2S, 3, CAST(1.5 AS FLOAT), 2.5D, 1.25, 12345678901234567890.5, 'a', X'00FF',
         DATE'2024-02-29', TIMESTAMP'2024-02-29T12:34:56.789012Z', named_struct('x', 1, 'y', 'one'),
         array(1, 2, NULL), map('k', 1L, 'none', NULL)),
        (-9223372036854775808, false, -128Y, -32768S, -2147483648, CAST('-Infinity' AS FLOAT),
         double('NaN'), -9999999.99, -9999999999999999999999999999.9999999999, '', X'',
         DATE'0001-01-01', TIMESTAMP'0001-01-01T00:00:00Z', named_struct('x', NULL, 'y', NULL),
         array(), map()),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
         NULL)""";

  private static final String COLUMNS =
      """
      (id BIGINT, b BOOLEAN, i8 TINYINT, i16 SMALLINT, i32 INT, f FLOAT, d DOUBLE,
       small DECIMAL(9,2), large DECIMAL(38,10), s STRING, bin BINARY, day DATE, at TIMESTAMP,
       st STRUCT<x: INT, y: STRING>, arr ARRAY<INT>, m MAP<STRING, BIGINT>)""";

  private CoreTables() {}

  /** Rows, each as a line of JSON: one text. */
  static List<String> lines(List<String> rows) {
    return rows.stream()
        .map(row -> "\"" + row.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .toList();
  }

  /**
   * One table.
   *
   * @param name its folder
   * @param select what is asked of every version
   * @param changesFrom the version from which on its changes are asked for, or −1
   * @param statements make it, one version or setting each; {@code %s} is the table
   */
  record CoreTable(String name, String select, int changesFrom, List<String> statements) {
    Path folder() {
      return FOLDER.resolve(name);
    }

    /** The file with the rows of {@code version}. */
    Path rows(long version) {
      return FOLDER.resolve(name + "-expected").resolve("v%d.jsonl".formatted(version));
    }

    /** The file with the rows that changed. */
    Path changes() {
      return FOLDER.resolve(name + "-expected").resolve("changes.jsonl");
    }

    /** Asks for the rows of {@code version} of the table in {@code folder}. */
    String query(Path folder, long version) {
      return "SELECT %s FROM delta.`%s` VERSION AS OF %d".formatted(select, folder, version);
    }

    /** Asks for the rows that changed in the table in {@code folder}, without their times. */
    String changesQuery(Path folder) {
      return "SELECT id, s, _change_type, _commit_version FROM table_changes_by_path('%s', %d)"
          .formatted(folder, changesFrom);
    }
  }

  private static CoreTable table(String name, String... statements) {
    return new CoreTable(name, "*", -1, List.of(statements));
  }

  private static CoreTable asked(String name, String select, String... statements) {
    return new CoreTable(name, select, -1, List.of(statements));
  }

  private static String create(String columns, String rest) {
    return "CREATE TABLE %s " + columns + " USING DELTA " + rest;
  }

  private static String properties(String... namesAndValues) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.add("'%s' = '%s'".formatted(namesAndValues[i], namesAndValues[i + 1]));
    }
    return "TBLPROPERTIES (" + String.join(", ", all) + ")";
  }

  private static String rows(int from, int to) {
    return "INSERT INTO %s "
        + "SELECT id, concat('row ', id) AS s FROM range(%d, %d)".formatted(from, to);
  }

  private static final String FEW = "(id BIGINT, s STRING)";

  static final List<CoreTable> ALL =
      List.of(
          table(
              "plain",
              create(COLUMNS, ""),
              VALUES,
              "INSERT INTO %s (id, s) SELECT id, concat('row ', id) FROM range(2, 5)",
              "DELETE FROM %s WHERE id = 3",
              "UPDATE %s SET s = 'updated', st = NULL WHERE id = 1",
              "INSERT OVERWRITE %s SELECT * FROM %s WHERE id = 1"),
          table(
              "partitioned",
              create(
                  """
                  (id BIGINT, s STRING, i INT, day DATE, at TIMESTAMP, d DECIMAL(9,3), f DOUBLE,
                   b BOOLEAN)""",
                  "PARTITIONED BY (s, i, day, at, d, f, b)"),
              """
              INSERT INTO %s VALUES
                (1, 'a b/c=%%d+é', 1, DATE'2024-02-29', TIMESTAMP'2024-02-29T12:34:56.789012Z', 1.250,
                 double('NaN'), true),
                (2, '', -1, DATE'0001-01-01', TIMESTAMP'1969-12-31T23:59:59Z', -0.001, -0.0D, false),
                (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
                (4, 'C:', 0, DATE'9999-12-31', TIMESTAMP'9999-12-31T23:59:59.999999Z', 999999.999,
                 1e-300D, true)""",
              "INSERT INTO %s SELECT id + 10, s, i, day, at, d, f, b FROM %s WHERE id < 3",
              "DELETE FROM %s WHERE s IS NULL"),
          table(
              "checkpoint-classic",
              create(FEW, properties("delta.checkpointInterval", "2")),
              rows(0, 3),
              rows(3, 6),
              "DELETE FROM %s WHERE id = 4",
              rows(6, 7)),
          table(
              "checkpoint-parts",
              "SET spark.databricks.delta.checkpoint.partSize = 2",
              create(FEW, properties("delta.checkpointInterval", "3")),
              rows(0, 3),
              rows(3, 6),
              rows(6, 7),
              rows(7, 8),
              "RESET spark.databricks.delta.checkpoint.partSize"),
          v2("checkpoint-v2-json", "json"),
          v2("checkpoint-v2-parquet", "parquet"),
          table(
              "mapping-name",
              create(
                  "(id BIGINT, st STRUCT<x: INT, y: STRING>, arr ARRAY<STRUCT<z: INT>>, gone INT)",
                  properties("delta.columnMapping.mode", "name")),
              "INSERT INTO %s VALUES (1, named_struct('x', 1, 'y', 'one'), array(named_struct('z', 2)), 3)",
              "ALTER TABLE %s RENAME COLUMN id TO `the id`",
              "ALTER TABLE %s RENAME COLUMN st.x TO renamed",
              "ALTER TABLE %s DROP COLUMN gone",
              "ALTER TABLE %s ADD COLUMNS (gone STRING)",
              "INSERT INTO %s VALUES (2, named_struct('renamed', 3, 'y', 'two'), NULL, 'new')"),
          table(
              "mapping-id",
              create(
                  "(id BIGINT, m MAP<STRING, STRUCT<x: INT>>, part STRING)",
                  "PARTITIONED BY (part) " + properties("delta.columnMapping.mode", "id")),
              "INSERT INTO %s VALUES (1, map('k', named_struct('x', 1)), 'p'), (2, NULL, NULL)",
              "ALTER TABLE %s RENAME COLUMN m.value.x TO y",
              "ALTER TABLE %s ADD COLUMNS (m.value.x STRING)",
              "INSERT INTO %s VALUES (3, map('k', named_struct('y', 5, 'x', 'x')), 'q')"),
          table(
              "deletion-vectors",
              create(FEW, properties("delta.enableDeletionVectors", "true")),
              "INSERT INTO %s SELECT /*+ COALESCE(1) */ id, concat('row ', id) AS s FROM range(0, 40)",
              "DELETE FROM %s WHERE id % 7 = 0",
              "DELETE FROM %s WHERE id > 30",
              "UPDATE %s SET s = 'updated' WHERE id = 9"),
          table(
              "type-widening",
              create(
                  "(i INT, s STRUCT<b: TINYINT>, a ARRAY<SMALLINT>, f FLOAT, d DECIMAL(5,2))",
                  properties("delta.enableTypeWidening", "true")),
              "INSERT INTO %s VALUES (-1, named_struct('b', -2Y), array(-3S, NULL), 0.1F, 1.25)",
              "ALTER TABLE %s CHANGE COLUMN i TYPE BIGINT",
              "ALTER TABLE %s CHANGE COLUMN s.b TYPE INT",
              "ALTER TABLE %s CHANGE COLUMN a.element TYPE INT",
              "ALTER TABLE %s CHANGE COLUMN f TYPE DOUBLE",
              "ALTER TABLE %s CHANGE COLUMN d TYPE DECIMAL(12,4)",
              "INSERT INTO %s VALUES (5000000000, named_struct('b', 70000), array(70000), 0.1D, 12345.1234)"),
          table(
              "timestamp-ntz",
              create("(id BIGINT, at TIMESTAMP_NTZ, part TIMESTAMP_NTZ)", "PARTITIONED BY (part)"),
              """
              INSERT INTO %s VALUES
                (1, TIMESTAMP_NTZ'2024-02-29T01:02:03.456789', TIMESTAMP_NTZ'1969-12-31T23:59:59.5'),
                (2, NULL, NULL)"""),
          asked(
              "variant",
              "id, v",
              create("(id BIGINT, v VARIANT)", ""),
              "INSERT INTO %s " + variants()),
          asked(
              "variant-shredded",
              "id, v",
              "SET spark.sql.variant.writeShredding.enabled = true",
              "SET spark.sql.variant.allowReadingShredded = true",
              "SET spark.sql.variant.forceShreddingSchemaForTest = a INT, b STRING, c ARRAY<STRUCT<p: DECIMAL(12, 3)>>, o STRUCT<x: BIGINT>",
              create("(id BIGINT, v VARIANT)", properties("delta.enableVariantShredding", "true")),
              "INSERT INTO %s " + variants(),
              "SET spark.sql.variant.writeShredding.enabled = false",
              "RESET spark.sql.variant.forceShreddingSchemaForTest"),
          asked(
              "row-tracking",
              "id, s, _metadata.row_id, _metadata.row_commit_version",
              create(
                  FEW,
                  properties(
                      "delta.enableRowTracking", "true", "delta.enableDeletionVectors", "true")),
              rows(0, 5),
              rows(5, 10),
              "UPDATE %s SET s = 'updated' WHERE id IN (2, 7)",
              "DELETE FROM %s WHERE id = 3",
              "OPTIMIZE %s",
              "UPDATE %s SET s = 'twice' WHERE id = 7"),
          table(
              "in-commit-timestamps",
              create(FEW, ""),
              rows(0, 2),
              "ALTER TABLE %s SET " + properties("delta.enableInCommitTimestamps", "true"),
              rows(2, 4)),
          new CoreTable(
              "change-data-feed",
              "*",
              0,
              List.of(
                  create(FEW, properties("delta.enableChangeDataFeed", "true")),
                  rows(0, 5),
                  "UPDATE %s SET s = 'updated' WHERE id = 2",
                  "DELETE FROM %s WHERE id = 3",
                  """
                  MERGE INTO %s t USING (SELECT id, 'merged' AS s FROM range(4, 6)) n ON t.id = n.id
                  WHEN MATCHED THEN UPDATE SET s = n.s
                  WHEN NOT MATCHED THEN INSERT (id, s) VALUES (n.id, n.s)""",
                  "DELETE FROM %s WHERE true")),
          table("clustered", create(FEW, "CLUSTER BY (id)"), rows(0, 3), rows(3, 6)),
          table(
              "constraints",
              create(
                  """
                  (id BIGINT NOT NULL, twice BIGINT GENERATED ALWAYS AS (id * 2),
                   number BIGINT GENERATED BY DEFAULT AS IDENTITY, s STRING DEFAULT 'none')""",
                  properties("delta.feature.allowColumnDefaults", "supported")),
              "ALTER TABLE %s ADD CONSTRAINT positive CHECK (id > 0)",
              "INSERT INTO %s (id) VALUES (1)",
              "INSERT INTO %s (id, s) VALUES (2, 'some')"));

  private static CoreTable v2(String name, String format) {
    return table(
        name,
        "SET spark.databricks.delta.checkpointV2.topLevelFileFormat = " + format,
        "SET spark.databricks.delta.checkpoint.partSize = 2",
        create(FEW, properties("delta.checkpointPolicy", "v2", "delta.checkpointInterval", "3")),
        rows(0, 3),
        rows(3, 6),
        rows(6, 7),
        rows(7, 8),
        "RESET spark.databricks.delta.checkpoint.partSize",
        "RESET spark.databricks.delta.checkpointV2.topLevelFileFormat");
  }

  private static String variants() {
    return """
        SELECT id, CASE id
          WHEN 0 THEN parse_json('null')
          WHEN 1 THEN parse_json('{"a": 1, "b": "text", "c": [{"p": 1.5}, {"q": null}], "o": {"x": 7}}')
          WHEN 2 THEN parse_json('[1, "two", {"a": 3}, [4.25, null]]')
          WHEN 3 THEN parse_json('{"a": "no number", "c": {}, "z": 1e300}')
          WHEN 4 THEN parse_json('"text"')
          WHEN 5 THEN to_variant_object(named_struct('day', DATE'2024-02-29', 'at',
            TIMESTAMP'2024-02-29T01:02:03.456789Z', 'bin', X'00FF', 'f', 1.5F))
          WHEN 6 THEN parse_json('{}')
        END AS v FROM range(8)""";
  }
}
