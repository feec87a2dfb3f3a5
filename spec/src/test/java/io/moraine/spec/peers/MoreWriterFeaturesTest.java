package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.session.SqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables with rarer features that Moraine and Spark write by turns. */
class MoreWriterFeaturesTest {
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

  private static void ours(Path table, String sql) {
    moraine.execute(sql.replace("TABLE_", "delta.`" + table + "`")).close();
  }

  private static void theirs(Path table, String sql) {
    spark.run(sql.replace("TABLE_", "delta.`" + table + "`"));
  }

  private static List<String> same(Path table, String what) {
    String all = "SELECT * FROM delta.`%s`".formatted(table);
    List<String> own = Moraine.rows(moraine, all);
    assertThat(spark.rows(all)).as("Spark after %s", what).isEqualTo(own);
    return own;
  }

  private static String log(Path table, int version) throws IOException {
    return Files.readString(table.resolve("_delta_log/%020d.json".formatted(version)));
  }

  @Test
  void clusteredTablesHaveStatisticsOfTheirColumnsWhoeverWrites() throws IOException {
    Path table = folder.resolve("clustered");
    ours(
        table,
        "CREATE TABLE TABLE_ (a INT, b STRING, s STRUCT<x: INT>) USING DELTA CLUSTER BY (b, s.x)"
            + " TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '1')");
    ours(table, "INSERT INTO TABLE_ VALUES (1, 'x', named_struct('x', 7))");
    assertThat(log(table, 1)).contains("\\\"b\\\":\\\"x\\\"").contains("{\\\"x\\\":7}");
    theirs(table, "INSERT INTO TABLE_ VALUES (2, 'y', named_struct('x', 8))");
    ours(table, "UPDATE TABLE_ SET b = 'z' WHERE a = 2");
    theirs(table, "OPTIMIZE TABLE_");
    ours(table, "DELETE FROM TABLE_ WHERE s.x = 7");
    assertThat(same(table, "all")).containsExactly("2 | z | [8]");
    assertThat(spark.rows("DESCRIBE DETAIL delta.`%s`".formatted(table)).toString())
        .contains("[b | s.x]");
    ours(table, "ALTER TABLE TABLE_ CLUSTER BY (a)");
    theirs(table, "INSERT INTO TABLE_ VALUES (3, 'y', NULL)");
    ours(table, "INSERT INTO TABLE_ VALUES (4, NULL, NULL)");
    theirs(table, "OPTIMIZE TABLE_ FULL");
    assertThat(same(table, "another clustering")).hasSize(3);
  }

  @Test
  void variantsAreWrittenWhoeverWrites() {
    Path table = folder.resolve("variants");
    ours(table, "CREATE TABLE TABLE_ (id INT, v VARIANT) USING DELTA");
    theirs(
        table, "INSERT INTO TABLE_ SELECT 1, parse_json('{\"a\": [1, 2.5, null], \"b\": \"x\"}')");
    theirs(table, "INSERT INTO TABLE_ SELECT 2, parse_json('true')");
    ours(table, "UPDATE TABLE_ SET id = 3 WHERE id = 2");
    ours(table, "INSERT INTO TABLE_ SELECT id + 10, v FROM TABLE_");
    theirs(table, "DELETE FROM TABLE_ WHERE id = 1");
    ours(table, "INSERT INTO TABLE_ VALUES (5, NULL)");
    assertThat(same(table, "all"))
        .containsExactly("11 | {\"a\":[1,2.5,null],\"b\":\"x\"}", "13 | true", "3 | true", "5 | ∅");
  }

  @Test
  void partitionColumnsAreInFilesToo() throws IOException {
    Path table = folder.resolve("materialized");
    ours(
        table,
        "CREATE TABLE TABLE_ (p INT, v STRING) USING DELTA PARTITIONED BY (p)"
            + " TBLPROPERTIES ('delta.feature.materializePartitionColumns' = 'supported')");
    ours(table, "INSERT INTO TABLE_ VALUES (1, 'a'), (2, 'b')");
    try (Stream<Path> files = Files.walk(table)) {
      List<Path> data = files.filter(file -> file.toString().endsWith(".parquet")).toList();
      assertThat(data).hasSize(2);
      for (Path file : data) {
        assertThat(spark.session().read().parquet(file.toString()).columns())
            .containsExactly("v", "p");
      }
    }
    assertThat(same(table, "our write")).hasSize(2);
    ours(table, "UPDATE TABLE_ SET p = 3 WHERE p = 2");
    assertThat(same(table, "our update")).containsExactly("1 | a", "3 | b");
  }

