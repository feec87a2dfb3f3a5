package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.engine.session.SqlSession;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Moraine tells of each row is what Spark tells: where it is, and which row it is. */
class RowMetadataPeersTest {
  @TempDir static Path folder;

  private static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE %s (id BIGINT, s STRING, part INT) USING DELTA PARTITIONED BY (part)
          TBLPROPERTIES ('delta.enableRowTracking' = 'true',
            'delta.enableDeletionVectors' = '%s', 'delta.columnMapping.mode' = '%s')""",
          "INSERT INTO %s SELECT id, concat('row ', id), CAST(id %% 2 AS INT) FROM range(0, 1000)",
          "INSERT INTO %s SELECT id, 'more', 1 FROM range(1000, 1100)",
          "UPDATE %s SET s = 'updated' WHERE id %% 10 = 3",
          "DELETE FROM %s WHERE id < 20",
          """
          MERGE INTO %s t USING (SELECT id, 'merged' AS s FROM range(1090, 1110)) AS n
          ON t.id = n.id
          WHEN MATCHED THEN UPDATE SET s = n.s
          WHEN NOT MATCHED THEN INSERT (id, s, part) VALUES (n.id, n.s, 0)""",
          "OPTIMIZE %s",
          "UPDATE %s SET part = 0 WHERE id = 1001");

  @Test
  void rowsKeepTheirIdsAndVersionsThroughWhateverSparkDoes() {
    try (SqlSession moraine = Sessions.open(folder);
        Spark spark = new Spark(folder.resolve("spark"))) {
      for (boolean vectors : new boolean[] {false, true}) {
        String mapping = vectors ? "id" : "none";
        String table = "delta.`%s`".formatted(folder.resolve("tracked " + mapping));
        for (String statement : STATEMENTS) {
          spark.run(statement.formatted(table, vectors, mapping));
        }
        // All versions of one of the two tables: Spark takes its time.
        int last = STATEMENTS.size() - 1;
        for (int version = vectors ? 0 : last; version <= last; version++) {
          String query =
              """
              SELECT id, s, _metadata.row_id, _metadata.row_commit_version, _metadata.base_row_id,
                _metadata.default_row_commit_version, _metadata.row_index, _metadata.file_name,
                _metadata.file_path, _metadata.file_size, _metadata.file_modification_time
              FROM %s VERSION AS OF %d"""
                  .formatted(table, version);
          assertThat(Moraine.rows(moraine, query))
              .as("version %d", version)
              .isEqualTo(spark.rows(query));
        }
        for (String query :
            List.of(
                "SELECT count(DISTINCT _metadata.row_id), count(*) FROM " + table,
                "SELECT id FROM %s t WHERE t._metadata.row_id BETWEEN 500 AND 510".formatted(table),
                "SELECT a.id FROM %1$s a JOIN %1$s b ON a._metadata.row_id = b._metadata.row_id + 1"
                    .formatted(table),
                "SELECT * FROM (SELECT _metadata.row_commit_version v, count(*) n FROM %s GROUP BY 1)"
                    .formatted(table))) {
          assertThat(Moraine.rows(moraine, query)).as(query).isEqualTo(spark.rows(query));
        }
        String star = "SELECT *, _metadata.row_id FROM " + table;
        assertThat(Moraine.rows(moraine, star)).isEqualTo(spark.rows(star));
      }
    }
  }

  @Test
  void rowsThatAreNotTrackedHaveNoIdToAskFor() {
    String table = "delta.`%s`".formatted(folder.resolve("untracked"));
    try (SqlSession moraine = Sessions.open(folder)) {
      moraine.execute("CREATE TABLE " + table + " (id BIGINT)").close();
      moraine.execute("INSERT INTO " + table + " VALUES (1), (2)").close();
      assertThat(Moraine.rows(moraine, "SELECT id, _metadata.row_index FROM " + table))
          .containsExactly("1 | 0", "2 | 1");
      assertThatThrownBy(() -> moraine.execute("SELECT _metadata.row_id FROM " + table))
          .hasMessageContaining(
              "No column '_metadata.row_id'; the fields of '_metadata' are: file_path, file_name, file_size,"
                  + " file_modification_time, row_index");
    }
  }
}
