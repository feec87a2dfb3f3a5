package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.engine.session.SqlSession;
import io.moraine.engine.session.SqlSession.ExternalPaths;
import io.moraine.log.path.PathNotAllowedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shallow clones of delta-spark's, whose files lie in another table's folder. */
class ShallowClonePeersTest {
  @TempDir static Path folder;

  @Test
  void aShallowCloneIsReadIfItsFilesAreAllowedAndRefusedByNameIfNot() {
    String source = "delta.`%s`".formatted(folder.resolve("source table"));
    Path cloneFolder = folder.resolve("clone");
    String clone = "delta.`%s`".formatted(cloneFolder);
    try (SqlSession refusing = Sessions.open(folder);
        SqlSession allowing = Sessions.open(folder, ExternalPaths.ALLOW);
        Spark spark = new Spark(folder.resolve("spark"))) {
      spark.run(
          """
          CREATE TABLE %s (id BIGINT, part STRING) USING DELTA PARTITIONED BY (part)
          TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')"""
              .formatted(source));
      spark.run(
          "INSERT INTO %s SELECT id, concat('a b/', id %% 3) FROM range(100)".formatted(source));
      // A vector of the source: the clone names it by an absolute path too.
      spark.run("DELETE FROM %s WHERE id %% 7 = 0".formatted(source));
      spark.run("CREATE TABLE %s SHALLOW CLONE %s".formatted(clone, source));

      String all = "SELECT *, _metadata.file_path FROM " + clone;
      assertThat(Moraine.rows(allowing, all)).hasSize(85).isEqualTo(spark.rows(all));
      assertThatThrownBy(() -> Moraine.rows(refusing, all))
          .isInstanceOf(PathNotAllowedException.class)
          .hasMessageContaining("source%20table")
          .hasMessageContaining("it is not below the table's folder " + cloneFolder.toUri())
          .hasMessageContaining("allowExternalPaths");

      // What changes lies in the clone's own folder; the source stays as it was.
      allowing.execute("UPDATE " + clone + " SET part = 'new' WHERE id = 1").close();
      spark.run("DELETE FROM %s WHERE id = 2".formatted(clone));
      assertThat(Moraine.rows(allowing, all)).hasSize(84).isEqualTo(spark.rows(all));
      String original = "SELECT * FROM " + source;
      assertThat(Moraine.rows(refusing, original)).hasSize(85).isEqualTo(spark.rows(original));
    }
  }
}
