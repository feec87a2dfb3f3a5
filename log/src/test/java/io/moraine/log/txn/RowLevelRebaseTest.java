package io.moraine.log.txn;

import static io.moraine.log.fixture.TestTable.file;
import static io.moraine.log.fixture.TestTable.removal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.type.DataType;
import io.moraine.log.action.AddFile;
import io.moraine.log.deletionvector.DeletionVector;
import io.moraine.log.deletionvector.DeletionVectorReader;
import io.moraine.log.deletionvector.DeletionVectorWriter;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.path.DataPaths;
import io.moraine.log.stats.WideBounds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two writers delete rows of one file of 10,000 rows, by marking them. */
class RowLevelRebaseTest {
  private static final Operation DELETE = Operation.of("DELETE", Map.of());
  private static final Expression IDS_BELOW_TEN =
      Operators.compare(
          Operators.LT,
          new ColumnReference(0, "id", DataType.Primitive.LONG, true),
          Literal.of(10L));

  private final Worlds.ManualClock clock = Worlds.clock();
  private final InMemoryStore store = new InMemoryStore("table", clock);
  private final TestTable table = new TestTable(store, Worlds.world(clock, 1));
  private final TransactionContext context =
      table.context().withVectors(new VectorAccess(store, Worlds.world(clock, 2)));
  private AddFile wide;

  @BeforeEach
  void create() {
    table.create(Map.of("delta.enableDeletionVectors", "true"), TableFeature.DELETION_VECTORS);
    wide =
        file("a", "0", 0, 9)
            .withStats(
                "{\"numRecords\":10000,\"minValues\":{\"id\":0},\"maxValues\":{\"id\":9999},\"nullCount\":{\"id\":0}}");
    Transaction.begin(context, table.state(), DELETE).add(wide).commit();
  }

  private static BitSet rows(int... positions) {
    BitSet rows = new BitSet();
    IntStream.of(positions).forEach(rows::set);
    return rows;
  }

  /** So many that their set is in a file. */
  private static BitSet manyRows(int remainder) {
    BitSet rows = new BitSet();
    IntStream.range(0, 10_000).filter(i -> i * 31 % 7 == remainder).forEach(rows::set);
    return rows;
  }

  private AddFile current() {
    List<AddFile> files = new ArrayList<>();
    table.content().files().forEach(files::add);
    return files.stream().filter(f -> f.path().equals(wide.path())).findFirst().orElseThrow();
  }

  /** Marks rows besides those that are marked already in {@code file}. */
  private AddFile marked(AddFile file, BitSet more) {
    DeletionVector all = DeletionVector.of(more);
    if (file.deletionVector() != null) {
      all = all.or(read(file));
    }
    DeletionVectorWriter.Stored stored =
        new DeletionVectorWriter(store, Worlds.world(clock, 7 + more.hashCode()))
            .write(List.of(all));
    return file.withStats(WideBounds.of(file.stats()))
        .withDeletionVector(stored.descriptors().get(0));
  }

  private DeletionVector read(AddFile file) {
    return new DeletionVectorReader(store, new DataPaths(store.root()))
        .read(file.deletionVector(), file.path());
  }

  private Transaction delete(BitSet rows) {
    AddFile old = current();
    return Transaction.begin(context, table.state(), DELETE)
        .read(IDS_BELOW_TEN, List.of(old))
        .decidesRowByRow()
        .add(removal(old))
        .add(marked(old, rows));
  }

  private void assertDeleted(BitSet expected) {
    DeletionVector deleted = read(current());
    assertThat(deleted.cardinality()).isEqualTo(expected.cardinality());
    assertThat(current().deletionVector().cardinality()).isEqualTo(expected.cardinality());
    assertThat(expected.stream().allMatch(deleted::contains)).isTrue();
    assertThat(current().stats()).contains("\"tightBounds\":false");
  }

  private List<String> vectorFiles() {
    List<String> files = new ArrayList<>();
    store
        .listFolder("", "deletion_vector")
        .forEachRemaining((ObjectStatus f) -> files.add(f.key()));
    return files;
  }

  @Test
  void whatBothDeletedTogetherIsGone() {
    Transaction late = delete(rows(1, 5_000));
    delete(rows(2, 9_999)).commit();
    CommitResult result = late.commit();
    assertThat(result.version()).isEqualTo(3);
    assertThat(result.attempts()).isEqualTo(2);
    assertDeleted(rows(1, 2, 5_000, 9_999));
    // The winner's set is what leaves, so that each file is removed as it was.
    assertThat(table.commits().get(3).toString()).contains("DELETE");
    assertThat(table.paths()).containsExactly(wide.path());
  }

