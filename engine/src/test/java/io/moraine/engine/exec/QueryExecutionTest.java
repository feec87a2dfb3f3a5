package io.moraine.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.IntVector;
import io.moraine.core.error.StorageException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.context.QueryCancelledException;
import io.moraine.engine.exec.memory.MemoryBudget;
import io.moraine.engine.exec.memory.MemoryExhaustedException;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.AggregateFunction;
import io.moraine.engine.physical.JoinKey;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.physical.KeyMatch;
import io.moraine.engine.physical.PhysicalAggregate;
import io.moraine.engine.physical.PhysicalFilter;
import io.moraine.engine.physical.PhysicalHashJoin;
import io.moraine.engine.physical.PhysicalLimit;
import io.moraine.engine.physical.PhysicalNestedLoopJoin;
import io.moraine.engine.physical.PhysicalPlan;
import io.moraine.engine.physical.PhysicalProject;
import io.moraine.engine.physical.PhysicalScan;
import io.moraine.engine.physical.PhysicalShared;
import io.moraine.engine.physical.PhysicalSort;
import io.moraine.engine.physical.PhysicalUnionAll;
import io.moraine.engine.physical.PhysicalValues;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import io.moraine.engine.physical.SortKey;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How plans run: streaming, stopping, failing, accounting. */
class QueryExecutionTest {
  private static final StructType SCHEMA =
      StructType.of(StructField.required("n", Primitive.INTEGER));
  private static final Expression N = new ColumnReference(0, "n", Primitive.INTEGER, false);
  private static final int BATCH_ROWS = 100;

  /** Numbers from 0 in splits of some batches; counts what is read, opened and closed. */
  private static final class Numbers implements ScanSource {
    private final int splits;
    private final int batches;
    private final int failAt;
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    Numbers(int splits, int batches) {
      this(splits, batches, Integer.MAX_VALUE);
    }

    Numbers(int splits, int batches, int failAt) {
      this.splits = splits;
      this.batches = batches;
      this.failAt = failAt;
    }

    @Override
    public String name() {
      return "numbers";
    }

    @Override
    public StructType schema() {
      return SCHEMA;
    }

    @Override
    public OptionalLong estimatedRows() {
      return OptionalLong.empty();
    }

    @Override
    public List<ScanSplit> splits() {
      return IntStream.range(0, splits)
          .mapToObj(split -> (ScanSplit) () -> new Reader(split))
          .toList();
    }

    private final class Reader implements BatchReader {
      private final int split;
      private int next;
      private boolean closed;

      Reader(int split) {
        this.split = split;
        open.incrementAndGet();
      }

      @Override
      public StructType schema() {
        return SCHEMA;
      }

