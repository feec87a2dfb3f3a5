package io.moraine.log.txn;

import io.moraine.core.expr.Expression;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.feature.FeatureGate;
import io.moraine.log.feature.FeatureGate.Access;
import io.moraine.log.feature.SupportedFeatures;
import io.moraine.log.path.DataPaths;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a transaction may follow a version that was committed while it ran: whether its
 * outcome would have been the same, had it begun after that version.
 *
 * <p>The checks and their order are those of Delta on Spark, with two that are finer: files that
 * the winner added are compared with what was read by their statistics too, not only by partition;
 * and files into which the winner only moved rows are never new rows to anyone, as whoever had to
 * read those rows has read the files they came from.
 */
final class ConflictChecker {
  private static final int NAMED_FILES = 1;
  private static final String REPEAT = "Load the table again and repeat.";

  private final String table;
  private final DataPaths paths;
  private final ReadSet reads;
  private final List<Action> actions;
  private Protocol protocol;
  private Metadata metadata;
  private final IsolationLevel isolation;
  private final FileMatcher matcher;
  private final Access access;

  /**
   * A checker for one transaction.
   *
   * @param actions what it wants to commit
   * @param protocol the protocol that it read, or brings
   * @param metadata the metadata that it read, or brings
   * @param isolation what it is committed under
   * @param access how the table was found
   */
  ConflictChecker(
      String table,
      DataPaths paths,
      ReadSet reads,
      List<Action> actions,
      Protocol protocol,
      Metadata metadata,
      IsolationLevel isolation,
      FileMatcher matcher,
      Access access) {
    this.table = table;
    this.paths = paths;
    this.reads = reads;
    this.actions = actions;
    this.protocol = protocol;
    this.metadata = metadata;
    this.isolation = isolation;
    this.matcher = matcher;
    this.access = access;
  }

  /** The protocol that is in force once the transaction is committed after all winners so far. */
  Protocol protocol() {
    return protocol;
  }

  /** The metadata that is in force once the transaction is committed after all winners so far. */
  Metadata metadata() {
    return metadata;
  }

  /**
   * Returns if the transaction may be committed after {@code winner}, whose protocol and metadata
   * are its own from then on.
   *
   * @throws ConcurrentModificationException if not
   */
  void check(WinningCommit winner) {
    checkProtocol(winner);
    checkMetadata(winner);
    checkDomains(winner);
    checkApplications(winner);
    checkAdded(winner);
    checkRemovedThatWereRead(winner);
    checkRemovedTwice(winner);
  }

  private void checkProtocol(WinningCommit winner) {
    Optional<Protocol> theirs = winner.protocol();
    if (theirs.isEmpty()) {
      return;
    }
    if (winner.version() == 0) {
      throw new ProtocolChangedException(
          0,
          "Cannot create table %s: another writer created it meanwhile, by %s. Load that table, or choose another place."
              .formatted(table, winner.title()));
    }
    if (has(Protocol.class)) {
      throw new ProtocolChangedException(
          winner.version(),
          message(winner, "changed the table's protocol, as this transaction does"));
    }
    Set<String> dropped = SupportedFeatures.of(protocol);
    dropped.removeAll(SupportedFeatures.of(theirs.get()));
    if (!dropped.isEmpty()) {
      throw new ProtocolChangedException(
          winner.version(),
          message(winner, "dropped table features " + String.join(", ", dropped)));
    }
    protocol = theirs.get();
  }

  private void checkMetadata(WinningCommit winner) {
    Optional<Metadata> theirs = winner.metadata();
    if (theirs.isPresent()) {
      if (has(Metadata.class) || !MetadataChange.isHarmless(metadata, theirs.get())) {
        throw new MetadataChangedException(
            winner.version(),
            message(winner, "changed the table's metadata (schema, partitioning or properties)"));
      }
      metadata = theirs.get();
    }
    if (winner.protocol().isPresent() || theirs.isPresent()) {
      FeatureGate.requireWritable(protocol, metadata, metadata.parseSchema(), table, access);
    }
  }

