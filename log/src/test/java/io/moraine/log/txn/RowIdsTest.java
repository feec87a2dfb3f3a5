package io.moraine.log.txn;

import static io.moraine.log.fixture.TestTable.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.json.CommitFile;
import io.moraine.log.segment.LogFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowIdsTest {
  private static final Operation WRITE = Operation.of("WRITE", Map.of());
  private static final Operation DELETE = Operation.of("DELETE", Map.of());
  private static final Map<String, String> ON = Map.of("delta.enableRowTracking", "true");

  private final Worlds.ManualClock clock = Worlds.clock();
  private final InMemoryStore store = new InMemoryStore("table", clock);
  private final TestTable table = new TestTable(store, Worlds.world(clock, 1));

  private static AddFile rows(String name, long rows) {
    return file("a", name, 1, 2).withStats("{\"numRecords\":%d}".formatted(rows));
  }

  private AddFile live(String name) {
    for (AddFile add : table.content().files()) {
      if (add.path().endsWith("/" + name)) {
        return add;
      }
    }
    throw new AssertionError("No file " + name);
  }

  private void assertIds(String name, long base, long version) {
    assertThat(live(name).baseRowId()).as("base row id of %s", name).isEqualTo(base);
    assertThat(live(name).defaultRowCommitVersion()).as("version of %s", name).isEqualTo(version);
  }

  private String mark() {
    return table.content().domainMetadata().get("delta.rowTracking").configuration();
  }

  @Test
  void filesGetIdsOneAfterTheOther() {
    table.create(ON, TableFeature.ROW_TRACKING);
    assertThat(table.content().domainMetadata()).isEmpty();
    table.begin(WRITE).add(rows("1", 10)).add(rows("2", 1)).commit();
    assertIds("1", 0, 1);
    assertIds("2", 10, 1);
    assertThat(mark()).isEqualTo("{\"rowIdHighWaterMark\":10}");
    table.begin(WRITE).add(rows("3", 5)).commit();
    assertIds("3", 11, 2);
    assertThat(mark()).isEqualTo("{\"rowIdHighWaterMark\":15}");
  }

  @Test
  void aCommitWithoutNewRowsLeavesTheMark() {
    table.create(ON, TableFeature.ROW_TRACKING);
    table.begin(WRITE).add(rows("1", 10)).commit();
    table.begin(DELETE).add(live("1").removedAt(1)).commit();
    assertThat(table.commits().get(2)).noneMatch(DomainMetadata.class::isInstance);
    table.begin(WRITE).add(rows("2", 1)).commit();
    assertIds("2", 10, 3);
  }

  @Test
  void aNewTableWithRowsStartsAtZero() {
    Transaction.create(table.context(), WRITE)
        .add(
            io.moraine.log.feature.ProtocolUpgrade.with(
                TestTable.PROTOCOL, List.of(TableFeature.ROW_TRACKING)))
        .add(TestTable.metadata(ON))
        .add(rows("1", 3))
        .commit();
    assertIds("1", 0, 0);
    assertThat(mark()).isEqualTo("{\"rowIdHighWaterMark\":2}");
  }

  @Test
  void aLoserGetsIdsAboveAllWinners() {
    table.create(ON, TableFeature.ROW_TRACKING);
    Transaction late = table.begin(WRITE).add(rows("late", 3));
    table.begin(WRITE).add(rows("1", 10)).commit();
    table.begin(WRITE).add(rows("2", 10)).commit();
    late.commit();
    assertIds("late", 20, 3);
    assertThat(mark()).isEqualTo("{\"rowIdHighWaterMark\":22}");
  }

  @Test
  void aFileWhoseDeletedRowsChangeKeepsItsIds() {
    table.create(ON, TableFeature.ROW_TRACKING, TableFeature.DELETION_VECTORS);
    table.begin(WRITE).add(rows("1", 10)).commit();
    DeletionVectorDescriptor vector = new DeletionVectorDescriptor("u", "x".repeat(20), 1, 30, 1);
    table
        .begin(DELETE)
        .add(live("1").removedAt(1))
        .add(live("1").withDeletionVector(vector))
        .commit();
    assertIds("1", 0, 1);
    AddFile deleted = live("1");
    // Also where the writer does not say so, as the commit removes the same path.
    table
        .begin(DELETE)
        .add(deleted.removedAt(1))
        .add(deleted.withDeletionVector(null).withRowIds(null, null))
        .commit();
    assertIds("1", 0, 1);
  }

  @Test
  void aFileGetsTheIdsThatAWinnerHasJustGivenIt() {
    table.create(Map.of(), TableFeature.DELETION_VECTORS);
    table.begin(WRITE).add(rows("1", 10)).commit();
    table
        .begin(Operation.rearranging("UPGRADE", Map.of()))
        .add(
            io.moraine.log.feature.ProtocolUpgrade.with(
                table.state().protocol(), List.of(TableFeature.ROW_TRACKING)))
        .commit();
    AddFile old = live("1");
    DeletionVectorDescriptor vector = new DeletionVectorDescriptor("u", "x".repeat(20), 1, 30, 1);
    Transaction late =
        table.begin(DELETE).add(old.removedAt(1)).add(old.withDeletionVector(vector));
    table
        .begin(Operation.rearranging("ROW TRACKING BACKFILL", Map.of()))
        .add(old.withoutDataChange())
        .commit();
    assertIds("1", 0, 3);
    late.commit();
    assertIds("1", 0, 3);
    List<RemoveFile> removes =
        table.commits().get(4).stream()
            .filter(RemoveFile.class::isInstance)
            .map(RemoveFile.class::cast)
            .toList();
    assertThat(removes).singleElement().satisfies(r -> assertThat(r.baseRowId()).isZero());
  }

  @Test
  void rowsWithoutACountCannotGetIds() {
    table.create(ON, TableFeature.ROW_TRACKING);
    assertThatThrownBy(() -> table.begin(WRITE).add(rows("1", 1).withStats(null)).commit())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot commit to memory:/table/: it gives ids to rows, but file part=a/1 has no numRecords in its statistics");
    assertThat(table.version()).isZero();
  }

  @Test
  void theMarkIsNoOnesToWrite() {
    table.create(ON, TableFeature.ROW_TRACKING);
    DomainMetadata mark = new DomainMetadata("delta.rowTracking", "{}", false);
    assertThatThrownBy(() -> table.begin(WRITE).add(mark).commit())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot commit to memory:/table/: the transaction writes metadata domain 'delta.rowTracking' itself");
  }

  @Test
  void aMarkThatCannotBeReadStopsTheCommit() {
    table.create(ON, TableFeature.ROW_TRACKING);
    store.put(
        LogFile.commitKey(1),
        CommitFile.write(
            List.of(
                CommitInfo.of(1, "WRITE"), new DomainMetadata("delta.rowTracking", "{}", false))));
    assertThatThrownBy(() -> table.begin(WRITE).add(rows("1", 1)).commit())
        .isInstanceOf(CorruptTableException.class)
        .hasMessageContaining("domain delta.rowTracking needs a whole number rowIdHighWaterMark");
  }

  @Test
  void aTableWithoutTheFeatureHasNoIds() {
    table.create(Map.of());
    table.begin(WRITE).add(rows("1", 10)).commit();
    assertThat(live("1").baseRowId()).isNull();
  }

  @Test
  void noIdsAreGivenWhileTrackingIsSuspended() {
    table.create(Map.of("delta.rowTrackingSuspended", "true"), TableFeature.ROW_TRACKING);
    table.begin(WRITE).add(rows("1", 10)).commit();
    assertThat(live("1").baseRowId()).isNull();
  }

  @Test
  void theColumnsOfMovedRowsAreNamedOnce() {
    table.create(ON, TableFeature.ROW_TRACKING);
    Map<String, String> properties = table.state().metadata().configuration();
    assertThat(properties.get("delta.rowTracking.materializedRowIdColumnName"))
        .matches("_row-id-col-[-0-9a-f]{36}");
    assertThat(properties.get("delta.rowTracking.materializedRowCommitVersionColumnName"))
        .matches("_row-commit-version-col-[-0-9a-f]{36}");
    Map<String, String> more = new java.util.HashMap<>(properties);
    more.put("x", "y");
    table.begin(WRITE).add(TestTable.metadata(more)).commit();
    assertThat(table.state().metadata().configuration()).isEqualTo(more);
  }

  @Test
  void trackingBeginsOnlyWhereAllRowsHaveIds() {
    table.create(Map.of());
    table.begin(WRITE).add(rows("1", 10)).commit();
    table
        .begin(Operation.rearranging("UPGRADE", Map.of()))
        .add(
            io.moraine.log.feature.ProtocolUpgrade.with(
                table.state().protocol(), List.of(TableFeature.ROW_TRACKING)))
        .commit();
    assertThatThrownBy(() -> table.begin(WRITE).add(TestTable.metadata(ON)).commit())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot commit to memory:/table/: delta.enableRowTracking cannot be true while there are files whose rows have no ids, such as part=a/1");
    table
        .begin(Operation.rearranging("ROW TRACKING BACKFILL", Map.of()))
        .add(live("1").withoutDataChange())
        .commit();
    table.begin(WRITE).add(TestTable.metadata(ON)).commit();
    assertThat(table.state().properties().enableRowTracking()).isTrue();
  }

  private String tags(int version) {
    Action first = table.commits().get(version).get(0);
    return ((CommitInfo) first).fields().get("tags");
  }

  @Test
  void commitsSayWhetherRowsKeptTheirIds() {
    table.create(Map.of(), TableFeature.ROW_TRACKING);
    table.begin(WRITE).add(rows("1", 1)).commit();
    assertThat(tags(1)).isNull();
    Transaction late = table.begin(WRITE).add(rows("late", 1));
    table.begin(WRITE).add(TestTable.metadata(ON)).commit();
    assertThat(tags(2)).isEqualTo("{\"delta.rowTracking.preserved\":\"true\"}");
    late.commit();
    assertThat(tags(3)).isEqualTo("{\"delta.rowTracking.preserved\":\"false\"}");
    table.begin(WRITE).add(rows("2", 1)).commit();
    assertThat(tags(4)).isEqualTo("{\"delta.rowTracking.preserved\":\"true\"}");
  }
}
