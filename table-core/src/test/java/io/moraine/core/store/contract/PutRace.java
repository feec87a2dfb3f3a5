package io.moraine.core.store.contract;

import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.PutOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writers that put one key at once, if it is absent, many times over. */
public final class PutRace {
  /** How many writers there are. */
  public static final int WRITERS = 16;

  private PutRace() {}

  /**
   * Runs rounds, each over a key of its own below the folder {@code race}.
   *
   * @return what was wrong in which round: not exactly one winner, or other bytes than the winner's
   */
  public static List<String> violations(ObjectStore store, int rounds)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      CyclicBarrier barrier = new CyclicBarrier(WRITERS);
      List<String> violations = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        String key = "race/%03d.json".formatted(round);
        List<Future<PutOutcome>> attempts = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          byte[] content = content(writer);
          attempts.add(
              threads.submit(
                  () -> {
                    barrier.await();
                    return store.putIfAbsent(key, content);
                  }));
        }
        check(store, key, attempts, violations);
      }
      return violations;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void check(
      ObjectStore store, String key, List<Future<PutOutcome>> attempts, List<String> violations)
      throws InterruptedException, ExecutionException {
    List<Integer> winners = new ArrayList<>();
    int losers = 0;
    for (int writer = 0; writer < WRITERS; writer++) {
      PutOutcome outcome = attempts.get(writer).get();
      if (outcome == PutOutcome.WON) {
        winners.add(writer);
      } else if (outcome == PutOutcome.EXISTS) {
        losers++;
      }
    }
    String found = new String(store.read(key), StandardCharsets.UTF_8);
    boolean right =
        winners.size() == 1
            && losers == WRITERS - 1
            && found.equals(new String(content(winners.get(0)), StandardCharsets.UTF_8));
    if (!right) {
      violations.add(
          "%s: winners %s, %d losers, and '%s' is there".formatted(key, winners, losers, found));
    }
  }

  private static byte[] content(int writer) {
    return ("writer " + writer).getBytes(StandardCharsets.UTF_8);
  }
}
