package io.moraine.engine.dml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.MoraineException;
import io.moraine.core.error.StorageException;
import io.moraine.engine.session.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A statement that fails says why, makes no version and leaves no file behind. */
class RefusedChangesTest {
  @TempDir Path warehouse;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          INSERT INTO a VALUES (1) ~ INSERT needs 4 values a row (id, k, s, v), the query gives 1
          INSERT INTO a (id, nope) VALUES (1, 2) ~ The table has no column 'nope'; it has: id, k, s, v
          INSERT INTO a (id, id) VALUES (1, 2) ~ Column 'id' is given twice
          INSERT INTO a BY NAME SELECT 1 AS w ~ The table has no column 'w'
          INSERT INTO nope VALUES (1) ~ At line 1, column 13: No table nope
          INSERT INTO a VALUES ('x', 1, 's', 1) ~ a STRING, to column 'id' of type INT
          INSERT INTO a SELECT s, k, s, v FROM a ~ Cannot assign s, a STRING, to column 'id' of type INT
          INSERT INTO a SELECT TRUE, k, s, v FROM a ~ BOOLEAN, to column 'id' of type INT
          INSERT INTO a VALUES (3000000000, 1, 's', 1) ~ 3000000000
          INSERT INTO a SELECT v * 1000000000, k, s, v FROM a ~ INT
          INSERT INTO n VALUES (1, NULL, 2) ~ 's'
          INSERT INTO n (id) VALUES (1) ~ 's'
          INSERT INTO n SELECT id, s, v FROM a ~ column 's' is NOT NULL
          INSERT INTO n VALUES (1, 's', 1000) ~ 1000
          INSERT INTO b PARTITION (nope = 1) SELECT 1, 2, 3 ~ The table has no column 'nope'
          INSERT INTO b REPLACE WHERE k = 3 SELECT 20, 4, 'n', 1 ~ does not satisfy the condition
          INSERT INTO b REPLACE WHERE k = 3 SELECT id, k, s, v FROM c ~ does not satisfy the condition
          INSERT INTO b REPLACE WHERE k = 3 SELECT 20, NULL, 'n', 1 ~ does not satisfy the condition
          INSERT INTO a SELECT 1 / 0, 1, 's', 1 ~ zero
          INSERT INTO a SELECT CAST(s AS INT), k, s, v FROM a ~ INT
          DELETE FROM nope ~ No table nope
          DELETE FROM a WHERE nope = 1 ~ At line 1, column 21: No column 'nope'; there are: id, k, s, v
          DELETE FROM a WHERE id ~ WHERE needs a boolean, found id of type INT
          DELETE FROM a WHERE b.id = 1 ~ No column 'b.id'
          DELETE FROM a WHERE count(*) > 1 ~ WHERE cannot have the aggregate count
          DELETE FROM a WHERE 1 / (id - 2) > 0 ~ zero
          DELETE FROM a WHERE id = (SELECT id FROM c) ~ more than one row
          UPDATE a SET nope = 1 ~ No column 'nope' to set; there are: id, k, s, v
          UPDATE a SET v = 1, v = 2 ~ 'v' is set twice
          UPDATE a SET v = s ~ Cannot assign s, a STRING, to column 'v' of type BIGINT
          UPDATE a SET id = v * 1000000000 ~ INT
          UPDATE n SET s = NULL WHERE id = 2 ~ 's'
          UPDATE n SET s = (SELECT s FROM a WHERE id = 3) ~ 's'
          UPDATE n SET v = 1000 ~ 1000
          UPDATE p SET t.nope = 1 ~ No column 't.nope' to set
          UPDATE p SET t.x = 1, t = NULL ~ set twice
          UPDATE a SET v = (SELECT v FROM c WHERE c.v > a.v) ~ more than one row
          MERGE INTO a USING nope ON TRUE WHEN MATCHED THEN DELETE ~ No table nope
          MERGE INTO a USING c ON a.id = c.nope WHEN MATCHED THEN DELETE ~ No column 'c.nope'
          MERGE INTO a USING c ON id = 1 WHEN MATCHED THEN DELETE ~ Column 'id' is ambiguous; it could be a.id or c.id
          MERGE INTO a USING c ON a.id = c.id WHEN MATCHED THEN UPDATE SET s = c.id, s = c.s ~ 's' is set twice
          MERGE INTO a USING c ON a.id = c.id WHEN NOT MATCHED THEN INSERT (id, id) VALUES (1, 2) ~ 'id' is given twice
          MERGE INTO a USING c ON a.id = c.id WHEN NOT MATCHED THEN INSERT (id) VALUES (a.id) ~ No column 'a.id'
          MERGE INTO a USING p ON a.id = p.id WHEN MATCHED THEN UPDATE SET * ~ The source has no column 'k'
          MERGE INTO a USING (SELECT id FROM c UNION ALL SELECT id FROM c) d ON a.id = d.id WHEN MATCHED THEN UPDATE SET v = 0 ~ several source rows match one row of the table
          MERGE INTO a USING (SELECT id FROM c UNION ALL SELECT id FROM c) d ON a.id = d.id WHEN MATCHED AND a.v > 0 THEN DELETE ~ several source rows match
          MERGE INTO n USING c ON n.id = c.id WHEN NOT MATCHED THEN INSERT (id, s) VALUES (c.id, c.s) ~ column 'id' is NOT NULL
          MERGE INTO n USING c ON n.id = c.id WHEN MATCHED THEN UPDATE SET s = NULL ~ 's'
          CREATE TABLE a (x INT) ~ There is a table already at
          CREATE TABLE t () ~ column
          CREATE TABLE t (x INT, X STRING) ~ X
          CREATE TABLE t (x INT) PARTITIONED BY (x) ~ A table needs a column that is not a partition column
          CREATE TABLE t (x INT) PARTITIONED BY (nope) ~ nope
          CREATE TABLE t (x NOPE) ~ NOPE
          CREATE TABLE t AS SELECT 1 / 0 AS x ~ zero
          CREATE TABLE t AS SELECT id, id FROM a ~ id
          CREATE TABLE t AS SELECT CAST(s AS INT) AS x FROM a ~ INT
          CREATE TABLE t AS SELECT NULL AS x ~ type void
          CREATE TABLE t USING parquet AS SELECT 1 AS x ~ Only tables USING DELTA
          DROP TABLE nope ~ No table nope
          SELECT * FROM a VERSION AS OF 99 ~ 99
          SELECT * FROM a TIMESTAMP AS OF '1999-01-01' ~ 1999
          """)
  void itSaysWhyAndLeavesNothing(String statement, String message) throws SQLException {
    try (Oracle oracle = new Oracle(warehouse)) {
      ChangedTables.create(oracle);
      List<String> before = oracle.files();
      assertThatThrownBy(() -> oracle.ours(statement))
          .isInstanceOf(MoraineException.class)
          .hasMessageContaining(message);
      assertThat(oracle.files()).isEqualTo(before);
      for (String table : List.of("a", "b", "c", "e", "n", "p")) {
        oracle.assertSameTable(table);
      }
    }
  }

  /** Some of its files are complete by then. */
  @Test
  void aChangeThatCannotBeRecordedLeavesNothing() throws SQLException, IOException {
    try (Oracle oracle = new Oracle(warehouse)) {
      oracle.ours("CREATE TABLE f (id INT) TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true')");
      oracle.ours("INSERT INTO f VALUES (1), (2), (3)");
      // A file where the folder of changes would be.
      Files.writeString(warehouse.resolve("f/_change_data"), "in the way");
      List<String> before = oracle.files();
      assertThatThrownBy(() -> oracle.ours("UPDATE f SET id = 20 WHERE id = 2"))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("_change_data");
      assertThat(oracle.files()).isEqualTo(before);
      assertThat(oracle.ours("SELECT id FROM f ORDER BY id")).containsExactly("1", "2", "3");
    }
  }
}
