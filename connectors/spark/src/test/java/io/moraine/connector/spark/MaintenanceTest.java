package io.moraine.connector.spark;

import static io.moraine.connector.spark.TestSession.lake;
import static io.moraine.connector.spark.TestSession.rows;
import static io.moraine.connector.spark.TestSession.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MaintenanceTest {
  @Test
  void proceduresMaintainTablesAndMetadataTablesTell() {
    run("CREATE NAMESPACE IF NOT EXISTS lake.kept_up");
    run("CREATE TABLE lake.kept_up.t (id BIGINT, p INT) PARTITIONED BY (p)");
    for (int i = 0; i < 3; i++) {
      run("INSERT INTO lake.kept_up.t VALUES (%d, 0)".formatted(i));
    }
    assertThat(rows("SELECT partitionValues['p'], rows, deletedRows FROM lake.kept_up.t.files"))
        .containsExactly("[0, 1, 0]", "[0, 1, 0]", "[0, 1, 0]");
    assertThat(rows("CALL lake.system.optimize('kept_up.t', where => 'p = 0')")).hasSize(1);
    assertThat(rows("SELECT rows FROM lake.kept_up.t.files")).containsExactly("[3]");
    assertThat(rows("SELECT version, operation FROM lake.kept_up.t.history"))
        .containsExactly(
            "[0, CREATE TABLE]", "[1, WRITE]", "[2, WRITE]", "[3, WRITE]", "[4, OPTIMIZE]");
    assertThat(rows("SELECT max(version) FROM lake.kept_up.t.snapshots")).containsExactly("[4]");
    assertThat(
            rows(
                "CALL lake.system.restore(table => '%s', version => 2)"
                    .formatted(lake().resolve("kept_up/t"))))
        .hasSize(1);
    assertThat(rows("SELECT id FROM lake.kept_up.t")).containsExactly("[0]", "[1]");
    assertThat(rows("CALL lake.system.vacuum('lake.kept_up.t', dry_run => true)")).isEmpty();
    assertThatThrownBy(() -> rows("CALL lake.system.polish('t')"))
        .hasStackTraceContaining("No procedure system.polish in catalog lake")
        .hasStackTraceContaining("optimize, optimize_distributed, restore, vacuum");
    assertThatThrownBy(() -> rows("CALL lake.system.restore('kept_up.t')"))
        .hasStackTraceContaining("RESTORE needs a version or a timestamp");
  }

  @Test
  void tasksOfTheClusterJoinFiles() {
    run(
        "CREATE TABLE lake.joined (id BIGINT, p INT) PARTITIONED BY (p) TBLPROPERTIES"
            + " ('delta.enableDeletionVectors'='true', 'delta.enableRowTracking'='true')");
    for (int i = 0; i < 3; i++) {
      run(
          "INSERT INTO lake.joined SELECT id, CAST(id %% 2 AS INT) FROM range(%d, %d)"
              .formatted(i * 10, i * 10 + 10));
    }
    run("DELETE FROM lake.joined WHERE id IN (3, 4)");
    String query = "SELECT id, p, _moraine_row_id FROM lake.joined";
    var before = rows(query);
    assertThat(rows("CALL lake.system.optimize_distributed('joined')"))
        .containsExactly("[5, 6, 2]");
    assertThat(rows(query)).isEqualTo(before).hasSize(28);
    assertThat(
            rows(
                "SELECT p, count(*) FROM delta.`%s` GROUP BY p"
                    .formatted(lake().resolve("joined"))))
        .containsExactly("[0, 14]", "[1, 14]");
    assertThat(rows("CALL lake.system.optimize_distributed('joined')"))
        .containsExactly("[5, 0, 0]");
  }
}
