package io.moraine.core.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {
  private static final int TASKS = 200;

  private static Parallel on(Executor executor) {
    return Parallel.in(
        new Environment(
            Clock.systemUTC(), () -> new UUID(0, 0), new Random(1), millis -> {}, executor, 4));
  }

  private static void assertEachRunsOnce(Parallel parallel) {
    AtomicIntegerArray runs = new AtomicIntegerArray(TASKS);
    parallel.forEach(TASKS, runs::incrementAndGet);
    assertThat(IntStream.range(0, TASKS).map(runs::get)).containsOnly(1).hasSize(TASKS);
  }

  @Test
  void eachTaskRunsOnceWithAnyExecutor() {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      assertEachRunsOnce(on(threads));
    } finally {
      threads.shutdownNow();
    }
    assertEachRunsOnce(Parallel.NONE);
    assertEachRunsOnce(on(Runnable::run));
    assertEachRunsOnce(on(task -> {}));
    assertEachRunsOnce(
        on(
            task -> {
              throw new RejectedExecutionException("full");
            }));
  }

  @Test
  void tasksMayHaveTasksOfTheirOwnOnTheSameThreads() {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      Parallel parallel = on(one);
      AtomicIntegerArray runs = new AtomicIntegerArray(TASKS);
      parallel.forEach(10, i -> parallel.forEach(20, k -> runs.incrementAndGet(20 * i + k)));
      assertThat(IntStream.range(0, TASKS).map(runs::get)).containsOnly(1);
    } finally {
      one.shutdownNow();
    }
  }

  @Test
  void theFirstFailureIsThrownAndEndsTheRest() {
    AtomicIntegerArray runs = new AtomicIntegerArray(TASKS);
    assertThatThrownBy(
            () ->
                Parallel.NONE.forEach(
                    TASKS,
                    i -> {
                      runs.incrementAndGet(i);
                      if (i == 3) {
                        throw new IllegalStateException("task 3");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("task 3");
    assertThat(IntStream.range(0, TASKS).map(runs::get).sum()).isEqualTo(4);
  }
}
