package io.moraine.connector.spark;

import static io.moraine.connector.spark.TestSession.history;
import static io.moraine.connector.spark.TestSession.lake;
import static io.moraine.connector.spark.TestSession.rows;
import static io.moraine.connector.spark.TestSession.run;
import static io.moraine.connector.spark.TestSession.spark;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.junit.jupiter.api.Test;

class WriteTest {
  private static List<String> delta(String table) {
    return rows("SELECT * FROM delta.`%s`".formatted(lake().resolve(table)));
  }

  @Test
  void allTypesWriteSoThatDeltaReadsThem() {
    run(
        """
        CREATE TABLE lake.types (
          b BOOLEAN, i8 TINYINT, i16 SMALLINT, i32 INT, i64 BIGINT, f FLOAT, d DOUBLE,
          short DECIMAL(9,2), long DECIMAL(18,6), wide DECIMAL(38,10), s STRING, bin BINARY,
          day DATE, at TIMESTAMP, wall TIMESTAMP_NTZ, list ARRAY<INT>, map MAP<STRING, BIGINT>,
          nested STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<STRUCT<e: DECIMAL(20,1)>>>>,
          v VARIANT, c CHAR(4), vc VARCHAR(5))\
        """);
    run(
        """
        INSERT INTO lake.types VALUES
          (true, 127, -32768, 2147483647, -9223372036854775808, 1.5, double('NaN'), 1234567.89,
           -0.000001, 12345678901234567890.1234567890, 'grüße', X'00ff', DATE'1582-10-15',
           TIMESTAMP'2024-02-29 12:00:00.123456', TIMESTAMP_NTZ'0001-01-01 00:00:00',
           array(1, null, 3), map('k', 1L, 'l', null),
           struct(1, struct('x', array(struct(1.5), null))), parse_json('{"a":[1,"b",null]}'),
           'ab', 'abc'),
          (null, null, null, null, null, null, null, null, null, null, null, null, null, null,
           null, null, null, null, null, null, null)\
        """);
    assertThat(delta("types"))
        .isEqualTo(rows("SELECT * FROM lake.types"))
        .hasSize(2)
        .anyMatch(row -> row.contains("grüße") && row.contains("12345678901234567890.1234567890"));
  }

  @Test
  void manyRowsComeBack() {
    run(
        "CREATE TABLE lake.many AS SELECT id, if(id % 10 = 0, null, 'value ' || id) AS s FROM"
            + " range(20000)");
    String sums = "SELECT count(*), sum(id), count(s), sum(hash(s)) FROM ";
    assertThat(rows(sums + "lake.many"))
        .isEqualTo(
            rows(
                sums
                    + "(SELECT id, if(id % 10 = 0, null, 'value ' || id) AS s FROM range(20000))"));
  }

  @Test
  void partitionsAreOverwrittenByConditionAndDynamically() throws NoSuchTableException {
    run("CREATE TABLE lake.parts PARTITIONED BY (p) AS SELECT id, id % 3 AS p FROM range(9)");
    spark().sql("SELECT 100L AS id, 1L AS p").writeTo("lake.parts").overwrite(col("p").equalTo(1));
    assertThat(delta("parts"))
        .containsExactly("[0, 0]", "[100, 1]", "[2, 2]", "[3, 0]", "[5, 2]", "[6, 0]", "[8, 2]");
    spark().sql("SELECT 200L AS id, 2L AS p").writeTo("lake.parts").overwritePartitions();
    assertThat(delta("parts"))
        .containsExactly("[0, 0]", "[100, 1]", "[200, 2]", "[3, 0]", "[6, 0]");
    assertThatThrownBy(
            () ->
                spark()
                    .sql("SELECT 1L AS id, 2L AS p")
                    .writeTo("lake.parts")
                    .overwrite(col("p").equalTo(1)))
        .hasStackTraceContaining("does not satisfy the condition of what is replaced, (p = 1)");
    run("INSERT OVERWRITE lake.parts VALUES (1, 1)");
    assertThat(delta("parts")).containsExactly("[1, 1]");
  }

  @Test
  void rowsThatBreakTheTablesRulesAreRefused() {
    run("CREATE TABLE lake.rules (id BIGINT NOT NULL, v INT)");
    run(
        "ALTER TABLE delta.`%s` ADD CONSTRAINT positive CHECK (v > 0)"
            .formatted(lake().resolve("rules")));
    assertThatThrownBy(
            () ->
                run("INSERT INTO lake.rules SELECT /*+ COALESCE(1) */ id, 1 - id FROM range(1, 3)"))
        .hasStackTraceContaining("CHECK constraint 'positive' (v > 0)");
    assertThatThrownBy(() -> run("INSERT INTO lake.rules VALUES (null, 5)"))
        .hasMessageContaining("null");
    run("INSERT INTO lake.rules VALUES (1, 5)");
    assertThat(delta("rules")).containsExactly("[1, 5]");
    assertThat(lake().resolve("rules").toFile().list((dir, name) -> name.endsWith(".parquet")))
        .hasSize(1);
  }

  @Test
  void computedAndNumberedColumnsGetTheirValues() {
    run(
        "CREATE TABLE lake.computed (n BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT"
            + " BY 5), id INT, twice INT GENERATED ALWAYS AS (id * 2), d STRING DEFAULT 'none')");
    // Spark 4.0 leaves it to statements to name all columns of tables like this one.
    run("INSERT INTO lake.computed SELECT null, CAST(id AS INT), null, 'some' FROM range(4)");
    run("INSERT INTO lake.computed VALUES (DEFAULT, 9, DEFAULT, DEFAULT)");
    assertThat(rows("SELECT id, twice, d FROM delta.`%s`".formatted(lake().resolve("computed"))))
        .containsExactly(
            "[0, 0, some]", "[1, 2, some]", "[2, 4, some]", "[3, 6, some]", "[9, 18, none]");
    assertThat(
            rows(
                "SELECT count(DISTINCT n), min(n), min((n - 10) % 5), max((n - 10) % 5) FROM"
                    + " lake.computed"))
        .containsExactly("[5, 10, 0, 0]");
    assertThatThrownBy(() -> run("INSERT INTO lake.computed VALUES (DEFAULT, 1, 3, DEFAULT)"))
        .hasStackTraceContaining("generated column 'twice'");
    assertThatThrownBy(() -> run("INSERT INTO lake.computed VALUES (7, 1, 2, DEFAULT)"))
        .hasStackTraceContaining("GENERATED ALWAYS AS IDENTITY");
  }

  @Test
  void aWriteThatIsRepeatedHappensOnce() throws NoSuchTableException {
    run("CREATE TABLE lake.once (id BIGINT)");
    for (int i = 0; i < 2; i++) {
      spark()
          .range(3)
          .toDF("id")
          .writeTo("lake.once")
          .option("txnAppId", "job")
          .option("txnVersion", "7")
          .option("userMetadata", "first")
          .append();
    }
    assertThat(delta("once")).hasSize(3);
    assertThat(rows(history("once").where("version = 1").select("userMetadata")))
        .containsExactly("[first]");
    assertThatThrownBy(
            () -> spark().range(3).toDF("id").writeTo("lake.once").option("merge", "x").append())
        .hasMessageContaining("Unknown option 'merge' of a write to a Moraine table");
  }
}
