package io.moraine.log.deletionvector;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.env.Environment;
import io.moraine.core.store.LocalStore;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.corpora.Corpora;
import io.moraine.log.json.CommitFile;
import io.moraine.log.path.DataPaths;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.replay.ActionSource;
import io.moraine.log.replay.CheckpointReader;
import io.moraine.log.replay.Replay;
import io.moraine.log.replay.TableContent;
import io.moraine.log.segment.LogFile;
import io.moraine.log.segment.LogListing;
import io.moraine.log.segment.LogSegment;
import io.moraine.log.stats.FileStatistics;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Vectors that other implementations wrote, against rows counted without Moraine. */
class CorporaVectorsTest {
  private static final Environment ENVIRONMENT =
      new Environment(
          Clock.systemUTC(), () -> new UUID(0, 0), new Random(0), millis -> {}, Runnable::run, 1);

  @TestFactory
  Stream<DynamicTest> rowsLessTheDeletedOnesAreAsManyAsTheIndexSays() {
    return Corpora.tables().stream()
        .filter(table -> table.features().contains("dv"))
        .map(table -> DynamicTest.dynamicTest(table.name(), () -> check(table)));
  }

  private static void check(Corpora.Table table) {
    ObjectStore store = new LocalStore(table.root(), ENVIRONMENT);
    DeletionVectorReader reader = new DeletionVectorReader(store);
    TableContent content = content(store);
    assertThat(content.files().size()).isEqualTo(Integer.parseInt(table.files()));
    FileStatistics.Columns none =
        FileStatistics.Columns.of(content.metadata().parseSchema(), ColumnMappingMode.NONE);
    long rows = 0;
    for (AddFile file : content.files()) {
      long physical = FileStatistics.parse(file.stats(), none).numRecords();
      assertThat(physical).as("rows of %s", file.path()).isNotNegative();
      rows += physical;
      if (file.deletionVector() != null) {
        DeletionVector vector = reader.read(file.deletionVector());
        int[] live = new int[(int) physical];
        assertThat(vector.selectLive(0, (int) physical, live))
            .isEqualTo((int) (physical - vector.cardinality()));
        rows -= vector.cardinality();
      }
    }
    assertThat(rows).isEqualTo(Long.parseLong(table.rows()));
  }

  /** The latest state, whether all of the table's features can be read or not. */
  private static TableContent content(ObjectStore store) {
    LogListing listing = LogListing.listAll(store);
    LogSegment segment =
        listing.segments(listing.latestVersion().orElseThrow()).stream()
            .filter(way -> way.commits().stream().allMatch(CorporaVectorsTest::isCommit))
            .findFirst()
            .orElseThrow();
    Replay replay = new Replay(new DataPaths(store.root()));
    for (LogFile commit : segment.commits()) {
      String key = commit.status().key();
      replay.commit(CommitFile.read(store.read(key), key));
    }
    ActionSource base =
        segment.checkpoint() == null
            ? ActionSource.NOTHING
            : new CheckpointReader(store, segment.checkpoint());
    return replay.over(base, segment.version(), "the table");
  }

  private static boolean isCommit(LogFile file) {
    return file.kind() == LogFile.Kind.COMMIT;
  }
}