  @Test
  void threeFollowEachOtherAlsoWithSetsInFiles() {
    Transaction second = delete(manyRows(1));
    Transaction third = delete(manyRows(2));
    delete(manyRows(0)).commit();
    second.commit();
    third.commit();
    BitSet all = manyRows(0);
    all.or(manyRows(1));
    all.or(manyRows(2));
    assertDeleted(all);
    assertThat(table.version()).isEqualTo(4);
  }

  @Test
  void oneRowIsNotDeletedTwice() {
    Transaction late = delete(rows(1, 2));
    delete(rows(2, 3)).commit();
    assertThatThrownBy(late::commit)
        .isInstanceOf(ConcurrentModificationException.class)
        .hasMessageContaining("version 2 (DELETE)")
        .hasMessageContaining(wide.path());
    assertDeleted(rows(2, 3));
  }

  @Test
  void whatIsWrittenForALostCauseIsDeleted() {
    Transaction late = delete(manyRows(1));
    delete(manyRows(0)).commit();
    delete(rows(9_999)).commit();
    Transaction.begin(context, table.state(), DELETE).add(removal(current())).commit();
    List<String> before = vectorFiles();
    assertThatThrownBy(late::commit).isInstanceOf(ConcurrentModificationException.class);
    assertThat(vectorFiles()).isEqualTo(before);
  }

  @Test
  void aFileWhoseLastRowsBothDeletedLeaves() {
    BitSet even = new BitSet();
    BitSet odd = new BitSet();
    IntStream.range(0, 10_000).forEach(i -> (i % 2 == 0 ? even : odd).set(i));
    Transaction late = delete(odd);
    delete(even).commit();
    late.commit();
    assertThat(table.paths()).isEmpty();
  }

  @Test
  void rowsThatCameBackAreMetAgain() {
    delete(rows(1, 2)).commit();
    AddFile marked = current();
    Transaction late = delete(rows(3));
    Transaction.begin(context, table.state(), Operation.of("RESTORE", Map.of()))
        .add(removal(marked))
        .add(wide)
        .commit();
    assertThatThrownBy(late::commit).isInstanceOf(ConcurrentModificationException.class);
  }

  @Test
  void rowsThatAWinnerMovedIntoReachAreAConflict() {
    Transaction late = delete(rows(1));
    AddFile old = current();
    Transaction.begin(context, table.state(), Operation.of("UPDATE", Map.of()))
        .read(IDS_BELOW_TEN, List.of(old))
        .add(removal(old))
        .add(marked(old, rows(2)))
        .add(file("a", "image", 5, 5))
        .commit();
    assertThatThrownBy(late::commit)
        .isInstanceOf(ConcurrentAppendException.class)
        .hasMessageContaining("part=a/image");
  }

  @Test
  void rowsThatAWinnerMovedElsewhereAreNone() {
    Transaction late = delete(rows(1));
    AddFile old = current();
    Transaction.begin(context, table.state(), Operation.of("UPDATE", Map.of()))
        .read(IDS_BELOW_TEN, List.of(old))
        .add(removal(old))
        .add(marked(old, rows(2)))
        .add(file("a", "image", 50, 60))
        .commit();
    late.commit();
    assertDeleted(rows(1, 2));
    assertThat(table.paths()).containsExactly("part=a/0", "part=a/image");
  }

  @Test
  void whoeverDecidesByOtherRowsTooMeetsAConflict() {
    AddFile old = current();
    Transaction late =
        Transaction.begin(context, table.state(), DELETE)
            .read(IDS_BELOW_TEN, List.of(old))
            .add(removal(old))
            .add(marked(old, rows(1)));
    delete(rows(2)).commit();
    assertThatThrownBy(late::commit).isInstanceOf(ConcurrentModificationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Serializable", "WriteSerializable"})
  void aFileThatWasLookedIntoInVainMayLoseRowsOrGo(String level) {
    TestTable other =
        new TestTable(new InMemoryStore(level, clock), Worlds.world(clock, 3))
            .create(Map.of("delta.isolationLevel", level));
    AddFile a = file("a", "0", 0, 9);
    AddFile b = file("b", "0", 0, 9);
    other.begin(DELETE).add(a).add(b).commit();
    Transaction late =
        other.begin(DELETE).read(IDS_BELOW_TEN, List.of(a, b)).decidesRowByRow().add(removal(a));
    other.begin(DELETE).read(IDS_BELOW_TEN, List.of(b)).add(removal(b)).commit();
    assertThat(late.commit().version()).isEqualTo(3);
    assertThat(other.paths()).isEmpty();
  }
}
