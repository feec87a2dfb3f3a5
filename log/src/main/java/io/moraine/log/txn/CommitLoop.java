package io.moraine.log.txn;

import io.moraine.core.error.StorageException;
import io.moraine.log.action.Action;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.Metadata;
import io.moraine.log.commit.Backoff;
import io.moraine.log.commit.CommitAttempt;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.commit.VersionPut;
import io.moraine.log.json.CommitFile;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tries version after version until one is ours or a winner stands against it. */
final class CommitLoop {
  private static final Backoff WINNER_READS = new Backoff(20, 1_000, 5);

  private final TransactionContext context;
  private final CommitHeader header;
  private List<Action> actions;
  private final @Nullable Snapshot read;
  private final ConflictChecker checker;
  private final List<CommitStep> steps;
  private final VersionPut put;
  private final List<WinningCommit> winners = new ArrayList<>();
  private final Optional<RowLevelRebase> rebase;

  /** Written while winners were followed; the actions may name each of them. */
  private final List<String> vectorFiles = new ArrayList<>();

  CommitLoop(
      TransactionContext context,
      CommitHeader header,
      List<Action> actions,
      @Nullable Snapshot read,
      ConflictChecker checker,
      Optional<RowLevelRebase> rebase) {
    this.context = context;
    this.header = header;
    this.actions = actions;
    this.read = read;
    this.checker = checker;
    this.rebase = rebase;
    this.steps = steps(context);
    this.put = new VersionPut(context.committer(), context.environment());
  }

  /** What the protocol asks of every commit of a table, and then the context's. */
  private static List<CommitStep> steps(TransactionContext context) {
    List<CommitStep> steps = new ArrayList<>();
    steps.add(new RowIds(context.table(), context.paths()));
    steps.add(new CommitTimestamps());
    steps.addAll(context.steps());
    return steps;
  }

  /** The metadata in force from the commit on. */
  Metadata metadata() {
    return checker.metadata();
  }

  CommitResult run() {
    try {
      return tryVersions();
    } catch (ConcurrentModificationException e) {
      discardVectors();
      throw e;
    }
  }

  private CommitResult tryVersions() {
    for (int attempts = 1; ; attempts++) {
      long version = header.readVersion() + 1 + winners.size();
      List<Action> commit = commit(version);
      CommitAttempt attempt = put.put(version, CommitFile.write(commit), header.id());
      if (attempt instanceof CommitAttempt.Committed) {
        return new CommitResult(version, attempts, header.id(), commit, List.of());
      }
      Optional<WinningCommit> own = meetWinners(version);
      if (own.isPresent()) {
        return new CommitResult(
            own.get().version(), attempts, header.id(), own.get().actions(), List.of());
      }
      if (attempts >= context.backoff().maxAttempts()) {
        throw new ConcurrentModificationException(
            winners.get(winners.size() - 1).version(),
            "Cannot commit to %s: %d attempts lost to other writers, the last to %s. Repeat when fewer write at once."
                .formatted(context.table(), attempts, winners.get(winners.size() - 1).title()));
      }
      context.backoff().pause(attempts, context.environment());
    }
  }

  private List<Action> commit(long version) {
    List<Action> commit = new ArrayList<>(actions.size() + 1);
    commit.add(header.at(context.environment().nowMillis()));
    commit.addAll(actions);
    CommitStep.Attempt attempt =
        new CommitStep.Attempt(version, checker.protocol(), checker.metadata(), read, winners);
    List<Action> rewritten = commit;
    for (CommitStep step : steps) {
      rewritten = step.rewrite(List.copyOf(rewritten), attempt);
    }
    return rewritten;
  }

  /**
   * Checks all versions from {@code version} on that are there; returns the one that turns out to
   * be ours, which a store's client may have put and then put again.
   */
  private Optional<WinningCommit> meetWinners(long version) {
    long next = version;
    for (Optional<byte[]> content = Optional.of(firstWinner(version));
        content.isPresent();
        content = context.committer().load(next)) {
      WinningCommit winner =
          WinningCommit.parse(
              next, content.get(), "version %d of %s".formatted(next, context.table()));
      if (winner.info().flatMap(CommitInfo::txnId).filter(header.id()::equals).isPresent()) {
        return Optional.of(winner);
      }
      follow(winner);
      winners.add(winner);
      next++;
    }
    return Optional.empty();
  }

  /** Fits the actions to a winner, or fails. */
  private void follow(WinningCommit winner) {
    RowLevelRebase.Followed followed =
        rebase
            .map(rows -> rows.follow(winner, actions))
            .orElseGet(() -> new RowLevelRebase.Followed(actions, Set.of(), Optional.empty()));
    followed.vectorFile().ifPresent(vectorFiles::add);
    checker.check(winner, followed.actions(), followed.settled());
    actions = followed.actions();
  }

  /** What was written for a commit that did not come about. */
  private void discardVectors() {
    try {
      vectorFiles.forEach(file -> context.vectors().ifPresent(vectors -> vectors.delete(file)));
    } catch (StorageException e) {
      // Nothing names them; the vacuum takes what is left.
      return;
    }
  }

  /**
   * The commit that {@code version} was lost to. As long as it has not been seen it may be our own,
   * so that without it nothing is known.
   */
  private byte[] firstWinner(long version) {
    StorageException problem =
        new StorageException("the store says that it is there, but shows nothing");
    for (int attempts = 1; attempts <= WINNER_READS.maxAttempts(); attempts++) {
      try {
        Optional<byte[]> content = context.committer().load(version);
        if (content.isPresent()) {
          return content.get();
        }
      } catch (StorageException e) {
        problem = e;
      }
      WINNER_READS.pause(attempts, context.environment());
    }
    throw new CommitStateUnknownException(context.table(), version, header.id(), problem);
  }
}
