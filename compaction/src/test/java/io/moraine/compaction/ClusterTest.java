package io.moraine.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.FileAction;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.fixture.Batches;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.SinkLayout;
import io.moraine.log.sink.SinkOptions;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows put into the order of several columns. */
class ClusterTest {
  private static final StructType SCHEMA =
      StructType.of(
          StructField.of("x", Primitive.LONG),
          StructField.of("s", StructType.of(StructField.of("y", Primitive.STRING))),
          StructField.of("late", Primitive.LONG));
  private static final Goal BY_BOTH = Goal.zorder(List.of(List.of("X"), List.of("s", "y")));

  private final Worlds.ManualClock clock = Worlds.clock();
  private final SampleTable table =
      new SampleTable(new InMemoryStore("cluster", clock), Worlds.world(clock, 1));
  private final Random random = new Random(7);

  private void create(List<List<String>> clusteringColumns) {
    Transaction transaction =
        Transaction.create(table.context, Operation.of("CREATE TABLE", Map.of()))
            .add(
                Metadata.of("id", SCHEMA, List.of(), 1)
                    .withConfiguration(Map.of("delta.dataSkippingNumIndexedCols", "2")));
    if (clusteringColumns.isEmpty()) {
      transaction.add(Protocol.legacy(1, 2)).commit();
    } else {
      transaction
          .add(new Protocol(1, 7, Set.of(), Set.of("domainMetadata", "clustering")))
          .add(domain(clusteringColumns))
          .commit();
    }
  }

  private static DomainMetadata domain(List<List<String>> columns) {
    List<String> paths =
        columns.stream().map(path -> "[\"" + String.join("\",\"", path) + "\"]").toList();
    return new DomainMetadata(
        "delta.clustering", "{\"clusteringColumns\":[" + String.join(",", paths) + "]}", false);
  }

