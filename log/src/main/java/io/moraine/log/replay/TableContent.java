package io.moraine.log.replay;

import io.moraine.log.action.Action;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.state.LiveFiles;
import io.moraine.log.state.Tombstones;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All actions in force at one version. Immutable.
 *
 * @param removed files that left the table, also those whose retention is over
 * @param setTransactions by application id
 * @param domainMetadata by domain; removed domains are not here
 */
public record TableContent(
    Protocol protocol,
    Metadata metadata,
    LiveFiles files,
    Tombstones removed,
    Map<String, SetTransaction> setTransactions,
    Map<String, DomainMetadata> domainMetadata)
    implements ActionSource {
  public TableContent {
    setTransactions = Collections.unmodifiableMap(new LinkedHashMap<>(setTransactions));
    domainMetadata = Collections.unmodifiableMap(new LinkedHashMap<>(domainMetadata));
  }

  /**
   * The files that left the table, as the actions that removed them; may be read from the log.
   *
   * @throws io.moraine.core.error.MoraineException if the checkpoint that holds some is gone since
   */
  public List<RemoveFile> tombstones() {
    return removed.load();
  }

  /** This state, to be gone on from. */
  BaseState base() {
    return new BaseState(protocol, metadata, files, removed, setTransactions, domainMetadata);
  }

  @Override
  public void read(Consumer<Action> sink) {
    sink.accept(protocol);
    sink.accept(metadata);
    setTransactions.values().forEach(sink);
    domainMetadata.values().forEach(sink);
    files.forEach(sink);
    tombstones().forEach(sink);
  }
}