  private void checkDomains(WinningCommit winner) {
    Set<String> ours =
        all(DomainMetadata.class).stream().map(DomainMetadata::domain).collect(Collectors.toSet());
    winner
        .all(DomainMetadata.class)
        .filter(theirs -> ours.contains(theirs.domain()))
        .findFirst()
        .ifPresent(
            theirs -> {
              throw new ConcurrentTransactionException(
                  winner.version(),
                  message(
                      winner,
                      "wrote metadata domain '%s', as this transaction does"
                          .formatted(theirs.domain())));
            });
  }

  private void checkApplications(WinningCommit winner) {
    Set<String> ours = new HashSet<>(reads.appIds());
    all(SetTransaction.class).forEach(transaction -> ours.add(transaction.appId()));
    winner
        .all(SetTransaction.class)
        .filter(theirs -> ours.contains(theirs.appId()))
        .findFirst()
        .ifPresent(
            theirs -> {
              throw new ConcurrentTransactionException(
                  winner.version(),
                  message(
                      winner,
                      "recorded progress %d of application '%s', which this transaction relies on"
                          .formatted(theirs.version(), theirs.appId())));
            });
  }

  private void checkAdded(WinningCommit winner) {
    boolean ignored =
        isolation == IsolationLevel.SNAPSHOT_ISOLATION
            || winner.onlyRearranges()
            || (isolation == IsolationLevel.WRITE_SERIALIZABLE
                && winner.isBlindAppend()
                && !has(Metadata.class));
    if (ignored) {
      return;
    }
    if (reads.wholeTable()) {
      List<String> added = winner.adds().map(AddFile::path).toList();
      if (!added.isEmpty()) {
        throw appended(
            winner, "added files to the table, which this transaction read whole", added);
      }
    }
    for (Expression predicate : reads.predicates()) {
      List<String> matching =
          winner.adds().filter(add -> matcher.mayMatch(predicate, add)).map(AddFile::path).toList();
      if (!matching.isEmpty()) {
        throw appended(
            winner,
            "added files that may hold rows this transaction looked for",
            matching,
            predicate);
      }
    }
  }

  private ConcurrentAppendException appended(
      WinningCommit winner, String deed, List<String> files) {
    return new ConcurrentAppendException(
        winner.version(), message(winner, deed + " (" + named(files) + ")"));
  }

  private ConcurrentAppendException appended(
      WinningCommit winner, String deed, List<String> files, Expression predicate) {
    return new ConcurrentAppendException(
        winner.version(),
        message(winner, "%s (%s; looked for: %s)".formatted(deed, named(files), predicate)));
  }

  private void checkRemovedThatWereRead(WinningCommit winner) {
    List<String> removed =
        winner
            .removes()
            .map(RemoveFile::path)
            .filter(path -> reads.wholeTable() || reads.files().contains(identity(path)))
            .toList();
    if (!removed.isEmpty()) {
      throw new ConcurrentDeleteReadException(
          winner.version(),
          message(
              winner, "removed files that this transaction read (%s)".formatted(named(removed))));
    }
  }

  private void checkRemovedTwice(WinningCommit winner) {
    // By path alone: which of a file's rows were deleted does not make it another file.
    Set<String> ours =
        all(RemoveFile.class).stream()
            .map(remove -> identity(remove.path()))
            .collect(Collectors.toSet());
    List<String> both =
        winner
            .removes()
            .map(RemoveFile::path)
            .filter(path -> ours.contains(identity(path)))
            .toList();
    if (!both.isEmpty()) {
      throw new ConcurrentDeleteDeleteException(
          winner.version(),
          message(
              winner,
              "removed files that this transaction removes too (%s)".formatted(named(both))));
    }
  }

  /** Writers may spell one file's path in several ways. */
  private String identity(String path) {
    return paths.resolve(path).identity();
  }

  private <T extends Action> List<T> all(Class<T> kind) {
    return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private boolean has(Class<? extends Action> kind) {
    return actions.stream().anyMatch(kind::isInstance);
  }

  private String message(WinningCommit winner, String deed) {
    return "Cannot commit version %d of %s: %s, written meanwhile, %s. %s"
        .formatted(winner.version() + 1, table, winner.title(), deed, REPEAT);
  }

  private static String named(List<String> files) {
    String first = String.join(", ", files.subList(0, Math.min(NAMED_FILES, files.size())));
    return files.size() <= NAMED_FILES
        ? first
        : "%s and %d more".formatted(first, files.size() - NAMED_FILES);
  }
}
