package io.moraine.log.txn;

import static io.moraine.log.fixture.TestTable.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.Metadata;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.TableLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitTimestampsTest {
  private static final Operation WRITE = Operation.of("WRITE", Map.of());
  private static final Map<String, String> ON = Map.of("delta.enableInCommitTimestamps", "true");

  private final Worlds.ManualClock clock = Worlds.clock();
  private final InMemoryStore store = new InMemoryStore("table", clock);
  private final TestTable table = new TestTable(store, Worlds.world(clock, 1));

  private long millis(long version) {
    return info(version).inCommitTimestamp().orElseThrow();
  }

  private CommitInfo info(long version) {
    return (CommitInfo) table.commits().get((int) version).get(0);
  }

  @Test
  void eachCommitIsLaterThanTheOneBeforeAlsoWhereTheClockStandsOrGoesBack() {
    table.create(ON, TableFeature.IN_COMMIT_TIMESTAMP);
    long start = clock.millis();
    table.begin(WRITE).commit();
    clock.advance(-60_000);
    table.begin(WRITE).commit();
    clock.advance(100_000);
    table.begin(WRITE).commit();
    assertThat(List.of(millis(0), millis(1), millis(2), millis(3)))
        .containsExactly(start, start + 1, start + 2, start + 40_000);
    assertThat(info(2).timestamp()).hasValue(start + 2);
    assertThat(new TableLog(store).at(2).timestampMillis()).isEqualTo(start + 2);
  }

  @Test
  void theTimeIsTheFirstThingInACommit() {
    table.create(ON, TableFeature.IN_COMMIT_TIMESTAMP);
    assertThat(new String(store.read(LogFile.commitKey(0)), StandardCharsets.UTF_8))
        .startsWith("{\"commitInfo\":{\"inCommitTimestamp\":%d,".formatted(clock.millis()));
  }

  @Test
  void aTableThatBeginsWithItSaysNothingOfABeginning() {
    table.create(ON, TableFeature.IN_COMMIT_TIMESTAMP);
    assertThat(table.state().properties().inCommitTimestampEnablementVersion()).isEmpty();
  }

  @Test
  void aLoserIsLaterThanAllThatWon() {
    table.create(ON, TableFeature.IN_COMMIT_TIMESTAMP);
    Transaction late = table.begin(WRITE).add(file("a", "late", 1, 2));
    clock.advance(5_000);
    table.begin(WRITE).commit();
    table.begin(WRITE).commit();
    clock.advance(-5_000);
    assertThat(late.commit().version()).isEqualTo(3);
    assertThat(millis(3)).isEqualTo(millis(2) + 1);
  }

  private Transaction begin(Map<String, String> properties) {
    return table
        .begin(Operation.of("SET TBLPROPERTIES", Map.of()))
        .add(TestTable.metadata(properties));
  }

  @Test
  void whereItBeginsLaterThePropertiesSayWhenAndItFollowsTheFilesTime() {
    table.create(Map.of(), TableFeature.IN_COMMIT_TIMESTAMP);
    table.begin(WRITE).commit();
    clock.advance(-1_000);
    begin(ON).commit();
    long began = clock.millis() + 1_001;
    assertThat(info(1).inCommitTimestamp()).isEmpty();
    assertThat(millis(2)).isEqualTo(began);
    assertThat(table.state().metadata().configuration())
        .containsEntry("delta.inCommitTimestampEnablementVersion", "2")
        .containsEntry("delta.inCommitTimestampEnablementTimestamp", Long.toString(began));
    table.begin(WRITE).commit();
    assertThat(millis(3)).isEqualTo(began + 1);
    assertThat(new TableLog(store).asOf(began).version()).isEqualTo(2);
  }

  @Test
  void theBeginningMovesWithTheAttempt() {
    table.create(Map.of(), TableFeature.IN_COMMIT_TIMESTAMP);
    Transaction late = begin(ON);
    table.begin(WRITE).add(file("a", "1", 1, 2)).commit();
    assertThat(late.commit().version()).isEqualTo(2);
    assertThat(table.state().properties().inCommitTimestampEnablementVersion()).hasValue(2);
  }

  @Test
  void aSecondBeginningTakesTheFirstOnesPlace() {
    table.create(ON, TableFeature.IN_COMMIT_TIMESTAMP);
    begin(Map.of("delta.enableInCommitTimestamps", "false")).commit();
    assertThat(info(1).inCommitTimestamp()).isEmpty();
    begin(ON).commit();
    assertThat(table.state().properties().inCommitTimestampEnablementVersion()).hasValue(2);
  }

  @Test
  void whoeverLosesToTheBeginningKeepsTimeToo() {
    table.create(Map.of(), TableFeature.IN_COMMIT_TIMESTAMP);
    Transaction late = table.begin(WRITE).add(file("a", "late", 1, 2));
    clock.advance(7_000);
    begin(ON).commit();
    clock.advance(-7_000);
    assertThat(late.commit().version()).isEqualTo(2);
    assertThat(millis(2)).isEqualTo(millis(1) + 1);
    List<Action> commit = table.commits().get(2);
    assertThat(commit).noneMatch(Metadata.class::isInstance);
  }
}
