package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose properties ask for features of the log. */
class LogFeaturesTest {
  @TempDir Path warehouse;
  private Oracle oracle;

  @BeforeEach
  void open() {
    oracle = new Oracle(warehouse);
  }

  @AfterEach
  void close() throws SQLException {
    oracle.close();
  }

  private void create(String properties) {
    oracle.ours("CREATE TABLE t (id INT, k INT) USING DELTA TBLPROPERTIES (" + properties + ")");
  }

  @Test
  void propertiesAreSpelledAsTheProtocolDoesAndRequestsDoNotStay() {
    create("'DELTA.CHECKPOINTPOLICY' = 'v2', 'delta.feature.inCommitTimestamp' = 'supported'");
    assertThat(oracle.ours("SHOW TBLPROPERTIES t"))
        .contains("delta.checkpointPolicy | v2")
        .noneMatch(property -> property.contains("feature"));
  }

  @Test
  void whatWritersSetForThemselvesIsNotForUsers() {
    assertThatThrownBy(() -> create("'delta.rowTracking.materializedRowIdColumnName' = 'c'"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "Table property 'delta.rowTracking.materializedRowIdColumnName' is set by writers as they need it, and cannot be set");
  }

  @Test
  void rowsKeepTheirIdsInOtherFiles() {
    create("'delta.enableRowTracking' = 'true'");
    oracle.ours("INSERT INTO t VALUES (1, 1), (2, 1), (3, 1)");
    oracle.ours("UPDATE t SET k = 2 WHERE id = 2");
    oracle.ours("DELETE FROM t WHERE id = 1");
    oracle.ours("INSERT INTO t VALUES (4, 4)");
    List<String> rows =
        oracle.ours(
            "SELECT id, k, _metadata.row_id, _metadata.row_commit_version FROM t ORDER BY 1");
    // What is below the last id was given out, to files that are gone, too.
    assertThat(rows.subList(0, 2)).containsExactly("2 | 2 | 1 | 2", "3 | 1 | 2 | 1");
    assertThat(rows.get(2)).startsWith("4 | 4 | ").endsWith(" | 4");
    assertThat(Long.parseLong(rows.get(2).split(" \\| ", -1)[2])).isGreaterThan(2);
  }

  @Test
  void rowsThatKeepTheirIdsAreMarkedWhereTheyAre() {
    create("'delta.enableRowTracking' = 'true', 'delta.enableDeletionVectors' = 'true'");
    oracle.ours("INSERT INTO t VALUES (1, 1), (2, 1)");
    oracle.ours("DELETE FROM t WHERE id = 1");
    assertThat(oracle.ours("SELECT * FROM t")).containsExactly("2 | 1");
  }
}
