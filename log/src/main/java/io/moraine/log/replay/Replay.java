package io.moraine.log.replay;

import io.moraine.core.env.Parallel;
import io.moraine.core.error.CorruptTableException;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CheckpointMetadata;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.action.Sidecar;
import io.moraine.log.json.CommitLines;
import io.moraine.log.json.LoggedFile;
import io.moraine.log.path.DataPaths;
import io.moraine.log.state.FileKeys;
import io.moraine.log.state.Tombstones;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commits in their order, to be put over a state that was before them.
 *
 * <p>Only what the commits touch is kept by key; the state before, which may be large, is passed
 * over once and filtered.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#action-reconciliation">
 *     Action reconciliation</a>
 */
public final class Replay {
  private final DataPaths paths;
  private final FileKeys touched;
  private final Map<String, SetTransaction> transactions = new LinkedHashMap<>();
  private final Map<String, DomainMetadata> domains = new LinkedHashMap<>();
  private @Nullable Protocol protocol;
  private @Nullable Metadata metadata;
  private @Nullable CommitInfo lastCommitInfo;

  /** Nothing yet, in a table whose paths {@code paths} understands. */
  public Replay(DataPaths paths) {
    this.paths = paths;
    this.touched = new FileKeys(paths);
  }

  /** Puts the actions of the next commit on top. */
  public void commit(Iterable<Action> actions) {
    commit(CommitLines.of(actions));
  }

  /** Puts what the next commit did on top. */
  public void commit(CommitLines commit) {
    lastCommitInfo = null;
    OnTop onTop = new OnTop();
    for (Action action : commit.others()) {
      action.accept(onTop);
    }
    for (LoggedFile file : commit.files()) {
      touched.put(file);
    }
  }

  /** What the last commit says of itself. */
  public Optional<CommitInfo> lastCommitInfo() {
    return Optional.ofNullable(lastCommitInfo);
  }

  /** As the other, from what {@code base} holds. */
  public TableContent over(ActionSource base, long version, String table) {
    if (base instanceof TableContent content) {
      return over(content.base(), version, table);
    }
    BaseBuilder gathered = new BaseBuilder(paths);
    base.read(gathered);
    return over(gathered.build(Parallel.NONE, List.of(), Tombstones.Source.NONE), version, table);
  }

  /**
   * The state that these commits lead to from {@code base}, with which it shares what they do not
   * touch. No more commits may be put on top afterwards.
   *
   * @param version names the state in errors
   * @param table names the table in errors
   * @throws CorruptTableException if no protocol or no metadata is in force
   */
  public TableContent over(BaseState base, long version, String table) {
    Map<String, SetTransaction> allTransactions = new LinkedHashMap<>(base.setTransactions());
    allTransactions.putAll(transactions);
    Map<String, DomainMetadata> allDomains = new LinkedHashMap<>(base.domainMetadata());
    allDomains.putAll(domains);
    allDomains.values().removeIf(DomainMetadata::removed);
    Protocol protocolInForce = protocol != null ? protocol : base.protocol();
    Metadata metadataInForce = metadata != null ? metadata : base.metadata();
    if (protocolInForce == null || metadataInForce == null) {
      throw new CorruptTableException(
          "Cannot make up version %d of %s: the log has no action '%s'"
              .formatted(version, table, protocolInForce == null ? "protocol" : "metaData"));
    }
    return new TableContent(
        protocolInForce,
        metadataInForce,
        base.files().after(touched),
        base.tombstones().after(touched),
        allTransactions,
        allDomains);
  }

  /** Later actions win. */
  private final class OnTop implements Action.Visitor<@Nullable Void> {
    @Override
    public @Nullable Void protocol(Protocol action) {
      protocol = action;
      return null;
    }

    @Override
    public @Nullable Void metadata(Metadata action) {
      metadata = action;
      return null;
    }

    @Override
    public @Nullable Void addFile(AddFile add) {
      touched.put(add);
      return null;
    }

    @Override
    public @Nullable Void removeFile(RemoveFile remove) {
      touched.put(remove);
      return null;
    }

    @Override
    public @Nullable Void addCdcFile(AddCdcFile cdc) {
      return null;
    }

    @Override
    public @Nullable Void setTransaction(SetTransaction transaction) {
      transactions.put(transaction.appId(), transaction);
      return null;
    }

    @Override
    public @Nullable Void domainMetadata(DomainMetadata domain) {
      domains.put(domain.domain(), domain);
      return null;
    }

    @Override
    public @Nullable Void commitInfo(CommitInfo info) {
      lastCommitInfo = info;
      return null;
    }

    @Override
    public @Nullable Void checkpointMetadata(CheckpointMetadata checkpoint) {
      return null;
    }

    @Override
    public @Nullable Void sidecar(Sidecar sidecar) {
      return null;
    }
  }
}
