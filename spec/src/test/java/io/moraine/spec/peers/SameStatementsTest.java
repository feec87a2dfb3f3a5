package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.MoraineException;
import io.moraine.engine.session.SqlSession;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements that replace partitions or change columns as they write leave the rows and columns
 * that Spark's leave, whoever runs them.
 */
class SameStatementsTest {
  private static final String EVOLVE = "SET spark.databricks.delta.schema.autoMerge.enabled = true";
  private static final String FIXED = "SET spark.databricks.delta.schema.autoMerge.enabled = false";
  private static final String DYNAMIC = "SET spark.sql.sources.partitionOverwriteMode = dynamic";
  private static final String STATIC = "SET spark.sql.sources.partitionOverwriteMode = static";

  private static final String ALL = "SELECT * FROM T";

  @TempDir static Path folder;

  private static SqlSession moraine;
  private static Spark spark;

  @BeforeAll
  static void open() {
    moraine = Sessions.open(folder);
    spark = new Spark(folder.resolve("spark"));
  }

  @AfterAll
  static void close() {
    moraine.close();
    spark.close();
  }

  static Stream<Arguments> scripts() {
    return Stream.of(
        script(
            "partitions are overwritten",
            "CREATE TABLE T (p INT, q STRING, v INT) USING DELTA PARTITIONED BY (p, q)",
            "INSERT INTO T VALUES (1, 'a', 1), (1, 'b', 2), (2, 'a', 3), (NULL, NULL, 4), (2, '',"
                + " 5)",
            DYNAMIC,
            "INSERT OVERWRITE T VALUES (1, 'a', 10), (NULL, NULL, 40)",
            "INSERT OVERWRITE T PARTITION (p = 2, q) SELECT 'a', v FROM T WHERE p = 1 AND q = 'b'",
            "INSERT OVERWRITE T SELECT * FROM T WHERE v > 1000",
            "INSERT OVERWRITE T PARTITION (p, q) SELECT v, q, p FROM T WHERE p = 1",
            STATIC,
            "INSERT OVERWRITE T PARTITION (p = 1, q) SELECT 'z', 7",
            "INSERT INTO T REPLACE WHERE p >= 2 SELECT 3, 'c', 8",
            "INSERT OVERWRITE T VALUES (9, 'i', 9)"),
        script(
            "partitions of times and decimals are overwritten",
            "CREATE TABLE T (t TIMESTAMP, d DECIMAL(5,2), v INT) USING DELTA PARTITIONED BY (t, d)",
            "INSERT INTO T VALUES (TIMESTAMP'2024-02-29 23:59:59.5Z', 1.50, 1), (NULL, -0.01, 2)",
            DYNAMIC,
            "INSERT OVERWRITE T SELECT TIMESTAMP'2024-03-01 00:59:59.5+01:00', 1.5, 3",
            STATIC),
        script(
            "columns come with rows",
            "CREATE TABLE T (id INT, s STRUCT<a: INT>) USING DELTA",
            "INSERT INTO T VALUES (1, named_struct('a', 1))",
            EVOLVE,
            "INSERT INTO T VALUES (2, named_struct('a', 2), 'new')",
            "INSERT INTO T BY NAME SELECT 'x' AS other, 3 AS ID",
            "INSERT INTO T BY NAME SELECT 4 AS id, named_struct('b', 'y', 'a', 4) AS s",
            "INSERT INTO T BY NAME SELECT 5 AS id, array(named_struct('f', 1)) AS list",
            "INSERT INTO T BY NAME SELECT 6 AS id, array(named_struct('f', 1, 'g', 2)) AS list",
            FIXED,
            "INSERT INTO T BY NAME SELECT 7 AS id"),
        script(
            "columns come with merges",
            "CREATE TABLE T (id INT, a INT, s STRUCT<x: INT, y: INT>) USING DELTA",
            "INSERT INTO T VALUES (1, 1, named_struct('x', 1, 'y', 1)), (2, 2, NULL)",
            """
            MERGE WITH SCHEMA EVOLUTION INTO T t USING (SELECT 1 AS id, 10 AS b UNION ALL SELECT 3, 30) n
            ON t.id = n.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *\
            """,
            """
            MERGE WITH SCHEMA EVOLUTION INTO T t USING (SELECT 2 AS id, 20 AS b, 'c' AS c, 'd' AS d) n
            ON t.id = n.id WHEN MATCHED THEN UPDATE SET c = n.c\
            """,
            """
            MERGE WITH SCHEMA EVOLUTION INTO T t USING (SELECT 4 AS id, 'e' AS e, 'f' AS f) n
            ON t.id = n.id WHEN NOT MATCHED THEN INSERT (id, e) VALUES (n.id, n.e)\
            """,
            """
            MERGE WITH SCHEMA EVOLUTION INTO T t USING
            (SELECT 1 AS id, named_struct('y', 5, 'z', 'z') AS s UNION ALL SELECT 5, NULL) n
            ON t.id = n.id WHEN MATCHED THEN UPDATE SET s = n.s WHEN NOT MATCHED THEN INSERT *\
            """),
        script(
            "types become wider with rows",
            "CREATE TABLE T (a TINYINT, b FLOAT, d DECIMAL(4,1), s STRUCT<x: SMALLINT>)"
                + " USING DELTA TBLPROPERTIES ('delta.enableTypeWidening' = 'true')",
            "INSERT INTO T VALUES (1, 1.5, 1.5, named_struct('x', 1))",
            EVOLVE,
            "INSERT INTO T VALUES (300, 1.5D, 100000.5, named_struct('x', 70000))",
            "INSERT INTO T BY NAME SELECT 3000000000 AS a, CAST(1.25 AS DECIMAL(9,3)) AS d",
            """
            MERGE INTO T t USING (SELECT 1 AS a, 2D AS b) n ON t.a = n.a
            WHEN MATCHED THEN UPDATE SET *\
            """,
            FIXED),
        script(
            "columns with other names in files come with rows",
            "CREATE TABLE T (id INT, s STRUCT<a: INT>) USING DELTA"
                + " TBLPROPERTIES ('delta.columnMapping.mode' = 'name')",
            "INSERT INTO T VALUES (1, named_struct('a', 1))",
            EVOLVE,
            "INSERT INTO T BY NAME SELECT 4 AS id, named_struct('b', 'y', 'a', 4) AS s, 1 AS `a b`",
            FIXED));
  }

