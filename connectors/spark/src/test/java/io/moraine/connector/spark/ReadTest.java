package io.moraine.connector.spark;

import static io.moraine.connector.spark.TestSession.rows;
import static io.moraine.connector.spark.TestSession.run;
import static io.moraine.connector.spark.TestSession.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadTest {
  @TempDir static Path folder;

  /** A table that Delta's connector writes, with {@code rows} in files of its own each. */
  private static String delta(String name, String columns, String... statements) {
    String table = "delta.`%s`".formatted(folder.resolve(name));
    run("CREATE TABLE %s (%s".formatted(table, columns));
    for (String statement : statements) {
      run(statement.replace("@", table));
    }
    return folder.resolve(name).toString();
  }

  private static void assertSame(String path) {
    Dataset<Row> ours = spark().read().format("moraine").load(path);
    assertThat(rows(ours)).isEqualTo(rows("SELECT * FROM delta.`%s`".formatted(path)));
    withGeneratedCode(
        () -> assertThat(rows("SELECT * FROM moraine.`%s`".formatted(path))).isEqualTo(rows(ours)));
  }

  /** Spark reads vectors in another way then. */
  private static void withGeneratedCode(Runnable test) {
    spark().conf().set("spark.sql.codegen.wholeStage", "true");
    try {
      test.run();
    } finally {
      spark().conf().set("spark.sql.codegen.wholeStage", "false");
    }
  }

  @Test
  void allTypesReadAsDeltaReadsThem() {
    String path =
        delta(
            "types",
            """
            b BOOLEAN, i8 TINYINT, i16 SMALLINT, i32 INT, i64 BIGINT, f FLOAT, d DOUBLE,
            short DECIMAL(9,2), long DECIMAL(18,6), wide DECIMAL(38,10), s STRING, bin BINARY,
            day DATE, at TIMESTAMP, wall TIMESTAMP_NTZ, list ARRAY<INT>, map MAP<STRING, BIGINT>,
            nested STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<STRUCT<e: DECIMAL(20,1)>>>>,
            v VARIANT, c CHAR(4), vc VARCHAR(5)) USING delta\
            """,
            """
            INSERT INTO @ VALUES
              (true, 127, -32768, 2147483647, -9223372036854775808, 1.5, double('NaN'), 1234567.89,
               -0.000001, 12345678901234567890.1234567890, 'grüße', X'00ff', DATE'1582-10-15',
               TIMESTAMP'2024-02-29 12:00:00.123456', TIMESTAMP_NTZ'0001-01-01 00:00:00',
               array(1, null, 3), map('k', 1L, 'l', null),
               struct(1, struct('x', array(struct(1.5), null))), parse_json('{"a":[1,"b",null]}'),
               'ab', 'abc'),
              (null, null, null, null, null, null, null, null, null, null, null, null, null, null,
               null, null, null, null, null, null, null),
              (false, -128, 0, 0, 0, float('-Infinity'), -0.0, -1.00, 1, -1, '', X'', DATE'9999-12-31',
               TIMESTAMP'1969-12-31 23:59:59.999999', TIMESTAMP_NTZ'9999-12-31 23:59:59.999999',
               array(), map(), struct(null, null), parse_json('1'), '', '')\
            """);
    assertSame(path);
  }

  @Test
  void fieldsOfNestedColumnsAndExpressionsReadInBatches() {
    String path =
        delta(
            "nested",
            "id INT, s STRUCT<a: INT, b: STRUCT<c: STRING>>, m MAP<STRING, ARRAY<INT>>) USING"
                + " delta",
            "INSERT INTO @ SELECT id, named_struct('a', id * 2, 'b', named_struct('c', 'c' || id)),"
                + " map('k' || id, array(id, id + 1)) FROM range(10)");
    String query = "SELECT s.b.c, s.a + 1, m['k3'][1], cardinality(m) FROM %s WHERE s.a > 4";
    assertThat(rows(query.formatted("moraine.`%s`".formatted(path))))
        .isEqualTo(rows(query.formatted("delta.`%s`".formatted(path))))
        .contains("[c3, 7, 4, 1]");
  }

  @Test
  void deletedRowsPartitionsMappedColumnsAndAddedColumnsReadAsDeltaReadsThem() {
    String path =
        delta(
            "features",
            "id BIGINT, part STRING, day DATE, x INT) USING delta PARTITIONED BY (part, day)"
                + " TBLPROPERTIES ('delta.enableDeletionVectors'='true',"
                + " 'delta.columnMapping.mode'='name')",
            "INSERT INTO @ SELECT id, if(id % 3 = 0, null, 'p ' || id % 3),"
                + " date_add(DATE'2024-01-01', cast(id % 2 AS INT)), id FROM range(100)",
            "DELETE FROM @ WHERE id % 7 = 0",
            "ALTER TABLE @ RENAME COLUMN x TO y",
            "ALTER TABLE @ ADD COLUMN z STRING",
            "INSERT INTO @ VALUES (1000, 'new', DATE'2025-01-01', 5, 'z')");
    assertSame(path);
    String query =
        "SELECT count(*), sum(y), max(z) FROM %s WHERE part = 'p 1' AND day > '2024-01-01'";
    assertThat(rows(query.formatted("moraine.`%s`".formatted(path))))
        .isEqualTo(rows(query.formatted("delta.`%s`".formatted(path))));
  }

  @Test
  void timeTravelsByVersionAndTimeInStatementsAndOptions() {
    String path =
        delta(
            "travel",
            "id INT) USING delta",
            "INSERT INTO @ VALUES (1)",
            "INSERT INTO @ VALUES (2)");
    String table = "moraine.`%s`".formatted(path);
    assertThat(rows("SELECT * FROM %s VERSION AS OF 1".formatted(table))).containsExactly("[1]");
    assertThat(rows(spark().read().format("moraine").option("versionAsOf", 1).load(path)))
        .containsExactly("[1]");
    String time =
        spark()
            .sql("DESCRIBE HISTORY delta.`%s`".formatted(path))
            .where("version = 1")
            .selectExpr("string(timestamp)")
            .first()
            .getString(0);
    assertThat(rows("SELECT * FROM %s TIMESTAMP AS OF '%s'".formatted(table, time)))
        .containsExactly("[1]");
    assertThat(rows(spark().read().format("moraine").option("timestampAsOf", time).load(path)))
        .containsExactly("[1]");
    assertThatThrownBy(() -> rows("SELECT * FROM %s VERSION AS OF 9".formatted(table)))
        .hasMessageContaining("No version 9 of")
        .hasMessageContaining("there are versions 0 to 2");
  }

  @Test
  void metadataColumnsTellWhereRowsAre() {
    String path =
        delta(
            "metadata",
            "id INT) USING delta",
            "INSERT INTO @ SELECT /*+ COALESCE(1) */ id FROM range(3)");
    List<String> rows =
        rows(
            "SELECT id, _metadata.row_index, _moraine_position, _moraine_file = _metadata.file_name, _moraine_row_id FROM moraine.`%s`"
                .formatted(path));
    assertThat(rows)
        .containsExactly("[0, 0, 0, true, null]", "[1, 1, 1, true, null]", "[2, 2, 2, true, null]");
  }

  @Test
  void unknownOptionsAndMissingTablesAreNamed() {
    String path = delta("errors", "id INT) USING delta");
    assertThatThrownBy(
            () -> spark().read().format("moraine").option("versionAsOff", 1).load(path).collect())
        .hasMessageContaining("Unknown option 'versionAsOff' of a read of a Moraine table")
        .hasMessageContaining("versionasof");
    assertThatThrownBy(() -> spark().read().format("moraine").load(folder + "/nowhere"))
        .hasMessageContaining("nowhere");
  }
}
