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
import io.moraine.core.type.DataType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.feature.ProtocolUpgrade;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every pair of operations, in both levels of isolation.
 *
 * <p>The table begins with one file in each of the partitions a, b and c, the ids of a file 0 to 9.
 * Losers work in partition a: they look for {@code part = 'a'} and read or replace the file there.
 * Winners do the same in a partition of their own.
 */
class ConflictMatrixTest {
  private static final AddFile A = file("a", "0", 0, 9);
  private static final AddFile B = file("b", "0", 0, 9);
  private static final AddFile C = file("c", "0", 0, 9);

  private static final Expression PART_IS_A = partIs("a");
  private static final Expression ID_ABOVE_100 =
      Operators.compare(
          Operators.GT,
          new ColumnReference(0, "id", DataType.Primitive.LONG, true),
          Literal.of(100L));

  /** What comes of a pair; null where both can stand. */
  private static final @Nullable Class<? extends ConcurrentModificationException> OK = null;

  private static final Class<ConcurrentAppendException> APPEND = ConcurrentAppendException.class;
  private static final Class<ConcurrentDeleteReadException> DELETE_READ =
      ConcurrentDeleteReadException.class;
  private static final Class<ConcurrentDeleteDeleteException> DELETE_DELETE =
      ConcurrentDeleteDeleteException.class;
  private static final Class<MetadataChangedException> METADATA = MetadataChangedException.class;
  private static final Class<ProtocolChangedException> PROTOCOL = ProtocolChangedException.class;
  private static final Class<ConcurrentTransactionException> TRANSACTION =
      ConcurrentTransactionException.class;

  private static Expression partIs(String part) {
    return Operators.compare(
        Operators.EQ,
        new ColumnReference(1, "part", DataType.Primitive.STRING, true),
        Literal.of(part));
  }

  private static AddFile fileOf(String part) {
    return switch (part) {
      case "a" -> A;
      case "b" -> B;
      default -> C;
    };
  }

  /** Operations; each adds to a transaction what it does in {@code part}. */
  private enum Kind {
    BLIND_APPEND,
    READING_APPEND,
    DELETE,
    UPDATE,
    MERGE_WITH_METADATA,
    OVERWRITE,
    OPTIMIZE,
    READ_ONLY,
    METADATA,
    PROTOCOL,
    SAME_APP,
    SAME_DOMAIN;

    Operation operation() {
      return this == OPTIMIZE
          ? Operation.rearranging("OPTIMIZE", Map.of())
          : Operation.of(name(), Map.of());
    }

    void run(Transaction transaction, String part, String name) {
      AddFile old = fileOf(part);
      AddFile fresh = file(part, name, 0, 9);
      switch (this) {
        case BLIND_APPEND -> transaction.add(fresh);
        case READING_APPEND -> transaction.read(partIs(part), List.of(old)).add(fresh);
        case DELETE -> transaction.read(partIs(part), List.of(old)).add(removal(old));
        case UPDATE -> transaction.read(partIs(part), List.of(old)).add(removal(old)).add(fresh);
        case MERGE_WITH_METADATA ->
            transaction
                .read(partIs(part), List.of(old))
                .add(removal(old))
                .add(fresh)
                .add(TestTable.metadata(Map.of("x", "1")));
        case OVERWRITE ->
            transaction.readWholeTable().add(removal(A)).add(removal(B)).add(removal(C)).add(fresh);
        case OPTIMIZE ->
            transaction
                .read(partIs(part), List.of(old))
                .add(removal(old).withoutDataChange())
                .add(fresh.withoutDataChange());
        case READ_ONLY -> transaction.read(partIs(part), List.of(old));
        case METADATA -> transaction.add(TestTable.metadata(Map.of("y", "2")));
        case PROTOCOL ->
            transaction.add(
                ProtocolUpgrade.with(TestTable.PROTOCOL, Set.of(TableFeature.CHECK_CONSTRAINTS)));
        case SAME_APP -> transaction.add(new SetTransaction("app", 1, null));
        case SAME_DOMAIN -> transaction.add(new DomainMetadata("domain", "{}", false));
      }
    }
  }

  /** One cell, by the partition that the winner works in. */
  private record Winner(Kind kind, String part) {
    @Override
    public String toString() {
      return kind + " in " + part;
    }
  }

