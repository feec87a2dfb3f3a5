package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.MoraineException;
import io.moraine.engine.rule.ConstraintViolationException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tables demand of their writers: Moraine and Spark take turns in writing the same ones. */
class WriterFeaturesTest {
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

  @Test
  void constraintsHoldWhoeverWrites() {
    Path table = folder.resolve("constraints");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (id BIGINT NOT NULL, v INT, s STRUCT<a: INT NOT NULL, b: STRING>,"
            + " CONSTRAINT positive CHECK (v > 0)) USING DELTA");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (1, 1, named_struct('a', 1, 'b', 'x'))");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (2, 2, named_struct('a', 1, 'b', 'x'))");
    turns.ours(table, "ALTER TABLE TABLE_ ADD CONSTRAINT small CHECK (id < 100 AND v < id * 10)");
    assertThatThrownBy(
            () ->
                turns.theirs(
                    table, "INSERT INTO TABLE_ VALUES (500, 3, named_struct('a', 1, 'b', 'x'))"))
        .hasMessageContaining("small");
    turns.theirs(table, "ALTER TABLE TABLE_ ADD CONSTRAINT odd CHECK (v IS NULL OR v <> 7)");
    assertThatThrownBy(
            () ->
                turns.ours(
                    table,
                    "INSERT INTO TABLE_ SELECT id, CAST(id AS INT) - 2, NULL FROM range(1, 12)"))
        .isInstanceOf(ConstraintViolationException.class)
        .hasMessageContaining(
            "CHECK constraint 'positive' (v > 0) is violated by 2 rows: (v = -1), (v = 0)")
        .hasMessageContaining("CHECK constraint 'odd'")
        .hasMessageContaining("is violated by 1 row: (v = 7)");
    // NULL is not TRUE.
    assertThatThrownBy(() -> turns.ours(table, "UPDATE TABLE_ SET v = NULL WHERE id = 1"))
        .hasMessageContaining(
            "CHECK constraint 'positive' (v > 0) is violated by 1 row: (v = NULL)");
    assertThatThrownBy(
            () ->
                turns.ours(
                    table, "INSERT INTO TABLE_ VALUES (3, 3, named_struct('a', NULL, 'b', 'x'))"))
        .hasMessageContaining(
            "column 's.a' is NOT NULL, which is violated by 1 row: (id = 3, v = 3");
    assertThatThrownBy(() -> turns.ours(table, "INSERT INTO TABLE_ VALUES (NULL, 3, NULL)"))
        .hasMessageContaining("column 'id' is NOT NULL");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (3, 3, named_struct('a', 1, 'b', NULL))");
    assertThatThrownBy(
            () -> turns.ours(table, "ALTER TABLE TABLE_ ADD CONSTRAINT few CHECK (id < 3)"))
        .hasMessageContaining("CHECK constraint 'few' (id < 3) is violated by 1 row: (id = 3)");
    turns.ours(table, "ALTER TABLE TABLE_ DROP CONSTRAINT small");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (500, 3, named_struct('a', 1, 'b', 'x'))");
    assertThat(turns.same(table, "all")).hasSize(4);
  }

  @Test
  void defaultsAndGeneratedColumnsAreComputedWhoeverWrites() {
    Path table = folder.resolve("defaults");
    turns.ours(
        table,
        """
        CREATE TABLE TABLE_ (id BIGINT, name STRING DEFAULT concat('no', 'ne'), at TIMESTAMP,
          day DATE GENERATED ALWAYS AS (CAST(at AS DATE)), twice BIGINT GENERATED ALWAYS AS (id * 2),
          n INT DEFAULT 42) USING DELTA PARTITIONED BY (day)\
        """);
    turns.ours(table, "INSERT INTO TABLE_ (id, at) VALUES (1, TIMESTAMP'2024-02-29 23:59:59Z')");
    turns.theirs(table, "INSERT INTO TABLE_ (id, at) VALUES (2, TIMESTAMP'2024-03-01 00:00:01Z')");
    turns.ours(
        table, "INSERT INTO TABLE_ (id, name, n) VALUES (3, DEFAULT, 1), (4, NULL, DEFAULT)");
    turns.ours(
        table, "INSERT INTO TABLE_ BY NAME SELECT 5 AS id, TIMESTAMP'2024-03-01 10:00:00Z' AS at");
    turns.ours(table, "UPDATE TABLE_ SET id = id + 10 WHERE id >= 3");
    turns.ours(
        table,
        """
        MERGE INTO TABLE_ t USING (SELECT 1L AS id, 'one' AS name UNION ALL SELECT 6L, 'six') s
        ON t.id = s.id WHEN MATCHED THEN UPDATE SET id = 100, name = DEFAULT
        WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.name)\
        """);
    turns.theirs(table, "UPDATE TABLE_ SET at = at + INTERVAL 1 DAY WHERE id = 2");
    assertThat(turns.same(table, "all"))
        .containsExactlyInAnyOrder(
            "100 | none | 2024-02-29T23:59:59Z | 2024-02-29 | 200 | 42",
            "2 | none | 2024-03-02T00:00:01Z | 2024-03-02 | 4 | 42",
            "13 | none | ∅ | ∅ | 26 | 1",
            "14 | ∅ | ∅ | ∅ | 28 | 42",
            "15 | none | 2024-03-01T10:00:00Z | 2024-03-01 | 30 | 42",
            "6 | six | ∅ | ∅ | 12 | 42");
    assertThatThrownBy(() -> turns.ours(table, "INSERT INTO TABLE_ (id, twice) VALUES (1, 3)"))
        .hasMessageContaining(
            "generated column 'twice', which is id * 2 is violated by 1 row: (id = 1, twice = 3)");
    turns.ours(table, "INSERT INTO TABLE_ (id, twice) VALUES (1, 2)");
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN n SET DEFAULT 7");
    turns.theirs(table, "INSERT INTO TABLE_ (id) VALUES (20)");
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN n DROP DEFAULT");
    turns.theirs(table, "INSERT INTO TABLE_ (id) VALUES (21)");
    assertThat(turns.same(table, "defaults"))
        .contains("20 | none | ∅ | ∅ | 40 | 7", "21 | none | ∅ | ∅ | 42 | ∅");
  }

  @Test
  void rowsAreNumberedOnWhoeverWrites() {
    Path table = folder.resolve("identity");
    turns.ours(
        table,
        """
        CREATE TABLE TABLE_ (k BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 5),
          d BIGINT GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY -1), s STRING) USING DELTA\
        """);
    turns.ours(table, "INSERT INTO TABLE_ (s) VALUES ('a'), ('b')");
    turns.theirs(table, "INSERT INTO TABLE_ (s) VALUES ('c')");
    turns.ours(table, "INSERT INTO TABLE_ (d, s) VALUES (77, 'd')");
    turns.ours(
        table,
        "MERGE INTO TABLE_ t USING (SELECT 'a' AS s UNION ALL SELECT 'e') n ON t.s = n.s "
            + "WHEN MATCHED THEN UPDATE SET s = 'A' WHEN NOT MATCHED THEN INSERT *");
    turns.theirs(table, "INSERT INTO TABLE_ (s) VALUES ('f')");
    List<String> rows = turns.same(table, "all");
    assertThat(rows).contains("10 | 1 | A", "15 | 0 | b");
    assertThat(rows.stream().map(row -> row.split(" ", -1)[0])).hasSize(6).doesNotHaveDuplicates();
    assertThat(rows).allMatch(row -> (Long.parseLong(row.split(" ", -1)[0]) - 10) % 5 == 0);
    assertThatThrownBy(() -> turns.ours(table, "INSERT INTO TABLE_ (k, s) VALUES (1, 'x')"))
        .hasMessageContaining("Column 'k' is GENERATED ALWAYS AS IDENTITY");
    assertThatThrownBy(() -> turns.ours(table, "UPDATE TABLE_ SET k = 1"))
        .hasMessageContaining("Identity column 'k' cannot be changed");
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN d SYNC IDENTITY");
    turns.theirs(table, "INSERT INTO TABLE_ (s) VALUES ('g')");
    turns.same(table, "SYNC IDENTITY");
  }

  @Test
  void stringsHaveTheirLengthsWhoeverWrites() {
    Path table = folder.resolve("chars");
    turns.ours(table, "CREATE TABLE TABLE_ (c CHAR(4), v VARCHAR(3)) USING DELTA");
    turns.ours(table, "INSERT INTO TABLE_ VALUES ('ä', 'abc  '), ('abcd   ', NULL), (NULL, '')");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES ('ä', 'abc'), ('abcd', NULL), (NULL, '')");
    assertThat(turns.same(table, "inserts")).filteredOn("ä    | abc"::equals).hasSize(2);
    for (String row : List.of("('abcde', 'a')", "('a', 'abcd')")) {
      assertThatThrownBy(() -> turns.ours(table, "INSERT INTO TABLE_ VALUES " + row))
          .isInstanceOf(ConstraintViolationException.class)
          .hasMessageContaining("CHAR(");
      assertThatThrownBy(() -> turns.theirs(table, "INSERT INTO TABLE_ VALUES " + row)).isNotNull();
    }
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN v TYPE VARCHAR(5)");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES ('a', 'abcde')");
    turns.same(table, "longer");
  }

  @ParameterizedTest(name = "{0}, deletion vectors: {1}, partitioned: {2}")
  @CsvSource({"name,false,false", "id,true,true", "name,true,true"})
  void mappedColumnsAreRenamedDroppedAndAddedWhoeverWrites(
      String mode, boolean vectors, boolean partitioned) {
    Path table = folder.resolve("mapped" + mode + vectors);
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (id BIGINT, `a b` STRING, st STRUCT<x: INT, y: ARRAY<STRUCT<z: INT>>>, part STRING) USING DELTA %s TBLPROPERTIES ('delta.columnMapping.mode' = '%s', 'delta.enableDeletionVectors' = '%s', 'delta.checkpointInterval' = '3')"
            .formatted(partitioned ? "PARTITIONED BY (part)" : "", mode, vectors));
    String row =
        "INSERT INTO TABLE_ VALUES (%1$d, 'r%1$d', named_struct('x', %1$d, 'y',"
            + " array(named_struct('z', %1$d))), 'p')";
    turns.ours(table, row.formatted(1));
    turns.theirs(table, row.formatted(2));
    turns.ours(table, "ALTER TABLE TABLE_ RENAME COLUMN `a b` TO `c,d`");
    turns.ours(table, "ALTER TABLE TABLE_ RENAME COLUMN st.y.element.z TO w");
    turns.ours(table, "ALTER TABLE TABLE_ RENAME COLUMN part TO `p q`");
    turns.ours(table, row.formatted(3));
    turns.same(table, "renames");
    turns.theirs(table, "ALTER TABLE TABLE_ ADD COLUMNS (n INT AFTER id, st.v STRING FIRST)");
    turns.ours(table, "ALTER TABLE TABLE_ ADD COLUMNS (m INT FIRST, st.y.element.u DATE)");
    turns.ours(table, "UPDATE TABLE_ SET m = id, st.v = 'v', n = 3 WHERE id = 1");
    turns.same(table, "additions");
    turns.ours(table, "ALTER TABLE TABLE_ DROP COLUMN m");
    turns.ours(table, "ALTER TABLE TABLE_ ADD COLUMN m STRING");
    turns.ours(table, "ALTER TABLE TABLE_ DROP COLUMNS (st.x)");
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN m AFTER id");
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN m COMMENT 'it''s new'");
    turns.theirs(table, "UPDATE TABLE_ SET m = 'new' WHERE id = 2");
    turns.ours(table, "DELETE FROM TABLE_ WHERE id = 3");
    assertThat(turns.same(table, "drops"))
        .containsExactly(
            "1 | ∅ | 3 | r1 | [v | [[1 | ∅]]] | p", "2 | new | ∅ | r2 | [∅ | [[2 | ∅]]] | p");
    assertThat(turns.spark().rows("DESCRIBE TABLE delta.`%s`".formatted(table)))
        .contains("m | string | it's new");
  }

  @Test
  void aTableOfNamesIsUpgradedToMappedColumns() {
    Path table = folder.resolve("upgraded");
    turns.ours(table, "CREATE TABLE TABLE_ (id BIGINT, a INT, s STRUCT<x: INT>) USING DELTA");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (1, 1, named_struct('x', 1))");
    assertThatThrownBy(() -> turns.ours(table, "ALTER TABLE TABLE_ DROP COLUMN a"))
        .isInstanceOf(MoraineException.class)
        .hasMessageContaining("delta.columnMapping.mode");
    turns.ours(table, "ALTER TABLE TABLE_ SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
    turns.ours(table, "ALTER TABLE TABLE_ RENAME COLUMN a TO b");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (2, 2, named_struct('x', 2))");
    turns.theirs(table, "ALTER TABLE TABLE_ RENAME COLUMN s.x TO y");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (3, 3, named_struct('y', 3))");
    turns.ours(table, "ALTER TABLE TABLE_ DROP COLUMN b");
    assertThat(turns.same(table, "all")).containsExactly("1 | [1]", "2 | [2]", "3 | [3]");
    assertThatThrownBy(
            () ->
                turns.ours(
                    table,
                    "ALTER TABLE TABLE_ SET TBLPROPERTIES ('delta.columnMapping.mode' = 'id')"))
        .hasMessageContaining("only 'none' can become 'name'");
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "TINYINT | SMALLINT | 127 | 32767",
        "TINYINT | INT | -128 | 2147483647",
        "TINYINT | BIGINT | 1 | 9223372036854775807",
        "TINYINT | DOUBLE | 1 | 1.5",
        "SMALLINT | INT | 1 | 2147483647",
        "SMALLINT | BIGINT | 1 | 9223372036854775807",
        "SMALLINT | DOUBLE | 1 | 1.5",
        "INT | BIGINT | 1 | 9223372036854775807",
        "INT | DOUBLE | 1 | 1.5",
        "FLOAT | DOUBLE | 1.5 | 1.1",
        "DATE | TIMESTAMP_NTZ | DATE'2024-02-29' | TIMESTAMP_NTZ'2024-02-29 12:00:00'",
        "TINYINT | DECIMAL(12,2) | 1 | 1.25",
        "INT | DECIMAL(11,1) | 1 | 1.5",
        "BIGINT | DECIMAL(22,2) | 1 | 1.25",
        "DECIMAL(5,2) | DECIMAL(10,4) | 1.25 | 1.1234"
      })
  void typesAreWidenedWhoeverWrites(String from, String to, String before, String after) {
    Path table = folder.resolve("widened" + (from + to).replaceAll("\\W", ""));
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (id INT, c %s) USING DELTA TBLPROPERTIES ('delta.enableTypeWidening' = 'true')"
            .formatted(from));
    turns.ours(table, "INSERT INTO TABLE_ VALUES (1, %s)".formatted(before));
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN c TYPE " + to);
    turns.ours(table, "INSERT INTO TABLE_ VALUES (2, %s)".formatted(after));
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (3, %s)".formatted(after));
    turns.ours(table, "UPDATE TABLE_ SET id = 4 WHERE id = 1");
    assertThat(turns.same(table, "widening")).hasSize(3);
    assertThatThrownBy(() -> turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN c TYPE " + from))
        .hasMessageContaining("cannot become");
  }

  @Test
  void typesWithinOthersAreWidened() {
    Path table = folder.resolve("widenedWithin");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (id INT, a ARRAY<SMALLINT>, m MAP<INT, FLOAT>, s STRUCT<x: TINYINT>)"
            + " USING DELTA TBLPROPERTIES ('delta.enableTypeWidening' = 'true')");
    String row = "INSERT INTO TABLE_ VALUES (%d, array(%s), map(%s, %s), named_struct('x', %s))";
    turns.ours(table, row.formatted(1, "1", "2", "1.5", "3"));
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN a.element TYPE INT");
    turns.theirs(table, "ALTER TABLE TABLE_ ALTER COLUMN m.key TYPE BIGINT");
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN m.value TYPE DOUBLE");
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN s.x TYPE SMALLINT");
    turns.theirs(table, row.formatted(2, "70000", "5000000000", "1.1", "300"));
    turns.ours(table, row.formatted(3, "70000", "5000000000", "1.1", "300"));
    assertThat(turns.same(table, "all"))
        .containsExactly(
            "1 | [1] | {2=1.5} | [3]",
            "2 | [70000] | {5000000000=1.1} | [300]",
            "3 | [70000] | {5000000000=1.1} | [300]");
  }

  @ParameterizedTest(name = "deletion vectors: {0}")
  @CsvSource({"false", "true"})
  void rowsKeepTheirIdsWhateverChangesThem(boolean vectors) {
    Path table = folder.resolve("tracked" + vectors);
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (id BIGINT, s STRING) USING DELTA TBLPROPERTIES"
            + " ('delta.enableDeletionVectors' = '"
            + vectors
            + "')");
    turns.ours(table, "INSERT INTO TABLE_ SELECT id, 'a' FROM range(0, 20)");
    // Rows that were there before get ids.
    turns.ours(table, "ALTER TABLE TABLE_ SET TBLPROPERTIES ('delta.enableRowTracking' = 'true')");
    turns.theirs(table, "INSERT INTO TABLE_ SELECT /*+ COALESCE(1) */ id, 'b' FROM range(20, 30)");
    String ids =
        "SELECT id, _metadata.row_id, _metadata.row_commit_version FROM delta.`%s`"
            .formatted(table);
    List<String> before = turns.spark().rows(ids);
    assertThat(Moraine.rows(turns.moraine(), ids)).isEqualTo(before);
    turns.ours(table, "DELETE FROM TABLE_ WHERE id = 3");
    turns.ours(table, "UPDATE TABLE_ SET s = 'c' WHERE id % 10 = 5");
    turns.theirs(table, "UPDATE TABLE_ SET s = 'd' WHERE id = 15");
    turns.ours(
        table,
        "MERGE INTO TABLE_ t USING (SELECT id FROM range(14, 40, 10)) n ON t.id = n.id WHEN MATCHED"
            + " THEN UPDATE SET s = 'm' WHEN NOT MATCHED THEN INSERT (id) VALUES (n.id)");
    List<String> after = turns.spark().rows(ids);
    assertThat(Moraine.rows(turns.moraine(), ids)).isEqualTo(after);
    assertThat(after.stream().map(row -> row.split(" \\| ", -1)[1]))
        .doesNotHaveDuplicates()
        .hasSize(30);
    for (String row : before) {
      String id = row.split(" \\| ", -1)[0];
      if (id.equals("3")) {
        continue;
      }
      boolean changed = List.of("5", "14", "15", "24", "25").contains(id);
      String kept = row.substring(0, row.lastIndexOf(" | ") + 3);
      assertThat(after)
          .as("row %s, changed: %s", id, changed)
          .anyMatch(
              other -> changed ? other.startsWith(kept) && !other.equals(row) : other.equals(row));
    }
    turns.same(table, "all");
  }

  @ParameterizedTest(name = "deletion vectors: {0}")
  @CsvSource({"false", "true"})
  void changesAreRecordedAsSparkRecordsThem(boolean vectors) {
    Path own = folder.resolve("feed" + vectors);
    Path other = folder.resolve("feedOfSpark" + vectors);
    List<String> statements =
        List.of(
            "CREATE TABLE TABLE_ (id BIGINT, s STRING, p INT) USING DELTA PARTITIONED BY (p)"
                + " TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true',"
                + " 'delta.enableDeletionVectors' = '"
                + vectors
                + "')",
            "INSERT INTO TABLE_ SELECT id, 'a', CAST(id % 2 AS INT) FROM range(0, 20)",
            "UPDATE TABLE_ SET s = 'b' WHERE id < 5",
            "DELETE FROM TABLE_ WHERE id IN (1, 2, 7)",
            "MERGE INTO TABLE_ t USING (SELECT id FROM range(8, 30, 6)) n ON t.id = n.id WHEN"
                + " MATCHED AND t.id = 8 THEN DELETE WHEN MATCHED THEN UPDATE SET s = 'm', p = 7"
                + " WHEN NOT MATCHED THEN INSERT (id, s, p) VALUES (n.id, 'n', 1)",
            "MERGE INTO TABLE_ t USING (SELECT 100L AS id) n ON t.id = n.id WHEN NOT MATCHED THEN"
                + " INSERT (id) VALUES (n.id)",
            "DELETE FROM TABLE_ WHERE p = 1",
            "INSERT INTO TABLE_ REPLACE WHERE p = 0 SELECT 50, 'r', 0",
            "DELETE FROM TABLE_");
    for (String statement : statements) {
      turns.ours(own, statement);
      turns.theirs(other, statement);
    }
    String feed =
        "SELECT id, s, p, _change_type, _commit_version FROM table_changes_by_path('%s', 0)";
    List<String> expected = turns.spark().rows(feed.formatted(other));
    assertThat(turns.spark().rows(feed.formatted(own))).isEqualTo(expected);
    String ownFeed =
        "SELECT id, s, p, _change_type, _commit_version FROM table_changes('delta.`%s`', 0)";
    assertThat(Moraine.rows(turns.moraine(), ownFeed.formatted(own))).isEqualTo(expected);
    turns.same(own, "all");
  }

  @Test
  void aTableIsReplacedUnderItsHistory() {
    Path table = folder.resolve("replaced");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (id BIGINT, p INT) USING DELTA PARTITIONED BY (p) TBLPROPERTIES"
            + " ('delta.columnMapping.mode' = 'name')");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (1, 1), (2, 2)");
    turns.ours(
        table,
        "CREATE OR REPLACE TABLE TABLE_ USING DELTA AS SELECT id * 10 AS id, 'x' AS s FROM TABLE_");
    assertThat(turns.same(table, "REPLACE AS")).containsExactly("10 | x", "20 | x");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (3, 'y')");
    turns.ours(table, "REPLACE TABLE TABLE_ (a INT DEFAULT 3, b STRING) USING DELTA");
    turns.theirs(table, "INSERT INTO TABLE_ (b) VALUES ('b')");
    assertThat(turns.same(table, "REPLACE")).containsExactly("3 | b");
    assertThat(turns.spark().rows("SELECT * FROM delta.`%s` VERSION AS OF 1".formatted(table)))
        .containsExactly("1 | 1", "2 | 2");
  }

  @Test
  void notNullAndFeaturesComeAndGo() {
    Path table = folder.resolve("features");
    turns.ours(
        table,
        "CREATE TABLE TABLE_ (id BIGINT, s STRING) USING DELTA TBLPROPERTIES"
            + " ('delta.enableDeletionVectors' = 'true')");
    turns.ours(table, "INSERT INTO TABLE_ VALUES (1, 'a'), (2, NULL)");
    assertThatThrownBy(() -> turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN s SET NOT NULL"))
        .hasMessageContaining(
            "column 's' is NOT NULL, which is violated by 1 row: (id = 2, s = NULL)");
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN id SET NOT NULL");
    assertThatThrownBy(() -> turns.theirs(table, "INSERT INTO TABLE_ VALUES (NULL, 'a')"))
        .isNotNull();
    turns.ours(table, "ALTER TABLE TABLE_ ALTER COLUMN id DROP NOT NULL");
    turns.theirs(table, "INSERT INTO TABLE_ VALUES (NULL, 'a')");
    turns.ours(
        table,
        "ALTER TABLE TABLE_ SET TBLPROPERTIES ('a.b' = 'c', 'delta.feature.v2Checkpoint' ="
            + " 'supported')");
    turns.ours(table, "ALTER TABLE TABLE_ UNSET TBLPROPERTIES ('a.b')");
    turns.ours(table, "ALTER TABLE TABLE_ DROP FEATURE v2Checkpoint");
    turns.theirs(table, "DELETE FROM TABLE_ WHERE id = 1");
    turns.ours(table, "ALTER TABLE TABLE_ DROP FEATURE deletionVectors");
    turns.same(table, "DROP FEATURE");
    assertThat(turns.spark().rows("SHOW TBLPROPERTIES delta.`%s`".formatted(table)))
        .noneMatch(row -> row.contains("v2Checkpoint") || row.contains("a.b"))
        .anyMatch(row -> row.contains("checkpointProtection"));
  }
}
