package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables with rarer features that Moraine and Spark write by turns. */
class MoreWriterFeaturesTest {
  @TempDir static Path folder;

  private static Turns turns;

  @BeforeAll
  static void open() {
    turns = Turns.in(folder);
  }

  @AfterAll
  static void close() {
    turns.close();
  }

  private static String log(Path table, int version) throws IOException {
    return Files.readString(table.resolve("_delta_log/%020d.json".formatted(version)));
  }

  @Test
  void clusteredTablesHaveStatisticsOfTheirColumnsWhoeverWrites() throws IOException {
    Path table = folder.resolve("clustered");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (a INT, b STRING, s STRUCT<x: INT>) USING DELTA CLUSTER BY (b, s.x)"
            + " TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '1')");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (1, 'x', named_struct('x', 7))");
    assertThat(log(table, 1)).contains("\\\"b\\\":\\\"x\\\"").contains("{\\\"x\\\":7}");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (2, 'y', named_struct('x', 8))");
    turns.ours(table, "UPDATE TABLE_ SET b = 'z' WHERE a = 2");
    turns.theirs(table, "OPTIMIZE TABLE_");
    turns.ours(table, "DELETE FROM TABLE_ WHERE s.x = 7");
    assertThat(turns.same(table, "all")).containsExactly("2 | z | [8]");
    assertThat(turns.spark().rows("DESCRIBE DETAIL delta.`%s`".formatted(table)).toString())
        .contains("[b | s.x]");
    turns.ours(table, "ALTER TABLE TABLE_ CLUSTER BY (a)");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (3, 'y', NULL)");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (4, NULL, NULL)");
    turns.theirs(table, "OPTIMIZE TABLE_ FULL");
    assertThat(turns.same(table, "another clustering")).hasSize(3);
  }

  @Test
  void variantsAreWrittenWhoeverWrites() {
    Path table = folder.resolve("variants");
    turns.ours(table, "CREATE TABLE TABLE_ (id INT, v VARIANT) USING DELTA");
    turns.theirs(
        table, "INSERT INTO TABLE_ SELECT 1, parse_json('{\"a\": [1, 2.5, null], \"b\": \"x\"}')");
    turns.theirs(table, "INSERT INTO TABLE_ SELECT 2, parse_json('true')");
    turns.ours(table, "UPDATE TABLE_ SET id = 3 WHERE id = 2");
    turns.ours(table, "INSERT INTO TABLE_ SELECT id + 10, v FROM TABLE_");
    turns.theirs(table, "DELETE FROM TABLE_ WHERE id = 1");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (5, NULL)");
    assertThat(turns.same(table, "all"))
        .containsExactly("11 | {\"a\":[1,2.5,null],\"b\":\"x\"}", "13 | true", "3 | true", "5 | ∅");
  }

  @Test
  void partitionColumnsAreInFilesToo() throws IOException {
    Path table = folder.resolve("materialized");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (p INT, v STRING) USING DELTA PARTITIONED BY (p)"
            + " TBLPROPERTIES ('delta.feature.materializePartitionColumns' = 'supported')");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (1, 'a'), (2, 'b')");
    try (Stream<Path> files = Files.walk(table)) {
      List<Path> data = files.filter(file -> file.toString().endsWith(".parquet")).toList();
      assertThat(data).hasSize(2);
      for (Path file : data) {
        assertThat(turns.spark().session().read().parquet(file.toString()).columns())
            .containsExactly("v", "p");
      }
    }
    assertThat(turns.same(table, "our write")).hasSize(2);
    turns.ours(table, "UPDATE TABLE_ SET p = 3 WHERE p = 2");
    assertThat(turns.same(table, "our update")).containsExactly("1 | a", "3 | b");
  }

  @Test
  void typesOfThePreviewAreWidened() {
    Path table = folder.resolve("preview");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (a INT) USING DELTA TBLPROPERTIES"
            + " ('delta.feature.typeWidening-preview' = 'supported', 'delta.enableTypeWidening' ="
            + " 'true')");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (1)");
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN a TYPE BIGINT");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (3000000000)");
    turns.ours(table, "DELETE FROM TABLE_ WHERE a = 5");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (3000000001)");
    assertThat(turns.same(table, "all")).containsExactly("1", "3000000000", "3000000001");
  }

  @Test
  void columnsAreReplaced() {
    Path table = folder.resolve("replaced");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (a INT COMMENT 'first', b STRING, s STRUCT<x: INT>) USING DELTA"
            + " TBLPROPERTIES ('delta.columnMapping.mode' = 'name', 'delta.enableTypeWidening' ="
            + " 'true')");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (1, 'x', named_struct('x', 1))");
    turns.ours(
        table,
        "ALTER TABLE TABLE_ REPLACE COLUMNS (s STRUCT<x: INT>, c DATE COMMENT 'new', a BIGINT)");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (NULL, DATE'2024-02-29', 3000000000)");
    assertThat(turns.same(table, "all"))
        .containsExactly("[1] | ∅ | 1", "∅ | 2024-02-29 | 3000000000");
    Path plain = folder.resolve("plain");
    turns.ours(plain, "CREATE TABLE TABLE_ (a INT, b STRING) USING DELTA");
    assertThatThrownBy(() -> turns.ours(plain, "ALTER TABLE TABLE_ REPLACE COLUMNS (a INT)"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Cannot drop column 'b'");
    assertThatThrownBy(
            () -> turns.ours(plain, "ALTER TABLE TABLE_ REPLACE COLUMNS (b STRING, a BIGINT)"))
        .hasMessageContaining("Column 'a' cannot become BIGINT");
    turns.ours(plain, "ALTER TABLE TABLE_ REPLACE COLUMNS (b STRING, c INT, a INT)");
    turns.theirs(plain, "INSERT INTO TABLE_ VALUES ('x', 1, 2)");
    assertThat(turns.same(plain, "another order")).containsExactly("x | 1 | 2");
  }

  @Test
  void featuresAreDroppedWithWhatTheyLeftInFiles() {
    Path table = folder.resolve("dropped");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (id INT, `a b` INT) USING DELTA TBLPROPERTIES ("
            + "'delta.enableDeletionVectors' = 'true', 'delta.columnMapping.mode' = 'name',"
            + " 'delta.enableTypeWidening' = 'true', 'delta.enableRowTracking' = 'true')");
    turns.ours(table, "INSERT INTO TABLE_ SELECT CAST(id AS INT), 1 FROM range(0, 100)");
    turns.theirs(table, "DELETE FROM TABLE_ WHERE id % 10 = 3");
    turns.ours(table, "ALTER TABLE TABLE_ RENAME COLUMN `a b` TO c");
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN id TYPE BIGINT");
    String ids = "SELECT id, _metadata.row_id FROM delta.`%s`".formatted(table);
    List<String> before = Moraine.rows(turns.moraine(), ids);
    turns.ours(table, "ALTER TABLE TABLE_ DROP FEATURE deletionVectors");
    assertThat(turns.same(table, "no vectors")).hasSize(90);
    turns.ours(table, "ALTER TABLE TABLE_ DROP FEATURE typeWidening");
    turns.ours(table, "ALTER TABLE TABLE_ DROP FEATURE columnMapping");
    assertThat(turns.same(table, "no names")).hasSize(90);
    assertThat(Moraine.rows(turns.moraine(), ids)).isEqualTo(before);
    assertThat(turns.spark().rows(ids)).isEqualTo(before);
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (1000, 7)");
    turns.ours(table, "ALTER TABLE TABLE_ DROP FEATURE rowTracking");
    turns.ours(table, "ALTER TABLE TABLE_ DROP FEATURE domainMetadata");
    turns.theirs(table, "DELETE FROM TABLE_ WHERE id < 50");
    assertThat(turns.same(table, "the end")).hasSize(46);
  }

  @Test
  void nullsWithinValuesAreRefusedWhereSparkRefusesThem() {
    Path table = folder.resolve("nulls");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (id INT, s STRUCT<a: INT NOT NULL>, c CHAR(4), CONSTRAINT known CHECK"
            + " (c IN ('ab', 'abcd'))) USING DELTA");
    // As the condition sees them, values have their spaces.
    String padded = "INSERT INTO TABLE_ VALUES (1, named_struct('a', 1), 'ab')";
    assertThatThrownBy(() -> turns.theirs(table, padded)).hasMessageContaining("known");
    assertThatThrownBy(() -> turns.ours(table, padded)).hasMessageContaining("known");
    String nullStruct = "INSERT INTO TABLE_ VALUES (1, NULL, 'abcd')";
    assertThatThrownBy(() -> turns.theirs(table, nullStruct)).hasMessageContaining("NOT NULL");
    assertThatThrownBy(() -> turns.ours(table, nullStruct))
        .hasMessageContaining("column 's.a' is NOT NULL, which is violated by 1 row");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (1, named_struct('a', 1), 'abcd')");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (2, named_struct('a', 2), 'abcd')");
    assertThat(turns.same(table, "all")).containsExactly("1 | [1] | abcd", "2 | [2] | abcd");
  }

  @Test
  void rowsOfColumnsFoundByIdsKeepTheirIds() {
    Path table = folder.resolve("by_id");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (id INT, v STRING) USING DELTA TBLPROPERTIES ("
            + "'delta.columnMapping.mode' = 'id', 'delta.enableRowTracking' = 'true')");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    String ids = "SELECT id, _metadata.row_id FROM delta.`%s`".formatted(table);
    turns.ours(table, "UPDATE TABLE_ SET v = 'x' WHERE id = 2");
    assertThat(turns.spark().rows(ids)).containsExactly("1 | 0", "2 | 1", "3 | 2");
    turns.theirs(table, "UPDATE TABLE_ SET v = 'y' WHERE id = 1");
    turns.ours(table, "DELETE FROM TABLE_ WHERE id = 3");
    assertThat(Moraine.rows(turns.moraine(), ids)).containsExactly("1 | 0", "2 | 1");
    assertThat(turns.spark().rows(ids)).containsExactly("1 | 0", "2 | 1");
    assertThat(turns.same(table, "all")).containsExactly("1 | y", "2 | x");
  }

  @Test
  void aNullThatIsGivenIsNoNumberToBeGiven() {
    Path table = folder.resolve("numbers");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (id BIGINT GENERATED BY DEFAULT AS IDENTITY, v INT) USING DELTA");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (NULL, 1)");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (NULL, 2), (7, 3)");
    turns.ours(table, "INSERT INTO TABLE_ (v) VALUES (4)");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (DEFAULT, 5)");
    turns.ours(table, "UPDATE TABLE_ SET v = v * 10");
    turns.ours(
        table,
        """
        MERGE INTO TABLE_ t USING (SELECT 6 AS a UNION ALL SELECT 7) s ON t.v = s.a
        WHEN NOT MATCHED AND s.a = 6 THEN INSERT (id, v) VALUES (NULL, s.a)
        WHEN NOT MATCHED THEN INSERT (v) VALUES (s.a)\
        """);
    assertThat(turns.same(table, "all"))
        .containsExactly("1 | 40", "2 | 50", "3 | 7", "7 | 30", "∅ | 10", "∅ | 20", "∅ | 6");
  }

  @ParameterizedTest(name = "V{0}")
  @ValueSource(ints = {1, 2})
  void tablesThatIcebergReadsTooAreWrittenWhoeverWrites(int version) throws IOException {
    Path table = folder.resolve("iceberg" + version);
    String on = "'delta.enableIcebergCompatV%d' = 'true'".formatted(version);
    assertThatThrownBy(
            () ->
                turns.ours(
                    table,
                    "CREATE TABLE TABLE_ (a ARRAY<INT>) USING DELTA TBLPROPERTIES (%s)"
                        .formatted(on)))
        .hasMessageContaining("'a' of type ARRAY<INT>");
    assertThatThrownBy(
            () ->
                turns.ours(
                    table,
                    "CREATE TABLE TABLE_ (a INT) USING DELTA TBLPROPERTIES (%s, 'delta.enableDeletionVectors' = 'true')"
                        .formatted(on)))
        .hasMessageContaining("cannot both be true");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (id INT, p STRING, s STRUCT<t: TIMESTAMP>) USING DELTA PARTITIONED BY (p) TBLPROPERTIES (%s)"
            .formatted(on));
    turns.ours(
        table,
        "INSERT INTO TABLE_ VALUES (1, 'a', named_struct('t', TIMESTAMP'2024-02-29"
            + " 01:02:03.456789Z'))");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (2, 'b', NULL)");
    turns.ours(table, "UPDATE TABLE_ SET id = id + 10");
    turns.theirs(table, "DELETE FROM TABLE_ WHERE id = 12");
    turns.ours(table, "ALTER TABLE TABLE_ RENAME COLUMN id TO n");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (3, NULL, NULL)");
    assertThat(turns.same(table, "all"))
        .containsExactly("11 | a | [2024-02-29T01:02:03.456789Z]", "3 | ∅ | ∅");
    try (Stream<Path> files = Files.walk(table)) {
      Path data =
          files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
      assertThat(turns.spark().session().read().parquet(data.toString()).columns()).hasSize(3);
    }
  }
}
