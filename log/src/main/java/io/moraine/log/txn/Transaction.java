package io.moraine.log.txn;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.FileAction;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.feature.FeatureGate;
import io.moraine.log.feature.FeatureGate.Access;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.path.DataPaths;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change of a table, from what was read to the commit.
 *
 * <p>Tell it all that the outcome depends on ({@code read} methods) and all that is to change
 * ({@link #add}), then {@link #commit}, once. Not safe for use by several threads at once.
 */
public final class Transaction {
  private static final String PROTOCOL_DOMAINS = "delta.";

  private final TransactionContext context;
  private final DataPaths paths;
  private final @Nullable Snapshot snapshot;
  private final Operation operation;
  private final ReadSet reads = new ReadSet();
  private final List<Action> actions = new ArrayList<>();
  private final Map<String, String> metrics = new LinkedHashMap<>();
  private @Nullable String userMetadata;
  private boolean committed;

  private Transaction(
      TransactionContext context, @Nullable Snapshot snapshot, Operation operation) {
    this.context = context;
    this.paths = context.paths();
    this.snapshot = snapshot;
    this.operation = operation;
  }

  /** A transaction that read the table at {@code snapshot}'s version. */
  public static Transaction begin(
      TransactionContext context, Snapshot snapshot, Operation operation) {
    return new Transaction(context, snapshot, operation);
  }

  /** A transaction that creates the table; it needs a protocol and metadata. */
  public static Transaction create(TransactionContext context, Operation operation) {
    return new Transaction(context, null, operation);
  }

  /** The version that was read, −1 for none. */
  public long readVersion() {
    return snapshot == null ? -1 : snapshot.version();
  }

  /**
   * Records that rows were looked for by {@code predicate}, over the table's schema (column ids are
   * its ordinals), and that {@code files} were the ones that may have them.
   */
  public Transaction read(Expression predicate, Collection<AddFile> files) {
    reads.addPredicate(predicate);
    return readFiles(files);
  }

  /** As {@link #read}, with the files named by their paths as the log has them. */
  public Transaction readPaths(Expression predicate, Collection<String> files) {
    reads.addPredicate(predicate);
    files.forEach(path -> reads.addFile(paths.resolve(path).identity()));
    return this;
  }

  /** Records that the outcome depends on {@code files}. */
  public Transaction readFiles(Collection<AddFile> files) {
    files.forEach(file -> reads.addFile(paths.resolve(file.path()).identity()));
    return this;
  }

  /** Records that the outcome depends on all rows of the table. */
  public Transaction readWholeTable() {
    reads.addWholeTable();
    return this;
  }

  /** Records that the outcome depends on how far application {@code appId} has come. */
  public Transaction readProgress(String appId) {
    reads.addAppId(appId);
    return this;
  }

  /**
   * Records that application {@code appId} comes to {@code version} with this transaction, unless
   * it has come so far before. Versions are the application's own.
   *
   * @return whether it has not: otherwise what the transaction would do has been done, and it
   *     should not be committed
   */
  public boolean advance(String appId, long version) {
    readProgress(appId);
    SetTransaction last = snapshot == null ? null : snapshot.setTransactions().get(appId);
    if (last != null && last.version() >= version) {
      return false;
    }
    actions.add(new SetTransaction(appId, version, context.environment().nowMillis()));
    return true;
  }

  /**
   * Sets what is kept with the table under the name {@code domain}.
   *
   * @throws InvalidInputException if the name is one of the protocol's own, {@code delta.…}
   */
  public Transaction putDomain(String domain, String configuration) {
    actions.add(new DomainMetadata(requireUsers(domain), configuration, false));
    return this;
  }

  /**
   * Takes away what is kept with the table under the name {@code domain}; nothing if nothing is.
   *
   * @throws InvalidInputException if the name is one of the protocol's own, {@code delta.…}
   */
  public Transaction removeDomain(String domain) {
    requireUsers(domain);
    DomainMetadata kept = snapshot == null ? null : snapshot.domainMetadata().get(domain);
    if (kept != null) {
      actions.add(new DomainMetadata(domain, kept.configuration(), true));
    }
    return this;
  }

  private String requireUsers(String domain) {
    if (domain.toLowerCase(Locale.ROOT).startsWith(PROTOCOL_DOMAINS)) {
      throw new InvalidInputException(
          "Cannot change metadata domain '%s' of %s: domains that begin with '%s' are the protocol's own"
              .formatted(domain, context.table(), PROTOCOL_DOMAINS));
    }
    return domain;
  }

  /** Adds a change. */
  public Transaction add(Action action) {
    actions.add(action);
    return this;
  }

  /** Adds changes. */
  public Transaction addAll(Collection<? extends Action> changes) {
    actions.addAll(changes);
    return this;
  }

  /** Sets one of the operation's measures for the table's history. */
  public Transaction metric(String name, long value) {
    metrics.put(name, Long.toString(value));
    return this;
  }

  /** Sets the user's words for the table's history. */
  public Transaction userMetadata(String text) {
    userMetadata = text;
    return this;
  }

  /**
   * Commits: checks the changes, puts the next version, and where others were first, follows them
   * if nothing that was read has changed.
   *
   * @throws ConcurrentModificationException if what others committed meanwhile stands against it;
   *     the files of this transaction may be deleted
   * @throws io.moraine.log.commit.CommitStateUnknownException if it cannot be told whether it
   *     happened; nothing may be deleted
   * @throws InvalidInputException if the changes may not be committed together
   */
  public CommitResult commit() {
    if (committed) {
      throw new IllegalStateException("A transaction is committed once");
    }
    committed = true;
    Protocol protocol =
        brought(Protocol.class)
            .or(() -> Optional.ofNullable(snapshot).map(Snapshot::protocol))
            .orElseThrow(() -> missing("a protocol"));
    Metadata metadata =
        brought(Metadata.class)
            .or(() -> Optional.ofNullable(snapshot).map(Snapshot::metadata))
            .orElseThrow(() -> missing("metadata"));
    if (brought(Metadata.class).isPresent()) {
      Metadata completed =
          new NewMetadata(context.table(), context.environment(), snapshot)
              .complete(protocol, metadata);
      actions.replaceAll(action -> action instanceof Metadata ? completed : action);
      metadata = completed;
    }
    Access access = context.committer().access();
    requireManaged(protocol, access);
    FeatureGate.requireWritable(
        protocol, metadata, metadata.parseSchema(), context.table(), access);
    ActionChecks.check(context.table(), paths, protocol, metadata, actions);
    IsolationLevel isolation = isolation(IsolationLevel.of(metadata));
    ConflictChecker checker =
        new ConflictChecker(
            context.table(),
            paths,
            reads,
            actions,
            protocol,
            metadata,
            isolation,
            new FileMatcher(metadata, context.environment().clock().getZone()),
            access);
    CommitHeader header =
        new CommitHeader(
            operation,
            metrics,
            readVersion(),
            isolation,
            isBlindAppend(),
            userMetadata,
            context.environment().newId());
    CommitLoop loop = new CommitLoop(context, header, List.copyOf(actions), snapshot, checker);
    CommitResult result = loop.run();
    return Hooks.run(
        context, new PostCommitHook.Commit(result, metadataOf(result, loop), snapshot));
  }

  /** What a catalog manages must say so, lest others write it past the catalog. */
  private void requireManaged(Protocol protocol, Access access) {
    if (access == Access.THROUGH_CATALOG && !FeatureGate.isManaged(protocol)) {
      throw new InvalidInputException(
          "Cannot commit to %s, which a catalog manages: it needs table feature %s, by the table properties 'delta.feature.catalogManaged' = 'supported' and 'delta.enableInCommitTimestamps' = 'true'"
              .formatted(context.table(), TableFeature.CATALOG_MANAGED.protocolName()));
    }
  }

  /** A step may have completed it for the version. */
  private static Metadata metadataOf(CommitResult result, CommitLoop loop) {
    return result.actions().stream()
        .filter(Metadata.class::isInstance)
        .map(Metadata.class::cast)
        .findFirst()
        .orElseGet(loop::metadata);
  }

  private <T extends Action> Optional<T> brought(Class<T> kind) {
    return actions.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Only files added, and nothing of the table looked at. */
  private boolean isBlindAppend() {
    return reads.isBlind()
        && actions.stream()
            .filter(FileAction.class::isInstance)
            .allMatch(AddFile.class::isInstance);
  }

  /** A transaction that changes no rows cannot be stood against by rows that come. */
  private IsolationLevel isolation(IsolationLevel tableLevel) {
    for (Action action : actions) {
      if (!(action instanceof FileAction file) || file.dataChange()) {
        return tableLevel;
      }
    }
    boolean mayChangeData = operation.effect() == Operation.Effect.CHANGES_DATA;
    return tableLevel == IsolationLevel.WRITE_SERIALIZABLE && mayChangeData
        ? tableLevel
        : IsolationLevel.SNAPSHOT_ISOLATION;
  }

  private InvalidInputException missing(String what) {
    return new InvalidInputException(
        "Cannot create table %s without %s".formatted(context.table(), what));
  }
}
