package io.moraine.log.txn;

import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads of one process that append to one table at once share versions: those that come
 * while a version is being put are put together as the next one. Nobody waits for company, so that
 * a writer alone is as fast as without.
 *
 * <p>One group for each table and process; safe for use by many threads.
 */
public final class AppendGroup {
  private final Deque<Append> waiting = new ArrayDeque<>();
  private boolean busy;

  /** What one thread wants to append; what became of it is set once it is done. */
  static final class Append {
    private final Operation operation;
    private final Map<String, String> metrics;
    private final List<AddFile> files;
    private final Snapshot snapshot;
    private @Nullable CommitResult result;
    private @Nullable RuntimeException failure;
    private boolean done;

    Append(
        Operation operation, Map<String, String> metrics, List<AddFile> files, Snapshot snapshot) {
      this.operation = operation;
      this.metrics = metrics;
      this.files = files;
      this.snapshot = snapshot;
    }

    List<AddFile> files() {
      return files;
    }

    Snapshot snapshot() {
      return snapshot;
    }

    private boolean isLike(Append other) {
      Protocol protocol = snapshot.protocol();
      Metadata metadata = snapshot.metadata();
      return operation.equals(other.operation)
          && protocol.equals(other.snapshot.protocol())
          && metadata.equals(other.snapshot.metadata());
    }

    /** This one and others as one, on the newest of their snapshots. */
    private static Append together(List<Append> appends) {
      Append newest = appends.get(0);
      List<AddFile> files = new ArrayList<>();
      Map<String, String> metrics = new LinkedHashMap<>();
      for (Append append : appends) {
        files.addAll(append.files);
        append.metrics.forEach((name, value) -> metrics.merge(name, value, Append::sum));
        if (append.snapshot.version() > newest.snapshot.version()) {
          newest = append;
        }
      }
      return new Append(newest.operation, metrics, files, newest.snapshot);
    }

    private static String sum(String left, String right) {
      return Long.toString(Long.parseLong(left) + Long.parseLong(right));
    }

    Operation operation() {
      return operation;
    }

    Map<String, String> metrics() {
      return metrics;
    }
  }

  /**
   * Commits {@code mine}, alone or with others.
   *
   * @param commit commits one append, which may be several as one
   * @return the commit that has its files
   */
  CommitResult commit(Append mine, Function<Append, CommitResult> commit) {
    List<Append> batch = awaitTurn(mine);
    if (!batch.isEmpty()) {
      run(batch, commit);
    }
    if (mine.failure instanceof ConcurrentModificationException && batch.size() != 1) {
      // It may have been another one's files that the conflict was about.
      return commit.apply(mine);
    } else if (mine.failure != null) {
      throw mine.failure;
    } else if (mine.result == null) {
      throw new IllegalStateException("An append is over without an outcome");
    }
    return mine.result;
  }

  /** How many wait to be committed, besides those that are being committed. */
  synchronized int size() {
    return waiting.size();
  }

  /** Those to commit now, {@code mine} first; none if another thread has committed it. */
  private synchronized List<Append> awaitTurn(Append mine) {
    waiting.add(mine);
    boolean interrupted = false;
    while (busy && !mine.done) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Whether it is committed is decided by another thread, and has to be known.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (mine.done) {
      return List.of();
    }
    busy = true;
    List<Append> batch = new ArrayList<>();
    batch.add(mine);
    waiting.remove(mine);
    for (Iterator<Append> others = waiting.iterator(); others.hasNext(); ) {
      Append other = others.next();
      if (other.isLike(mine)) {
        batch.add(other);
        others.remove();
      }
    }
    return batch;
  }

  private void run(List<Append> batch, Function<Append, CommitResult> commit) {
    CommitResult result = null;
    RuntimeException failure = null;
    try {
      result = commit.apply(batch.size() == 1 ? batch.get(0) : Append.together(batch));
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      synchronized (this) {
        for (Append append : batch) {
          append.result = result;
          append.failure = failure;
          append.done = true;
        }
        busy = false;
        notifyAll();
      }
    }
  }
}