  /** Adds {@code files} files of {@code rows} rows each, of any values. */
  private void append(int files, int rows) {
    for (int f = 0; f < files; f++) {
      List<List<Object>> batch = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        int number = random.nextInt(1000);
        Long x = number % 50 == 0 ? null : (Long) (long) number;
        List<Object> struct =
            number % 97 == 0 ? null : Batches.row("y%03d".formatted(random.nextInt(1000)));
        batch.add(Batches.row(x, struct, (long) random.nextInt(1000)));
      }
      Snapshot snapshot = table.log.latest();
      SinkLayout layout =
          SinkLayout.of(snapshot.protocol(), snapshot.metadata(), snapshot.domainMetadata());
      try (DataFileSink sink =
          DataFileSink.open(
              table.store,
              table.environment,
              snapshot.metadata(),
              SinkOptions.DEFAULT.withLayout(layout))) {
        sink.write(Batches.of(SCHEMA, batch));
        Transaction.begin(table.context, snapshot, Operation.of("WRITE", Map.of()))
            .addAll(sink.finish())
            .commit();
      }
    }
  }

  private OptimizeResult optimize(Goal goal, long targetBytes) {
    return table
        .executor()
        .withSort(new MemorySort())
        .run(table.plan(OptimizeOptions.DEFAULT.withGoal(goal).withTargetFileBytes(targetBytes)));
  }

  private Set<String> cubes() {
    Set<String> cubes = new HashSet<>();
    for (AddFile file : table.files()) {
      cubes.add(file.tags() == null ? "none" : file.tags().get("ZCUBE_ID"));
    }
    return cubes;
  }

  private List<String> rows() {
    return table.rows().stream().map(List::toString).sorted().toList();
  }

  @Test
  void rowsThatAreAlikeInBothColumnsComeIntoTheSameFiles() {
    create(List.of());
    append(16, 2000);
    List<String> rows = rows();
    long bytes = table.files().stream().mapToLong(AddFile::size).sum();

    OptimizeResult result = optimize(BY_BOTH, bytes / 16);

    assertThat(rows()).isEqualTo(rows).hasSize(32_000);
    assertThat(result.filesBefore()).isEqualTo(16);
    // What a file has besides its rows counts for much in files of some kilobytes.
    assertThat((double) result.filesAfter()).isBetween(16.0, 32.0);
    assertThat(result.overlaps().orElseThrow().before()).isEqualTo(16.0);
    // Along a curve through a square of 27 parts, each value is in 5 or 6 of them.
    assertThat(result.overlaps().orElseThrow().after()).isBetween(4.0, 8.0);
    assertThat(cubes()).hasSize(1).doesNotContain("none");
    AddFile file = table.files().get(0);
    assertThat(file.tags())
        .containsEntry("ZCUBE_ZORDER_BY", "[\"x\",\"s.y\"]")
        .containsEntry("ZCUBE_ZORDER_CURVE", "hilbert");
    assertThat(file.clusteringProvider()).isNull();
    assertThat(file.dataChange()).isFalse();
    assertThat(operation())
        .isEqualTo(
            "{\"predicate\":\"[]\",\"auto\":\"false\",\"clusterBy\":\"[]\","
                + "\"zOrderBy\":\"[\\\"x\\\",\\\"s.y\\\"]\"}");
    assertThat(table.log.commit(table.log.latest().version()))
        .filteredOn(FileAction.class::isInstance)
        .allSatisfy(action -> assertThat(((FileAction) action).dataChange()).isFalse());
  }

  private String operation() {
    return table.log.commit(table.log.latest().version()).stream()
        .filter(CommitInfo.class::isInstance)
        .map(info -> ((CommitInfo) info).fields().get("operationParameters"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void byOneColumnRowsAreSortedAndFilesDoNotOverlap() {
    create(List.of());
    append(8, 200);
    long bytes = table.files().stream().mapToLong(AddFile::size).sum();
    OptimizeResult result = optimize(Goal.zorder(List.of(List.of("x"))), bytes / 4);
    // Files share the values at which they end.
    assertThat(result.overlaps().orElseThrow().after()).isBetween(1.0, 2.0);
    for (AddFile file : table.files()) {
      Long last = null;
      for (List<Object> row : rowsOf(file)) {
        Long x = (Long) row.get(0);
        assertThat(last == null || (x != null && x >= last)).isTrue();
        last = x;
      }
    }
  }

  private List<List<Object>> rowsOf(AddFile file) {
    TableScan scan = TableScan.of(table.log.latest(), table.store).build();
    List<List<Object>> rows = new ArrayList<>();
    scan.files().stream()
        .filter(other -> other.path().equals(file.path()))
        .forEach(
            found -> {
              try (var reader = scan.open(found)) {
                for (var batch = reader.next(); batch != null; batch = reader.next()) {
                  for (int i = 0; i < batch.rowCount(); i++) {
                    rows.add(Batches.row(batch.column(0).value(i)));
                  }
                }
              }
            });
    return rows;
  }

  @Test
  void columnsWithoutStatisticsGetThem() {
    create(List.of());
    append(2, 50);
    assertThat(table.files().get(0).stats()).doesNotContain("late");
    optimize(Goal.zorder(List.of(List.of("late"), List.of("x"))), 1 << 20);
    assertThat(table.files().get(0).stats()).contains("\"late\":");
  }

  @Test
  void whatIsInOrderStaysUntilEnoughIsNew() {
    create(List.of());
    append(10, 100);
    optimize(BY_BOTH, 1 << 20);
    assertThat(optimize(BY_BOTH, 1 << 20).version()).isEmpty();
    Set<String> first = cubes();

    append(1, 100);
    assertThat(optimize(BY_BOTH, 1 << 20).filesBefore()).isEqualTo(1);
    assertThat(cubes()).hasSize(2).containsAll(first);
    assertThat(optimize(BY_BOTH, 1 << 20).version()).isEmpty();

    append(5, 100);
    assertThat(optimize(BY_BOTH, 1 << 20).filesBefore()).isEqualTo(7);
    assertThat(cubes()).hasSize(1).doesNotContainAnyElementsOf(first);
    assertThat(optimize(BY_BOTH, 1 << 20).version()).isEmpty();
    // Another order is another matter.
    assertThat(optimize(Goal.zorder(List.of(List.of("late"))), 1 << 20).filesBefore()).isEqualTo(1);
    assertThat(rows()).hasSize(1600);
  }

  @Test
  void aClusteredTableIsClusteredByItsColumns() {
    create(List.of(List.of("s", "y"), List.of("x")));
    append(8, 200);
    OptimizeResult result = optimize(Goal.COMPACT, 2000);
    assertThat(result.overlaps().orElseThrow().after())
        .isLessThan(result.overlaps().orElseThrow().before());
    assertThat(table.files())
        .allSatisfy(file -> assertThat(file.clusteringProvider()).isEqualTo("liquid"))
        .allSatisfy(
            file -> assertThat(file.tags()).containsEntry("ZCUBE_ZORDER_BY", "[\"s.y\",\"x\"]"));
    assertThat(operation()).contains("\"clusterBy\":\"[\\\"s.y\\\",\\\"x\\\"]\"");
    assertThat(optimize(Goal.COMPACT, 2000).version()).isEmpty();
    assertThat(optimize(Goal.RECLUSTER, 2000).version()).isEmpty();
  }

  @Test
  void filesInTheOrderOfEarlierColumnsStayUnlessAllIsClusteredAnew() {
    create(List.of(List.of("x")));
    append(4, 100);
    optimize(Goal.COMPACT, 1 << 20);
    Transaction.begin(table.context, table.log.latest(), Operation.of("CLUSTER BY", Map.of()))
        .add(domain(List.of(List.of("s", "y"))))
        .commit();
    append(1, 100);
    assertThat(optimize(Goal.COMPACT, 1 << 20).filesBefore()).isEqualTo(1);
    assertThat(cubes()).hasSize(2);
    assertThat(optimize(Goal.RECLUSTER, 1 << 20).filesBefore()).isEqualTo(2);
    assertThat(operation()).contains("\"isFull\":\"true\"");
    assertThat(cubes()).hasSize(1);
  }

  @Test
  void onlyFilesThatMayHaveTheRowsAreOrdered() {
    create(List.of());
    append(4, 100);
    optimize(Goal.zorder(List.of(List.of("x"))), 600);
    ColumnReference x = new ColumnReference(0, "x", Primitive.LONG, true);
    OptimizePlan plan =
        table.plan(
            OptimizeOptions.DEFAULT
                .withGoal(Goal.zorder(List.of(List.of("late"))))
                .withPredicate(Operators.compare(Operators.LT, x, Literal.of(100L))));
    assertThat(plan.fileCount()).isBetween(1L, table.files().size() - 1L);
    assertThat(plan.lines().get(0)).endsWith(", ordered by late");
  }

  @Test
  void ordersThatTheTableCannotHaveAreRefused() {
    create(List.of());
    assertRefused(
        Goal.zorder(List.of(List.of("nope"))),
        "Cannot optimize memory:/cluster/ by the column nope: there is none; the columns are x, s,"
            + " late");
    assertRefused(
        Goal.zorder(List.of(List.of("s"))),
        "Cannot optimize memory:/cluster/ by the column s: values of type STRUCT<y: STRING> have no"
            + " order");
    assertRefused(
        Goal.RECLUSTER,
        "Cannot cluster all of memory:/cluster/ anew: it has no clustering columns; name some by"
            + " ALTER TABLE … CLUSTER BY");
  }

  @Test
  void aClusteredTableTakesNoOtherOrder() {
    create(List.of(List.of("x")));
    assertRefused(
        BY_BOTH,
        "Cannot optimize memory:/cluster/ by columns of the statement: its rows are clustered by"
            + " [x]; leave out ZORDER BY, or ALTER TABLE … CLUSTER BY first");
  }

  @Test
  void partitionColumnsAreNoOrder() {
    SampleTable partitioned =
        new SampleTable(new InMemoryStore("parts", clock), Worlds.world(clock, 1)).create(Map.of());
    assertThatThrownBy(
            () ->
                partitioned.plan(
                    OptimizeOptions.DEFAULT.withGoal(Goal.zorder(List.of(List.of("part"))))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot optimize memory:/parts/ by the column part: the table is partitioned by it, so"
                + " that all rows of a file have one value");
  }

  private void assertRefused(Goal goal, String message) {
    long version = table.log.latest().version();
    assertThatThrownBy(() -> optimize(goal, 1 << 20))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
    assertThat(table.log.latest().version()).isEqualTo(version);
  }
}
