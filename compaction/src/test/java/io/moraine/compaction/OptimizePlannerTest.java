package io.moraine.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.type.DataType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Plans for files that are only in the log, of any size. */
class OptimizePlannerTest {
  private static final OptimizeOptions TARGET_100 =
      OptimizeOptions.DEFAULT.withTargetFileBytes(100);

  private final SampleTable table = table(Map.of());
  private int count;

  private static SampleTable table(Map<String, String> properties) {
    Worlds.ManualClock clock = Worlds.clock();
    return new SampleTable(new InMemoryStore("plans", clock), Worlds.world(clock, 1))
        .create(properties);
  }

  private static AddFile file(String name, @Nullable String part, long size) {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("part", part);
    return AddFile.of(name, values, size, 1).withStats("{\"numRecords\":10}");
  }

  /** Adds files {@code f0}, {@code f1}, … of these sizes. */
  private void add(@Nullable String part, long... sizes) {
    List<AddFile> files = new ArrayList<>();
    for (long size : sizes) {
      files.add(file("f" + count++, part, size));
    }
    commit(table, files);
  }

  private static void commit(SampleTable table, List<AddFile> files) {
    Transaction.begin(table.context, table.log.latest(), Operation.of("WRITE", Map.of()))
        .addAll(files)
        .commit();
  }

  private static List<List<String>> paths(OptimizePlan plan) {
    return plan.groups().stream()
        .map(group -> group.files().stream().map(PlannedFile::path).toList())
        .toList();
  }

  private List<List<String>> planned(OptimizeOptions options) {
    return paths(table.plan(options));
  }

  @Test
  void groupsAreFilesInTheTablesOrderUpToTheTargetSize() {
    add("a", 40, 30, 30, 1, 49, 49, 3);
    assertThat(planned(TARGET_100))
        .containsExactly(List.of("f0", "f1", "f2"), List.of("f3", "f4", "f5"));
  }

  @Test
  void filesOfHalfTheTargetStayAsTheyAre() {
    add("a", 49, 50, 49, 100, 200);
    assertThat(planned(TARGET_100)).containsExactly(List.of("f0", "f2"));
  }

  @Test
  void theBoundOfSmallFilesCanBeSet() {
    add("a", 49, 50, 60, 99);
    assertThat(planned(TARGET_100.withMinFileBytes(50))).isEmpty();
    assertThat(planned(TARGET_100.withMinFileBytes(51))).containsExactly(List.of("f0", "f1"));
    assertThat(planned(TARGET_100.withMinFileBytes(100))).containsExactly(List.of("f0", "f1"));
  }

  @Test
  void aFileAloneIsNoGroup() {
    add("a", 10);
    add("b", 10);
    OptimizePlan plan = table.plan(TARGET_100);
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.readVersion()).isEqualTo(2);
  }

  @Test
  void partitionsAreApart() {
    add("a", 10);
    add("b", 10);
    add("a", 10);
    add(null, 10, 10);
    add("b", 10);
    OptimizePlan plan = table.plan(TARGET_100);
    assertThat(paths(plan))
        .containsExactly(List.of("f0", "f2"), List.of("f1", "f5"), List.of("f3", "f4"));
    assertThat(plan.groups().get(2).partitionValues()).hasSize(1).containsEntry("part", null);
    assertThat(plan.groups().get(0).rows()).isEqualTo(20);
  }

  @Test
  void aPredicateChoosesPartitions() {
    add("a", 10, 10);
    add("b", 10, 10);
    add(null, 10, 10);
    OptimizePlan plan = table.plan(TARGET_100.withPredicate(SampleTable.partIs("b")));
    assertThat(paths(plan)).containsExactly(List.of("f2", "f3"));
    assertThat(plan.predicate()).containsExactly("(part = 'b')");
    Expression isNull = Operators.isNull(SampleTable.PART);
    assertThat(planned(TARGET_100.withPredicate(isNull))).containsExactly(List.of("f4", "f5"));
    Expression pattern =
        new Call(
            Operators.LIKE,
            List.of(SampleTable.PART, Literal.of("%a%")),
            DataType.Primitive.BOOLEAN,
            true);
    assertThat(planned(TARGET_100.withPredicate(pattern))).containsExactly(List.of("f0", "f1"));
  }

  @Test
  void aPredicateOnOtherColumnsChoosesByStatistics() {
    List<AddFile> files = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String stats = "{\"numRecords\":10,\"minValues\":{\"id\":%d},\"maxValues\":{\"id\":%d}}";
      files.add(
          file("f" + i, i == 4 ? "b" : "a", 10).withStats(stats.formatted(i * 10, i * 10 + 9)));
    }
    files.add(file("unknown", "a", 10));
    commit(table, files);
    Expression both =
        Operators.and(
            SampleTable.partIs("a"),
            Operators.compare(Operators.GE, SampleTable.ID, Literal.of(29L)));
    assertThat(planned(TARGET_100.withPredicate(both)))
        .containsExactly(List.of("f2", "f3", "unknown"));
  }

  @Test
  void aConditionThatIsNoBooleanIsRefused() {
    assertThatThrownBy(() -> planned(TARGET_100.withPredicate(SampleTable.PART)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith("the condition must be a BOOLEAN, but is a STRING");
  }

  @Test
  void smallFilesWithDeletionVectorsAreFilesLikeOthers() {
    commit(table, List.of(file("f0", "a", 10), deleted("f1", 10, 6, 1_000), file("f2", "a", 10)));
    assertThat(planned(TARGET_100)).containsExactly(List.of("f0", "f1", "f2"));
  }

  @Test
  void aFileThatLostManyRowsIsRewrittenAlone() {
    commit(
        table,
        List.of(deleted("f0", 90, 5, 100), deleted("f1", 90, 6, 100), deleted("f2", 500, 7, 100)));
    OptimizePlan plan = table.plan(TARGET_100);
    assertThat(paths(plan)).containsExactly(List.of("f1"), List.of("f2"));
    assertThat(plan.groups().get(0).rows()).isEqualTo(94);
  }

  private static AddFile deleted(String path, long sizeBytes, long deletedRows, long rows) {
    return file(path, "a", sizeBytes)
        .withStats("{\"numRecords\":%d}".formatted(rows))
        .withDeletionVector(
            new DeletionVectorDescriptor(
                "i", "wi5b=000010000siXQKl0rr91000f55c8Xg0@@D72lkbi5=-{L", null, 40, deletedRows));
  }

  @Test
  void theTargetIsTheTablesUnlessGiven() {
    SampleTable withProperty = table(Map.of("delta.targetFileSize", "1kb"));
    commit(withProperty, List.of(file("f0", "a", 511), file("f1", "a", 511), file("f2", "a", 512)));
    assertThat(withProperty.plan(OptimizeOptions.DEFAULT).targetFileBytes()).isEqualTo(1024);
    assertThat(paths(withProperty.plan(OptimizeOptions.DEFAULT)))
        .containsExactly(List.of("f0", "f1"));
    assertThat(withProperty.plan(TARGET_100).targetFileBytes()).isEqualTo(100);
    assertThat(table.plan(OptimizeOptions.DEFAULT).targetFileBytes()).isEqualTo(134_217_728);
  }

  @Test
  void sizesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> OptimizeOptions.DEFAULT.withTargetFileBytes(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("OPTIMIZE needs a target file size of at least 1 byte, got 0");
    assertThatThrownBy(() -> table.plan(TARGET_100.withMinFileBytes(101)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "OPTIMIZE needs a minimum file size of at most the target file size of 100 bytes,"
                + " got 101");
  }
}
