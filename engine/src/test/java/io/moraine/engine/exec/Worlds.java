package io.moraine.engine.exec;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.env.Environment;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.memory.MemoryBudget;
import io.moraine.engine.physical.PhysicalPlan;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The ways in which a plan may be run. */
enum Worlds {
  /** One worker, in the caller's thread. */
  SERIAL,
  /** Four workers, in the caller's thread. */
  SAME_THREAD,
  /** Four workers on four threads. */
  THREADS;

  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(
          4,
          task -> {
            Thread thread = new Thread(task, "test-worker");
            thread.setDaemon(true);
            return thread;
          });

  Environment environment() {
    Executor executor = this == THREADS ? POOL : Runnable::run;
    return environment(executor, this == SERIAL ? 1 : 4);
  }

  static Environment environment(Executor executor, int parallelism) {
    return new Environment(
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        () -> new UUID(0, 0),
        new Random(0),
        millis -> {},
        executor,
        parallelism);
  }

  ExecutionContext context() {
    return ExecutionContext.of(
        environment(), EvaluationContext.UTC, MemoryBudget.ofBytes(1L << 30));
  }

  BatchReader run(PhysicalPlan plan) {
    return QueryExecution.run(plan, context());
  }
}
