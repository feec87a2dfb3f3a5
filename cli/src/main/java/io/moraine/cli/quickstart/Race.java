package io.moraine.cli.quickstart;

import io.moraine.Changes;
import io.moraine.ConflictException;
import io.moraine.Result;
import io.moraine.Session;
import io.moraine.TableOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two writers, each with a session and a thread of its own, that start at the same moment. */
final class Race {
  private static final List<String> NAMES = List.of("A", "B");

  private final Path warehouse;

  Race(Path warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * What became of a writer's statement.
   *
   * @param statement what it ran
   * @param version what it committed, if it did
   * @param conflict what stopped it otherwise
   */
  record Outcome(
      String writer,
      String statement,
      Optional<Long> version,
      Optional<ConflictException> conflict) {
    String told() {
      return conflict
          .map(e -> "CONFLICT: " + e.getMessage())
          .orElseGet(() -> "committed version " + version.map(String::valueOf).orElse("none"));
    }
  }

  /** Runs both statements at once. */
  List<Outcome> run(String first, String second) {
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Outcome>> writers = new ArrayList<>();
      for (String statement : List.of(first, second)) {
        String name = NAMES.get(writers.size());
        writers.add(
            threads.submit(
                () -> {
                  start.await();
                  return write(name, statement);
                }));
      }
      start.countDown();
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> writer : writers) {
        outcomes.add(writer.get());
      }
      return outcomes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the writers raced", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A writer failed: " + e.getCause().getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Outcome write(String name, String statement) {
    // To show what a conflict is: otherwise the loser would just be run again.
    TableOptions options = TableOptions.defaults().withWarehouse(warehouse).failOnConflict();
    try (Session session = Session.open(options);
        Result result = session.sql(statement)) {
      Optional<Long> version =
          result.changes().map(Changes::version).filter(v -> v.isPresent()).map(v -> v.getAsLong());
      return new Outcome(name, statement, version, Optional.empty());
    } catch (ConflictException e) {
      return new Outcome(name, statement, Optional.empty(), Optional.of(e));
    }
  }
}
