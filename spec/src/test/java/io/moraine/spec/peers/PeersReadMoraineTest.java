package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.engine.session.SqlSession;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** delta-kernel and delta-spark see in Moraine's tables what Moraine sees, at every version. */
class PeersReadMoraineTest {
  @TempDir static Path folder;

  /** Changes of each kind, enough of them for a checkpoint. */
  private static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE t (
            id BIGINT NOT NULL, b BOOLEAN, i8 TINYINT, i16 SMALLINT, i32 INT, f FLOAT, d DOUBLE,
            small DECIMAL(9,2), large DECIMAL(38,10), s STRING, bin BINARY, day DATE, at TIMESTAMP,
            st STRUCT<x: INT, y: STRING>, arr ARRAY<INT>, m MAP<STRING, BIGINT>, part STRING
          ) PARTITIONED BY (part) TBLPROPERTIES ('delta.checkpointInterval' = '4')""",
          """
          INSERT INTO t VALUES
            (1, true, 1Y, 2S, 3, CAST(1.5 AS FLOAT), 2.5D, 1.25, 12345678901234567890.5, 'a',
             X'00FF', DATE'2024-02-29', TIMESTAMP'2024-02-29T12:34:56.789012Z',
             named_struct('x', 1, 'y', 'one'), array(1, 2, NULL), map('k', 1L), 'p 1/é'),
            (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
             NULL, NULL)""",
          "INSERT INTO t (id, s, part) SELECT id, concat('row ', id), 'p2' FROM range(10, 2000)",
          "DELETE FROM t WHERE id >= 100 AND id < 200",
          "UPDATE t SET s = upper(s), d = id / 4 WHERE id % 3 = 0",
          """
          MERGE INTO t USING (SELECT id, 'merged' AS s FROM range(1990, 2010)) AS n ON t.id = n.id
          WHEN MATCHED AND n.id = 1995 THEN DELETE
          WHEN MATCHED THEN UPDATE SET s = n.s
          WHEN NOT MATCHED THEN INSERT (id, s, part) VALUES (n.id, n.s, 'new')""",
          "DELETE FROM t WHERE part = 'new'",
          "INSERT INTO t REPLACE WHERE part = 'p2' AND id < 20 SELECT * FROM t WHERE id = 12");

  @Test
  void sparkAndKernelSeeTheSameRowsAtEveryVersion() throws Exception {
    Path warehouse = folder.resolve("warehouse");
    String path = warehouse.resolve("t").toString();
    Kernel kernel = new Kernel();
    try (SqlSession moraine = Sessions.open(warehouse);
        Spark spark = new Spark(folder.resolve("spark"))) {
      for (String statement : STATEMENTS) {
        moraine.execute(statement).close();
      }
      assertThat(kernel.latestVersion(path)).isEqualTo(STATEMENTS.size() - 1L);
      for (int version = 0; version < STATEMENTS.size(); version++) {
        List<String> own = Moraine.rows(moraine, "SELECT * FROM t VERSION AS OF " + version);
        assertThat(kernel.rows(path, version)).as("kernel, version %d", version).isEqualTo(own);
        assertThat(spark.rows("SELECT * FROM delta.`%s` VERSION AS OF %d".formatted(path, version)))
            .as("spark, version %d", version)
            .isEqualTo(own);
      }
      assertThat(warehouse.resolve("t/_delta_log/00000000000000000004.checkpoint.parquet"))
          .exists();
    }
  }
}
