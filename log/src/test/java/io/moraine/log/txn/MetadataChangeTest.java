package io.moraine.log.txn;

import static io.moraine.log.fixture.TestTable.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataChangeTest {
  private static final Operation WRITE = Operation.of("WRITE", Map.of());

  private static final Metadata BEFORE = TestTable.metadata(Map.of("x", "1"));

  private static Metadata with(String key, String value) {
    Map<String, String> properties = new HashMap<>(BEFORE.configuration());
    properties.put(key, value);
    return BEFORE.withConfiguration(properties);
  }

  @ParameterizedTest
  @CsvSource({
    "delta.enableDeletionVectors, true, true",
    "delta.enableDeletionVectors, false, false",
    "delta.enableRowTracking, true, true",
    "delta.enableInCommitTimestamps, true, true",
    "delta.checkpointPolicy, v2, true",
    "delta.rowTracking.materializedRowIdColumnName, c, true",
    "delta.enableChangeDataFeed, true, false",
    "delta.appendOnly, true, false",
    "delta.constraints.c, x > 1, false",
    "x, 2, false",
    "x, 1, true"
  })
  void whatAsksNothingOfOthersIsHarmless(String key, String value, boolean harmless) {
    assertThat(MetadataChange.isHarmless(BEFORE, with(key, value))).isEqualTo(harmless);
  }

  @Test
  void anythingElseIsNot() {
    assertThat(MetadataChange.isHarmless(BEFORE, BEFORE.withConfiguration(Map.of()))).isFalse();
    StructType wider =
        StructType.of(
            List.of(
                TestTable.SCHEMA.field(0),
                TestTable.SCHEMA.field(1),
                StructField.of("new", DataType.Primitive.LONG)));
    assertThat(MetadataChange.isHarmless(BEFORE, BEFORE.withSchema(wider))).isFalse();
  }

  @Test
  void whoeverLosesToAHarmlessChangeFollowsIt() {
    Worlds.ManualClock clock = Worlds.clock();
    TestTable table =
        new TestTable(new InMemoryStore("table", clock), Worlds.world(clock, 1))
            .create(Map.of(), TableFeature.DELETION_VECTORS);
    Transaction late = table.begin(WRITE).add(file("a", "late", 1, 2));
    Transaction other = table.begin(WRITE).add(TestTable.metadata(Map.of("x", "1")));
    table
        .begin(WRITE)
        .add(TestTable.metadata(Map.of("delta.enableDeletionVectors", "true")))
        .commit();
    assertThat(late.commit().version()).isEqualTo(2);
    assertThat(table.state().properties().enableDeletionVectors()).isTrue();
    assertThatThrownBy(other::commit).isInstanceOf(MetadataChangedException.class);
  }

  @Test
  void whatIsSwitchedOnMustBeInTheProtocol() {
    Worlds.ManualClock clock = Worlds.clock();
    TestTable table = new TestTable(new InMemoryStore("table", clock), Worlds.world(clock, 1));
    assertThatThrownBy(
            () ->
                table.create(
                    Map.of(
                        "delta.enableInCommitTimestamps", "true", "delta.checkpointPolicy", "v2")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot commit to memory:/table/: its schema and properties need table features that its protocol lacks: v2Checkpoint, inCommitTimestamp");
  }
}