  private static Arguments script(String name, String... statements) {
    return Arguments.of(name, List.of(statements));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void bothLeaveTheSame(String name, List<String> statements) {
    Path own = folder.resolve(name.replace(' ', '_'));
    Path other = folder.resolve(name.replace(' ', '_') + "_by_spark");
    for (String statement : statements) {
      moraine.execute(on(own, statement)).close();
      spark.run(on(other, statement));
      assertThat(Moraine.rows(moraine, on(own, ALL)))
          .as(statement)
          .isEqualTo(Moraine.rows(moraine, on(other, ALL)));
    }
    assertThat(spark.rows(on(own, ALL))).isEqualTo(spark.rows(on(other, ALL)));
    assertThat(columns(own)).isEqualTo(columns(other));
  }

  /** The columns' names and types as Spark sees them. */
  private static String columns(Path table) {
    return spark.session().sql("SELECT * FROM delta.`%s`".formatted(table)).schema().simpleString();
  }

  private static String on(Path table, String statement) {
    return statement.replaceAll("\\bT\\b", "delta.`" + table + "`");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void bothRefuse(String statement, String message) {
    Path table = folder.resolve("refused");
    moraine
        .execute(
            on(
                table,
                "CREATE OR REPLACE TABLE T (id INT, s STRUCT<a: INT, b: INT>, p INT) USING DELTA"
                    + " PARTITIONED BY (p)"))
        .close();
    if (!statement.contains("BY NAME SELECT 1 AS id, named_struct")) {
      // Spark would take these fields by their places.
      assertThatThrownBy(() -> spark.run(on(table, statement))).isInstanceOf(Exception.class);
    }
    assertThatThrownBy(() -> moraine.execute(on(table, statement)).close())
        .isInstanceOf(MoraineException.class)
        .hasMessageContaining(message);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("INSERT INTO T VALUES (1, NULL, 1, 2)", "INSERT needs 3 values a row"),
        Arguments.of("INSERT INTO T BY NAME SELECT 1 AS id, 2 AS w", "The table has no column 'w'"),
        Arguments.of(
            "INSERT INTO T BY NAME SELECT 1 AS id, named_struct('a', 1, 'c', 2) AS s, 1 AS p",
            "it has no field 'c'; it has: a, b"),
        Arguments.of(
            "UPDATE T SET s = named_struct('a', 1)", "the value has no field 'b'; it has: a"),
        Arguments.of(
            "MERGE INTO T t USING (SELECT 1 AS id) n ON t.id = n.id WHEN MATCHED THEN UPDATE SET *",
            "The source has no column 's'"),
        Arguments.of("INSERT INTO T REPLACE WHERE p = 1 SELECT 1, NULL, 2", "does not satisfy"));
  }
}
