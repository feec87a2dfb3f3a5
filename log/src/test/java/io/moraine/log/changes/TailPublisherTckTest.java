package io.moraine.log.changes;

import static io.moraine.log.snapshot.WrittenLog.METADATA;
import static io.moraine.log.snapshot.WrittenLog.PROTOCOL;
import static io.moraine.log.snapshot.WrittenLog.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.moraine.core.env.Environment;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.snapshot.WrittenLog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** The publisher of a table's versions keeps the rules of Reactive Streams, by their own tests. */
class TailPublisherTckTest {
  private static final int VERSIONS = 30;
  private static final long QUIET_MILLIS = 200;

  /** Needs 2 billion elements; {@link VersionTailTest} has it in small. */
  private static final List<String> FOR_OTHERS =
      List.of("required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue");

  private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  private static final class Verification extends FlowPublisherVerification<VersionCommit> {
    private final WrittenLog table = new WrittenLog();
    private final Executor executor;

    Verification(Executor executor) {
      super(new TestEnvironment(2000, QUIET_MILLIS));
      this.executor = executor;
      table.commit(0, PROTOCOL, METADATA);
      for (int version = 1; version < VERSIONS; version++) {
        table.commit(version, add("f" + version));
      }
    }

    @Override
    public long maxElementsFromPublisher() {
      return VERSIONS;
    }

    @Override
    public Flow.Publisher<VersionCommit> createFlowPublisher(long elements) {
      TailOptions options = TailOptions.from(VERSIONS - elements);
      return publisher(elements == 0 ? options : options.to(VERSIONS - 1));
    }

    @Override
    public Flow.Publisher<VersionCommit> createFailedFlowPublisher() {
      return publisher(TailOptions.from(VERSIONS + 1));
    }

    private Flow.Publisher<VersionCommit> publisher(TailOptions options) {
      Environment world = Worlds.world(Worlds.clock(), 1);
      return new TailPublisher<>(
          () -> {
            VersionTail tail = new VersionTail(table.log, options, world);
            assertThat(tail.tableId()).isEqualTo("t");
            return tail;
          },
          world.sleeper(),
          executor,
          1);
    }
  }

  @TestFactory
  Stream<DynamicTest> eachRuleIsKeptByThreadsOfAnExecutor() {
    return rules(THREADS);
  }

  @TestFactory
  Stream<DynamicTest> eachRuleIsKeptInTheThreadOfTheCaller() {
    // A publisher that has nothing yet waits, here in the only thread there is.
    return rules(Runnable::run).filter(test -> !test.getDisplayName().contains("emptyStream"));
  }

  private static Stream<DynamicTest> rules(Executor executor) {
    List<Method> rules =
        Arrays.stream(Verification.class.getMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            // What no test can tell has a method too, which skips itself.
            .filter(method -> !method.getName().startsWith("untested"))
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    assertThat(rules).hasSizeGreaterThan(25);
    return rules.stream().map(rule -> dynamicTest(rule.getName(), () -> check(rule, executor)));
  }

  private static void check(Method rule, Executor executor) throws Throwable {
    Verification verification = new Verification(executor);
    verification.setUp();
    try {
      rule.invoke(verification);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SkipException) {
        assertThat(rule.getName()).isIn(FOR_OTHERS);
      } else {
        throw e.getCause();
      }
    }
  }
}
