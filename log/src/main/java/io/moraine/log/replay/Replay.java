package io.moraine.log.replay;

import io.moraine.core.env.Parallel;
import io.moraine.core.error.CorruptTableException;
import io.moraine.log.action.Action;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.json.CommitLines;
import io.moraine.log.json.LoggedFile;
import io.moraine.log.path.DataPaths;
import io.moraine.log.state.Tombstones;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final GatheredActions touched;

  /** Nothing yet, in a table whose paths {@code paths} understands. */
  public Replay(DataPaths paths) {
    this.paths = paths;
    this.touched = new GatheredActions(paths);
  }

  /** Puts the actions of the next commit on top. */
  public void commit(Iterable<Action> actions) {
    commit(CommitLines.of(actions));
  }

  /** Puts what the next commit did on top. */
  public void commit(CommitLines commit) {
    touched.beginCommit();
    commit.others().forEach(touched);
    for (LoggedFile file : commit.files()) {
      touched.files().put(file);
    }
  }

  /** What the last commit says of itself. */
  public Optional<CommitInfo> lastCommitInfo() {
    return touched.lastCommitInfo();
  }

  /** As the other, from what {@code base} holds. */
  public TableContent over(ActionSource base, long version, String table) {
    if (base instanceof TableContent content) {
      return over(content.base(), version, table);
    }
    GatheredActions gathered = new GatheredActions(paths);
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
    allTransactions.putAll(touched.transactions());
    Map<String, DomainMetadata> allDomains = new LinkedHashMap<>(base.domainMetadata());
    allDomains.putAll(touched.domains());
    allDomains.values().removeIf(DomainMetadata::removed);
    Protocol protocol = touched.protocol() != null ? touched.protocol() : base.protocol();
    Metadata metadata = touched.metadata() != null ? touched.metadata() : base.metadata();
    if (protocol == null || metadata == null) {
      throw new CorruptTableException(
          "Cannot make up version %d of %s: the log has no action '%s'"
              .formatted(version, table, protocol == null ? "protocol" : "metaData"));
    }
    return new TableContent(
        protocol,
        metadata,
        base.files().after(touched.files()),
        base.tombstones().after(touched.files()),
        allTransactions,
        allDomains);
  }
}