  @Test
  void typesOfThePreviewAreWidened() {
    Path table = folder.resolve("preview");
    ours(
        table,
        "CREATE TABLE TABLE_ (a INT) USING DELTA TBLPROPERTIES"
            + " ('delta.feature.typeWidening-preview' = 'supported', 'delta.enableTypeWidening' ="
            + " 'true')");
    ours(table, "INSERT INTO TABLE_ VALUES (1)");
    ours(table, "ALTER TABLE TABLE_ ALTER COLUMN a TYPE BIGINT");
    theirs(table, "INSERT INTO TABLE_ VALUES (3000000000)");
    ours(table, "DELETE FROM TABLE_ WHERE a = 5");
    ours(table, "INSERT INTO TABLE_ VALUES (3000000001)");
    assertThat(same(table, "all")).containsExactly("1", "3000000000", "3000000001");
  }

  @Test
  void columnsAreReplaced() {
    Path table = folder.resolve("replaced");
    ours(
        table,
        "CREATE TABLE TABLE_ (a INT COMMENT 'first', b STRING, s STRUCT<x: INT>) USING DELTA"
            + " TBLPROPERTIES ('delta.columnMapping.mode' = 'name', 'delta.enableTypeWidening' ="
            + " 'true')");
    ours(table, "INSERT INTO TABLE_ VALUES (1, 'x', named_struct('x', 1))");
    ours(
        table,
        "ALTER TABLE TABLE_ REPLACE COLUMNS (s STRUCT<x: INT>, c DATE COMMENT 'new', a BIGINT)");
    theirs(table, "INSERT INTO TABLE_ VALUES (NULL, DATE'2024-02-29', 3000000000)");
    assertThat(same(table, "all")).containsExactly("[1] | ∅ | 1", "∅ | 2024-02-29 | 3000000000");
    Path plain = folder.resolve("plain");
    ours(plain, "CREATE TABLE TABLE_ (a INT, b STRING) USING DELTA");
    assertThatThrownBy(() -> ours(plain, "ALTER TABLE TABLE_ REPLACE COLUMNS (a INT)"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Cannot drop column 'b'");
    assertThatThrownBy(() -> ours(plain, "ALTER TABLE TABLE_ REPLACE COLUMNS (b STRING, a BIGINT)"))
        .hasMessageContaining("Column 'a' cannot become BIGINT");
    ours(plain, "ALTER TABLE TABLE_ REPLACE COLUMNS (b STRING, c INT, a INT)");
    theirs(plain, "INSERT INTO TABLE_ VALUES ('x', 1, 2)");
    assertThat(same(plain, "another order")).containsExactly("x | 1 | 2");
  }

  @Test
  void featuresAreDroppedWithWhatTheyLeftInFiles() {
    Path table = folder.resolve("dropped");
    ours(
        table,
        "CREATE TABLE TABLE_ (id INT, `a b` INT) USING DELTA TBLPROPERTIES ("
            + "'delta.enableDeletionVectors' = 'true', 'delta.columnMapping.mode' = 'name',"
            + " 'delta.enableTypeWidening' = 'true', 'delta.enableRowTracking' = 'true')");
    ours(table, "INSERT INTO TABLE_ SELECT CAST(id AS INT), 1 FROM range(0, 100)");
    theirs(table, "DELETE FROM TABLE_ WHERE id % 10 = 3");
    ours(table, "ALTER TABLE TABLE_ RENAME COLUMN `a b` TO c");
    ours(table, "ALTER TABLE TABLE_ ALTER COLUMN id TYPE BIGINT");
    String ids = "SELECT id, _metadata.row_id FROM delta.`%s`".formatted(table);
    List<String> before = Moraine.rows(moraine, ids);
    ours(table, "ALTER TABLE TABLE_ DROP FEATURE deletionVectors");
    assertThat(same(table, "no vectors")).hasSize(90);
    ours(table, "ALTER TABLE TABLE_ DROP FEATURE typeWidening");
    ours(table, "ALTER TABLE TABLE_ DROP FEATURE columnMapping");
    assertThat(same(table, "no names")).hasSize(90);
    assertThat(Moraine.rows(moraine, ids)).isEqualTo(before);
    assertThat(spark.rows(ids)).isEqualTo(before);
    theirs(table, "INSERT INTO TABLE_ VALUES (1000, 7)");
    ours(table, "ALTER TABLE TABLE_ DROP FEATURE rowTracking");
    ours(table, "ALTER TABLE TABLE_ DROP FEATURE domainMetadata");
    theirs(table, "DELETE FROM TABLE_ WHERE id < 50");
    assertThat(same(table, "the end")).hasSize(46);
  }

  @Test
  void nullsWithinValuesAreRefusedWhereSparkRefusesThem() {
    Path table = folder.resolve("nulls");
    ours(
        table,
        "CREATE TABLE TABLE_ (id INT, s STRUCT<a: INT NOT NULL>, c CHAR(4), CONSTRAINT known CHECK"
            + " (c IN ('ab', 'abcd'))) USING DELTA");
    // As the condition sees them, values have their spaces.
    String padded = "INSERT INTO TABLE_ VALUES (1, named_struct('a', 1), 'ab')";
    assertThatThrownBy(() -> theirs(table, padded)).hasMessageContaining("known");
    assertThatThrownBy(() -> ours(table, padded)).hasMessageContaining("known");
    String nullStruct = "INSERT INTO TABLE_ VALUES (1, NULL, 'abcd')";
    assertThatThrownBy(() -> theirs(table, nullStruct)).hasMessageContaining("NOT NULL");
    assertThatThrownBy(() -> ours(table, nullStruct))
        .hasMessageContaining("column 's.a' is NOT NULL, which is violated by 1 row");
    ours(table, "INSERT INTO TABLE_ VALUES (1, named_struct('a', 1), 'abcd')");
    theirs(table, "INSERT INTO TABLE_ VALUES (2, named_struct('a', 2), 'abcd')");
    assertThat(same(table, "all")).containsExactly("1 | [1] | abcd", "2 | [2] | abcd");
  }

  @Test
  void rowsOfColumnsFoundByIdsKeepTheirIds() {
    Path table = folder.resolve("by_id");
    ours(
        table,
        "CREATE TABLE TABLE_ (id INT, v STRING) USING DELTA TBLPROPERTIES ("
            + "'delta.columnMapping.mode' = 'id', 'delta.enableRowTracking' = 'true')");
    ours(table, "INSERT INTO TABLE_ VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    String ids = "SELECT id, _metadata.row_id FROM delta.`%s`".formatted(table);
    ours(table, "UPDATE TABLE_ SET v = 'x' WHERE id = 2");
    assertThat(spark.rows(ids)).containsExactly("1 | 0", "2 | 1", "3 | 2");
    theirs(table, "UPDATE TABLE_ SET v = 'y' WHERE id = 1");
    ours(table, "DELETE FROM TABLE_ WHERE id = 3");
    assertThat(Moraine.rows(moraine, ids)).containsExactly("1 | 0", "2 | 1");
    assertThat(spark.rows(ids)).containsExactly("1 | 0", "2 | 1");
    assertThat(same(table, "all")).containsExactly("1 | y", "2 | x");
  }

  @Test
  void aNullThatIsGivenIsNoNumberToBeGiven() {
    Path table = folder.resolve("numbers");
    ours(
        table,
        "CREATE TABLE TABLE_ (id BIGINT GENERATED BY DEFAULT AS IDENTITY, v INT) USING DELTA");
    theirs(table, "INSERT INTO TABLE_ VALUES (NULL, 1)");
    ours(table, "INSERT INTO TABLE_ VALUES (NULL, 2), (7, 3)");
    ours(table, "INSERT INTO TABLE_ (v) VALUES (4)");
    ours(table, "INSERT INTO TABLE_ VALUES (DEFAULT, 5)");
    ours(table, "UPDATE TABLE_ SET v = v * 10");
    ours(
        table,
        """
        MERGE INTO TABLE_ t USING (SELECT 6 AS a UNION ALL SELECT 7) s ON t.v = s.a
        WHEN NOT MATCHED AND s.a = 6 THEN INSERT (id, v) VALUES (NULL, s.a)
        WHEN NOT MATCHED THEN INSERT (v) VALUES (s.a)\
        """);
    assertThat(same(table, "all"))
        .containsExactly("1 | 40", "2 | 50", "3 | 7", "7 | 30", "∅ | 10", "∅ | 20", "∅ | 6");
  }
}
