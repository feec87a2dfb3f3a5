package io.moraine.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.txn.MetadataChangedException;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Another writer commits when all files are rewritten and nothing is committed yet. */
class OptimizeConflictTest {
  private final Worlds.ManualClock clock = Worlds.clock();
  private final InMemoryStore store = new InMemoryStore("conflict", clock);
  private final SampleTable table =
      new SampleTable(store, Worlds.world(clock, 1))
          .create(Map.of())
          .append("a", 0, 10, 10, 20)
          .append("b", 100, 110, 110, 120)
          .append("c", 200, 210, 210, 220);
  private final SampleTable other = new SampleTable(store, Worlds.world(clock, 2));

  private OptimizeResult optimizeWhile(Runnable change) {
    OptimizeListener listener =
        new OptimizeListener() {
          @Override
          public void advanced(Progress progress) {
            if (progress.filesDone() == progress.filesTotal()) {
              change.run();
            }
          }
        };
    return table.executor().withListener(listener).run(table.plan(OptimizeOptions.DEFAULT));
  }

  private void deleteFirstFileOf(String part) {
    AddFile first = other.files(part).get(0);
    other.delete(file -> file.path().equals(first.path()));
  }

  private static List<Object> ids(long from, long to) {
    List<Object> ids = new ArrayList<>();
    for (long id = from; id < to; id++) {
      ids.add(id);
    }
    return ids;
  }

  @Test
  void appendsDoNotMatter() {
    OptimizeResult result = optimizeWhile(() -> other.append("a", 20, 30));
    assertThat(result.version()).hasValue(8);
    assertThat(result.dropped()).isEmpty();
    assertThat(table.files("a")).hasSize(2);
    assertThat(table.ids("a")).containsExactlyInAnyOrderElementsOf(ids(0, 30));
  }

  @Test
  void aDeletedFileDropsItsGroupOnly() {
    OptimizeResult result = optimizeWhile(() -> deleteFirstFileOf("b"));
    assertThat(result.version()).hasValue(8);
    assertThat(result.groupsDone()).isEqualTo(2);
    assertThat(result.filesBefore()).isEqualTo(4);
    assertThat(result.filesAfter()).isEqualTo(2);
    assertThat(result.dropped()).hasSize(1);
    DroppedGroup dropped = result.dropped().get(0);
    assertThat(dropped.group().partitionValues()).isEqualTo(Map.of("part", "b"));
    assertThat(dropped.reason()).isEqualTo("version 7, written meanwhile, removed files of it");
    assertThat(table.ids("a")).isEqualTo(ids(0, 20));
    assertThat(table.ids("b")).isEqualTo(ids(110, 120));
    assertThat(table.ids("c")).isEqualTo(ids(200, 220));
    assertThat(table.files()).hasSize(3);
    // Six old files and two new ones: that of the dropped group is gone.
    assertThat(table.dataKeys()).hasSize(8);
  }

  @Test
  void severalWinnersDropSeveralGroups() {
    OptimizeResult result =
        optimizeWhile(
            () -> {
              deleteFirstFileOf("c");
              other.append("b", 120, 130);
              deleteFirstFileOf("a");
            });
    assertThat(result.version()).hasValue(10);
    assertThat(result.groupsDone()).isEqualTo(1);
    assertThat(result.dropped())
        .extracting(dropped -> dropped.group().partitionValues().get("part"))
        .containsExactly("c", "a");
    assertThat(table.ids("a")).isEqualTo(ids(10, 20));
    assertThat(table.ids("b")).containsExactlyInAnyOrderElementsOf(ids(100, 130));
    assertThat(table.ids("c")).isEqualTo(ids(210, 220));
  }

  @Test
  void ifAllGroupsAreDroppedNothingIsCommitted() {
    OptimizeResult result = optimizeWhile(() -> other.delete(file -> true));
    assertThat(result.version()).isEmpty();
    assertThat(result.groupsDone()).isZero();
    assertThat(result.dropped()).hasSize(3);
    assertThat(table.log.latest().version()).isEqualTo(7);
    assertThat(table.rows()).isEmpty();
    assertThat(table.dataKeys()).hasSize(6);
  }

  @Test
  void twoRunsOfOnePlanDoItOnce() {
    OptimizePlan plan = table.plan(OptimizeOptions.DEFAULT);
    OptimizeResult result = optimizeWhile(() -> other.executor().run(plan));
    assertThat(result.version()).isEmpty();
    assertThat(result.dropped()).hasSize(3);
    assertThat(table.files()).hasSize(3);
    assertThat(table.ids("a")).isEqualTo(ids(0, 20));
  }

  @Test
  void otherMetadataStandsAgainstAllOfIt() {
    List<String> keys = table.dataKeys();
    assertThatThrownBy(
            () ->
                optimizeWhile(
                    () ->
                        Transaction.begin(
                                other.context,
                                other.log.latest(),
                                Operation.of("SET TBLPROPERTIES", Map.of()))
                            .add(
                                other
                                    .log
                                    .latest()
                                    .metadata()
                                    .withConfiguration(Map.of("who", "me")))
                            .commit()))
        .isInstanceOf(MetadataChangedException.class)
        .hasMessageContaining("version 7 (SET TBLPROPERTIES)");
    assertThat(table.dataKeys()).isEqualTo(keys);
    assertThat(table.files()).hasSize(6);
  }

  @Test
  void otherMetadataIsFollowedByTheNextBatch() {
    OptimizeListener listener =
        new OptimizeListener() {
          @Override
          public void committed(long version, int groups) {
            if (version == 7) {
              Transaction.begin(
                      other.context,
                      other.log.latest(),
                      Operation.of("SET TBLPROPERTIES", Map.of()))
                  .add(other.log.latest().metadata().withConfiguration(Map.of("who", "me")))
                  .commit();
            }
          }
        };
    OptimizeResult result =
        table
            .executor()
            .withMaxBytesPerCommit(1)
            .withListener(listener)
            .run(table.plan(OptimizeOptions.DEFAULT));
    assertThat(result.versions()).containsExactly(7L, 9L, 10L);
    assertThat(table.files()).hasSize(3);
  }
}