  private static List<Winner> winners() {
    List<Winner> winners = new ArrayList<>();
    for (Kind kind :
        List.of(Kind.BLIND_APPEND, Kind.READING_APPEND, Kind.DELETE, Kind.UPDATE, Kind.OPTIMIZE)) {
      winners.add(new Winner(kind, "a"));
      winners.add(new Winner(kind, "b"));
    }
    winners.add(new Winner(Kind.METADATA, "-"));
    winners.add(new Winner(Kind.PROTOCOL, "-"));
    winners.add(new Winner(Kind.SAME_APP, "-"));
    winners.add(new Winner(Kind.SAME_DOMAIN, "-"));
    return winners;
  }

  static Stream<Arguments> cells() {
    Stream.Builder<Arguments> cells = Stream.builder();
    for (String isolation : List.of("Serializable", "WriteSerializable")) {
      // Winners:    blind append, reading append, delete, update, optimize, each in a and in b,
      //             then metadata, protocol, application, domain.
      boolean strict = isolation.equals("Serializable");
      row(cells, isolation, Kind.BLIND_APPEND, OK, OK, OK, OK, OK, OK, OK, OK, OK, OK, OK, OK);
      var blind = strict ? APPEND : OK;
      row(
          cells,
          isolation,
          Kind.READING_APPEND,
          blind,
          OK,
          APPEND,
          OK,
          DELETE_READ,
          OK,
          APPEND,
          OK,
          DELETE_READ,
          OK,
          OK,
          OK);
      row(
          cells,
          isolation,
          Kind.DELETE,
          blind,
          OK,
          APPEND,
          OK,
          DELETE_READ,
          OK,
          APPEND,
          OK,
          DELETE_READ,
          OK,
          OK,
          OK);
      row(
          cells,
          isolation,
          Kind.UPDATE,
          blind,
          OK,
          APPEND,
          OK,
          DELETE_READ,
          OK,
          APPEND,
          OK,
          DELETE_READ,
          OK,
          OK,
          OK);
      // Blind appends are checked again where metadata changes.
      row(
          cells,
          isolation,
          Kind.MERGE_WITH_METADATA,
          APPEND,
          OK,
          APPEND,
          OK,
          DELETE_READ,
          OK,
          APPEND,
          OK,
          DELETE_READ,
          OK,
          OK,
          OK);
      row(
          cells,
          isolation,
          Kind.OVERWRITE,
          blind,
          blind,
          APPEND,
          APPEND,
          DELETE_READ,
          DELETE_READ,
          APPEND,
          APPEND,
          DELETE_READ,
          DELETE_READ,
          OK,
          OK);
      row(
          cells,
          isolation,
          Kind.OPTIMIZE,
          OK,
          OK,
          OK,
          OK,
          DELETE_READ,
          OK,
          DELETE_READ,
          OK,
          DELETE_READ,
          OK,
          OK,
          OK);
      // Without a change of its own it may see any one version; WriteSerializable's word for the
      // operation has it that it may change data.
      var read = strict ? OK : APPEND;
      row(
          cells,
          isolation,
          Kind.READ_ONLY,
          OK,
          OK,
          read,
          OK,
          DELETE_READ,
          OK,
          strict ? DELETE_READ : APPEND,
          OK,
          DELETE_READ,
          OK,
          OK,
          OK);
      row(cells, isolation, Kind.METADATA, OK, OK, OK, OK, OK, OK, OK, OK, OK, OK, OK, OK);
      row(cells, isolation, Kind.PROTOCOL, OK, OK, OK, OK, OK, OK, OK, OK, OK, OK, OK, OK);
      row(cells, isolation, Kind.SAME_APP, OK, OK, OK, OK, OK, OK, OK, OK, OK, OK, TRANSACTION, OK);
      row(
          cells,
          isolation,
          Kind.SAME_DOMAIN,
          OK,
          OK,
          OK,
          OK,
          OK,
          OK,
          OK,
          OK,
          OK,
          OK,
          OK,
          TRANSACTION);
    }
    return cells.build();
  }

  @SafeVarargs
  private static void row(
      Stream.Builder<Arguments> cells,
      String isolation,
      Kind loser,
      @Nullable Class<? extends ConcurrentModificationException>... outcomes) {
    List<Winner> winners = winners();
    List<@Nullable Class<? extends ConcurrentModificationException>> all = new ArrayList<>();
    for (Class<? extends ConcurrentModificationException> outcome : outcomes) {
      all.add(outcome);
    }
    // No transaction follows other metadata; another protocol only if it brings none itself.
    all.add(10, METADATA);
    all.add(11, loser == Kind.PROTOCOL ? PROTOCOL : OK);
    for (int i = 0; i < winners.size(); i++) {
      cells.add(Arguments.of(isolation, loser, winners.get(i), all.get(i)));
    }
  }

