package io.moraine.property.schedule;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Runs tasks, each in a thread of its own, of which only one moves at any time: who is next is
 * drawn wherever a task {@link #pause pauses}. Time is what the scheduler says, and passes only at
 * pauses; where all sleep, it jumps to the first that wakes. So a run is the same for each seed.
 */
public final class Scheduler {
  /** More steps than a run that ends can need. */
  private static final long MOST_STEPS = 2_000_000;

  private static final int LONGEST_STEP_MILLIS = 4;

  private final RandomGenerator random;
  private final List<Task> waiting = new ArrayList<>();
  private final Semaphore over = new Semaphore(0);
  private Task current;
  private Throwable failure;
  private long nowMillis = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();
  private long steps;
  private long trace = 17;

  /** What a task does; it may throw anything. */
  @FunctionalInterface
  public interface Body {
    /** Runs to the task's end. */
    void run() throws Exception;
  }

  private static final class Task {
    private final String name;
    private final Semaphore turn = new Semaphore(0);
    private long wakesMillis;

    Task(String name, long wakesMillis) {
      this.name = name;
      this.wakesMillis = wakesMillis;
    }
  }

  /** Draws from {@code random}, which nobody else draws from. */
  public Scheduler(RandomGenerator random) {
    this.random = random;
  }

  /** Adds a task, which begins when it is drawn. */
  public void start(String name, Body body) {
    Task task = new Task(name, nowMillis);
    waiting.add(task);
    Thread thread = new Thread(() -> live(task, body), name);
    thread.setDaemon(true);
    thread.start();
  }

  private void live(Task task, Body body) {
    task.turn.acquireUninterruptibly();
    try {
      body.run();
    } catch (Throwable e) {
      failure = failure == null ? e : failure;
    }
    if (failure != null || waiting.isEmpty()) {
      over.release();
    } else {
      handTo(draw());
    }
  }

  /**
   * Returns when all tasks have ended.
   *
   * @throws AssertionError if one has failed; the others are left where they stand
   */
  public void run() {
    if (!waiting.isEmpty()) {
      handTo(draw());
      over.acquireUninterruptibly();
    }
    if (failure != null) {
      throw new AssertionError(failure.getMessage(), failure);
    }
  }

  private void handTo(Task next) {
    current = next;
    next.turn.release();
  }

  /** Takes one that is awake out of those that wait. */
  private Task draw() {
    long first = Long.MAX_VALUE;
    for (Task task : waiting) {
      first = Math.min(first, task.wakesMillis);
    }
    nowMillis = Math.max(nowMillis, first);
    List<Task> awake = waiting.stream().filter(task -> task.wakesMillis <= nowMillis).toList();
    Task next = awake.get(random.nextInt(awake.size()));
    waiting.remove(next);
    return next;
  }

  /** Lets others move; {@code what} the caller is about to do becomes part of the trace. */
  public void pause(String what) {
    steps++;
    trace = trace * 31 + (current.name + what).hashCode();
    nowMillis += random.nextInt(LONGEST_STEP_MILLIS);
    if (steps > MOST_STEPS) {
      throw new AssertionError("No end after %d steps".formatted(steps));
    }
    sleepUntil(nowMillis);
  }

  /** Lets others move for so long. */
  public void sleep(long millis) {
    sleepUntil(nowMillis + millis);
  }

  private void sleepUntil(long wakesMillis) {
    Task self = current;
    self.wakesMillis = wakesMillis;
    waiting.add(self);
    Task next = draw();
    if (next != self) {
      handTo(next);
      self.turn.acquireUninterruptibly();
    }
  }

  /** How many pauses there were. */
  public long steps() {
    return steps;
  }

  /** A number that two runs share if they went the same way. */
  public long trace() {
    return trace;
  }

  /** The name of the task that moves. */
  public String task() {
    return current.name;
  }

  /** The time, with an error. */
  public Clock clock(long skewMillis) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(nowMillis + skewMillis);
      }
    };
  }
}