      @Override
      public ColumnBatch next() {
        if (next == batches) {
          return null;
        }
        if (read.incrementAndGet() == failAt) {
          throw new StorageException("the store is on fire");
        }
        int[] values = new int[BATCH_ROWS];
        for (int i = 0; i < values.length; i++) {
          values[i] = (split * batches + next) * BATCH_ROWS + i;
        }
        next++;
        return new ColumnBatch(
            SCHEMA,
            values.length,
            List.of(new IntVector(Primitive.INTEGER, values.length, values, null)));
      }

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          open.decrementAndGet();
        }
      }
    }

    PhysicalScan scan() {
      return new PhysicalScan(this);
    }
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(String::valueOf).toList();
  }

  @Test
  void serialRowsComeInTheOrderOfTheSource() {
    PhysicalPlan plan =
        new PhysicalFilter(
            new Numbers(3, 4).scan(), Operators.compare(Operators.GE, N, Literal.of(150)));
    assertThat(Rows.of(Worlds.SERIAL.run(plan))).isEqualTo(numbers(150, 1200));
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void everyRowComesOnce(Worlds world) {
    for (int splits : new int[] {0, 1, 2, 40}) {
      Numbers source = new Numbers(splits, 7);
      PhysicalPlan plan = PhysicalProject.of(source.scan(), List.of(N, N), List.of("a", "b"));
      assertThat(Rows.of(world.run(plan))).hasSize(splits * 7 * BATCH_ROWS).doesNotHaveDuplicates();
      assertThat(source.open).hasValue(0);
    }
  }

  @Test
  void aSerialReaderReadsNoFurtherThanAsked() {
    Numbers source = new Numbers(2, 10);
    try (BatchReader reader = Worlds.SERIAL.run(source.scan())) {
      assertThat(source.read).hasValue(0);
      assertThat(reader.next().rowCount()).isEqualTo(BATCH_ROWS);
      assertThat(source.read).hasValue(1);
    }
    assertThat(source.open).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void aReaderThatIsClosedEarlyStopsItsSources(Worlds world) {
    Numbers source = new Numbers(20, 1000);
    BatchReader reader = world.run(source.scan());
    assertThat(reader.next()).isNotNull();
    reader.close();
    reader.close();
    assertThat(source.open).hasValue(0);
    assertThat(source.read.get()).isLessThan(100);
    assertThat(reader.next()).isNull();
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void aLimitStopsItsSourceEarly(Worlds world) {
    Numbers source = new Numbers(20, 1000);
    assertThat(Rows.of(world.run(new PhysicalLimit(source.scan(), 250, 30)))).hasSize(250);
    assertThat(source.read.get()).isLessThan(50);
    assertThat(source.open).hasValue(0);
  }

  @Test
  void limitsAndOffsetsCutAnywhere() {
    for (int[] cut : new int[][] {{0, 0}, {1, 0}, {100, 0}, {100, 100}, {5, 98}, {9000, 350}}) {
      PhysicalPlan plan = new PhysicalLimit(new Numbers(2, 2).scan(), cut[0], cut[1]);
      assertThat(Rows.of(Worlds.SERIAL.run(plan)))
          .isEqualTo(numbers(Math.min(400, cut[1]), Math.min(400, cut[0] + cut[1])));
    }
    PhysicalPlan all = new PhysicalLimit(new Numbers(1, 2).scan(), PhysicalLimit.ALL, 150);
    assertThat(Rows.of(Worlds.SERIAL.run(all))).isEqualTo(numbers(150, 200));
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void limitsInAUnionCountEachForItself(Worlds world) {
    List<SortKey> descending = List.of(SortKey.descending(N));
    PhysicalPlan plan =
        new PhysicalUnionAll(
            List.of(
                new PhysicalLimit(new Numbers(3, 10).scan(), 10, 0),
                new PhysicalLimit(
                    new PhysicalSort(new Numbers(9, 20).scan(), descending), 9000, 100),
                new PhysicalValues(SCHEMA, List.of())),
            SCHEMA);
    List<String> rows = Rows.of(world.run(plan));
    assertThat(rows).hasSize(9010).contains("17899", "8900").doesNotContain("17900", "8899");
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void theFirstErrorReachesTheReader(Worlds world) {
    Numbers source = new Numbers(8, 10, 23);
    List<PhysicalPlan> plans =
        List.of(
            source.scan(),
            new PhysicalSort(source.scan(), List.of(SortKey.ascending(N))),
            new PhysicalHashJoin(
                JoinKind.INNER,
                new Numbers(1, 1).scan(),
                source.scan(),
                List.of(JoinKey.equal(N, N))));
    for (PhysicalPlan plan : plans) {
      source.read.set(0);
      assertThatThrownBy(() -> Rows.of(world.run(plan)))
          .isInstanceOf(StorageException.class)
          .hasMessage("the store is on fire");
      assertThat(source.open).hasValue(0);
    }
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void aCancelledQueryStops(Worlds world) {
    Numbers source = new Numbers(5, 1000);
    ExecutionContext context = world.context();
    BatchReader reader = QueryExecution.run(source.scan(), context);
    assertThat(reader.next()).isNotNull();
    context.cancellation().cancel();
    assertThatThrownBy(reader::next)
        .isInstanceOf(QueryCancelledException.class)
        .hasMessage("The query was cancelled");
    assertThat(source.open).hasValue(0);
  }

  @Test
  void anExecutorThatRefusesOrNeverRunsLeavesTheWorkToTheCaller() {
    PhysicalPlan plan =
        PhysicalAggregate.of(
            new Numbers(5, 5).scan(),
            List.of(),
            List.of(AggregateCall.of(AggregateFunction.COUNT)),
            List.of("c"));
    for (ExecutionContext context :
        List.of(
            context(
                Worlds.environment(
                    task -> {
                      throw new RejectedExecutionException("shut down");
                    },
                    3)),
            context(Worlds.environment(task -> {}, 3)))) {
      assertThat(Rows.of(QueryExecution.run(plan, context))).containsExactly("2500");
      assertThat(Rows.of(QueryExecution.run(new Numbers(5, 5).scan(), context))).hasSize(2500);
    }
  }

  private static ExecutionContext context(io.moraine.core.env.Environment environment) {
    return ExecutionContext.of(environment, EvaluationContext.UTC, MemoryBudget.unlimited());
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void operatorsThatHoldTooMuchAreRefusedByName(Worlds world) {
    Numbers source = new Numbers(5, 100);
    PhysicalPlan all =
        new PhysicalNestedLoopJoin(
            JoinKind.SEMI,
            source.scan(),
            source.scan(),
            Operators.compare(
                Operators.LT, N, new ColumnReference(1, "n", N.type(), N.nullable())));
    PhysicalPlan notIn =
        new PhysicalHashJoin(
            JoinKind.ANTI,
            source.scan(),
            source.scan(),
            List.of(new JoinKey(N, N, KeyMatch.NULL_AWARE)));
    String[] names = {"NestedLoopJoin build side", "HashJoin rows"};
    List<PhysicalPlan> plans = List.of(all, notIn);
    for (int i = 0; i < names.length; i++) {
      MemoryBudget memory = MemoryBudget.ofBytes(100_000);
      PhysicalPlan plan = plans.get(i);
      ExecutionContext context =
          ExecutionContext.of(world.environment(), EvaluationContext.UTC, memory);
      assertThatThrownBy(() -> Rows.of(QueryExecution.run(plan, context)))
          .isInstanceOf(MemoryExhaustedException.class)
          .hasMessageStartingWith(names[i] + " needs")
          .hasMessageContaining("memory budget of 100,000 bytes")
          .hasMessageContaining("--memory");
      assertThat(memory.usedBytes()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void sortsAndGroupsAndJoinsGiveTheSameRowsWithLittleMemory(Worlds world) {
    Numbers source = new Numbers(5, 100);
    PhysicalPlan sort = new PhysicalSort(source.scan(), List.of(SortKey.descending(N)));
    PhysicalPlan group = PhysicalAggregate.of(source.scan(), List.of(N), List.of(), List.of("n"));
    PhysicalPlan join =
        new PhysicalHashJoin(
            JoinKind.SEMI, source.scan(), source.scan(), List.of(JoinKey.equal(N, N)));
    for (PhysicalPlan plan : List.of(sort, group, join)) {
      MemoryBudget memory = MemoryBudget.ofBytes(300_000);
      ExecutionContext context =
          ExecutionContext.of(world.environment(), EvaluationContext.UTC, memory);
      List<String> rows = Rows.of(QueryExecution.run(plan, context));
      List<String> expected = Rows.of(world.run(plan));
      if (!(plan instanceof PhysicalSort)) {
        Collections.sort(rows);
        Collections.sort(expected);
      }
      assertThat(rows).isEqualTo(expected);
      assertThat(context.spill().sizeBytes()).isPositive();
      assertThat(memory.peakBytes()).isLessThanOrEqualTo(300_000);
      assertThat(memory.usedBytes()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void sharedRowsAreComputedOnce(Worlds world) {
    Numbers source = new Numbers(4, 3);
    PhysicalPlan shared = new PhysicalShared(1, source.scan());
    PhysicalPlan plan =
        new PhysicalHashJoin(JoinKind.SEMI, shared, shared, List.of(JoinKey.equal(N, N)));
    assertThat(Rows.of(world.run(plan))).hasSize(1200).doesNotHaveDuplicates();
    assertThat(source.read).hasValue(12);
  }

  @Test
  void operatorsCountWhatTheyGive() {
    PhysicalPlan scan = new Numbers(2, 3).scan();
    PhysicalPlan filter =
        new PhysicalFilter(scan, Operators.compare(Operators.LT, N, Literal.of(150)));
    ExecutionContext context = Worlds.SERIAL.context();
    assertThat(Rows.of(QueryExecution.run(filter, context))).hasSize(150);
    assertThat(context.metrics().explain(filter))
        .isEqualTo(
            """
            Filter (n < 150) (rows=150, batches=2)
              Scan numbers [n] (rows=600, batches=6)
            """);
  }

  @Test
  void aSelectWithoutFromHasOneRow() {
    PhysicalPlan plan =
        PhysicalProject.of(
            PhysicalValues.oneRow(), List.of(Literal.of(1), Literal.of("a")), List.of("x", "y"));
    assertThat(Rows.of(Worlds.SERIAL.run(plan))).containsExactly("1 | a");
  }
}