  private static TestTable table(String isolation) {
    Worlds.ManualClock clock = Worlds.clock();
    TestTable table =
        new TestTable(new InMemoryStore("matrix", clock), Worlds.world(clock, 1))
            .create(Map.of("delta.isolationLevel", isolation));
    table.begin(Kind.BLIND_APPEND.operation()).add(A).add(B).add(C).commit();
    return table;
  }

  private static void expect(
      Transaction loser,
      TestTable table,
      @Nullable Class<? extends ConcurrentModificationException> outcome) {
    if (outcome == null) {
      assertThat(loser.commit().version()).isEqualTo(3);
    } else {
      assertThatThrownBy(loser::commit)
          .isExactlyInstanceOf(outcome)
          .hasMessageStartingWith("Cannot commit version 3 of memory:/matrix/: version 2 (")
          .hasMessageEndingWith("Load the table again and repeat.");
      assertThat(table.version()).isEqualTo(2);
    }
  }

  @ParameterizedTest(name = "{0}: {1} after {2}")
  @MethodSource("cells")
  void eachPairComesOutAsTheMatrixSays(
      String isolation,
      Kind loser,
      Winner winner,
      @Nullable Class<? extends ConcurrentModificationException> outcome) {
    TestTable table = table(isolation);
    Transaction losing = table.begin(loser.operation());
    loser.run(losing, "a", "loser");
    Transaction winning = table.begin(winner.kind().operation());
    winner.kind().run(winning, winner.part(), "winner");
    winning.commit();
    expect(losing, table, outcome);
  }

  static Stream<Arguments> finer() {
    Consumer<Transaction> reads = t -> t.read(ID_ABOVE_100, List.of());
    return Stream.of(
        Arguments.of("ids below", file("a", "w", 0, 100), reads, OK),
        Arguments.of("an id above", file("a", "w", 0, 101), reads, APPEND),
        Arguments.of("unknown ids", file("a", "w", 0, 0).withStats(null), reads, APPEND),
        Arguments.of("broken statistics", file("a", "w", 0, 0).withStats("{"), reads, APPEND));
  }

  @ParameterizedTest(name = "a winner with {0}")
  @MethodSource("finer")
  void statisticsSpareConflicts(
      String name,
      AddFile added,
      Consumer<Transaction> reads,
      @Nullable Class<? extends ConcurrentModificationException> outcome) {
    TestTable table = table("Serializable");
    Transaction losing = table.begin(Kind.READING_APPEND.operation());
    reads.accept(losing);
    losing.add(file("a", "loser", 200, 201));
    table.begin(Kind.BLIND_APPEND.operation()).add(added).commit();
    expect(losing, table, outcome);
  }

  @org.junit.jupiter.api.Test
  void deletingAFileThatWasNotReadStillConflictsWithItsOtherDeletion() {
    TestTable table = table("Serializable");
    Transaction losing = table.begin(Kind.DELETE.operation()).add(removal(A));
    table.begin(Kind.DELETE.operation()).add(removal(A)).commit();
    expect(losing, table, DELETE_DELETE);
  }

  @org.junit.jupiter.api.Test
  void readProgressCountsAlsoWhereNothingIsWrittenToIt() {
    TestTable table = table("Serializable");
    Transaction losing =
        table.begin(Kind.BLIND_APPEND.operation()).readProgress("app").add(file("a", "l", 1, 2));
    table.begin(Kind.SAME_APP.operation()).add(new SetTransaction("app", 7, null)).commit();
    expect(losing, table, TRANSACTION);
  }

  @org.junit.jupiter.api.Test
  void aCommitThatDoesNotSayItWasBlindWasNot() {
    TestTable table = table("WriteSerializable");
    Transaction losing = table.begin(Kind.READING_APPEND.operation());
    Kind.READING_APPEND.run(losing, "a", "loser");
    table
        .begin(Kind.UPDATE.operation())
        .read(PART_IS_A, List.of())
        .add(file("a", "winner", 0, 9))
        .commit();
    expect(losing, table, APPEND);
  }
}
