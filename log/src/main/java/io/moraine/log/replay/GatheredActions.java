package io.moraine.log.replay;

import io.moraine.core.env.Parallel;
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
import io.moraine.log.path.DataPaths;
import io.moraine.log.state.BlockFiles;
import io.moraine.log.state.ColumnBlock;
import io.moraine.log.state.FileKeys;
import io.moraine.log.state.Tombstones;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers actions, of which later ones win, and each file once. */
final class GatheredActions implements Action.Visitor<@Nullable Void>, Consumer<Action> {
  private final FileKeys files;
  private final Map<String, SetTransaction> transactions = new LinkedHashMap<>();
  private final Map<String, DomainMetadata> domains = new LinkedHashMap<>();
  private final List<Sidecar> sidecars = new ArrayList<>();
  private @Nullable Protocol protocol;
  private @Nullable Metadata metadata;
  private @Nullable CommitInfo lastCommitInfo;

  GatheredActions(DataPaths paths) {
    this.files = new FileKeys(paths);
  }

  @Override
  public void accept(Action action) {
    action.accept(this);
  }

  /** The files and tombstones, by their keys. */
  FileKeys files() {
    return files;
  }

  /** The last protocol, if there was one. */
  @Nullable Protocol protocol() {
    return protocol;
  }

  /** The last metadata, if there were any. */
  @Nullable Metadata metadata() {
    return metadata;
  }

  /** What applications said last of their progress. */
  Map<String, SetTransaction> transactions() {
    return transactions;
  }

  /** The domains' last metadata, removals among them. */
  Map<String, DomainMetadata> domains() {
    return domains;
  }

  /** What a commit said of itself since {@link #beginCommit}. */
  Optional<CommitInfo> lastCommitInfo() {
    return Optional.ofNullable(lastCommitInfo);
  }

  /** Another commit's actions follow. */
  void beginCommit() {
    lastCommitInfo = null;
  }

  /** The sidecars that were named. */
  List<Sidecar> sidecars() {
    return sidecars;
  }

  /**
   * The state of what was gathered.
   *
   * @param blocks files that are not among the actions
   * @param tombstones tombstones that are not
   */
  BaseState build(Parallel parallel, List<ColumnBlock> blocks, Tombstones.Source tombstones) {
    return new BaseState(
        protocol,
        metadata,
        BlockFiles.of(parallel, blocks).after(files),
        Tombstones.of(tombstones).after(files),
        transactions,
        domains);
  }

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
    files.put(add);
    return null;
  }

  @Override
  public @Nullable Void removeFile(RemoveFile remove) {
    files.put(remove);
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
    sidecars.add(sidecar);
    return null;
  }
}
