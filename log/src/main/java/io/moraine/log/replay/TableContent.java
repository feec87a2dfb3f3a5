package io.moraine.log.replay;

import io.moraine.log.action.Action;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All actions in force at one version. Immutable.
 *
 * @param tombstones files that left the table, also those whose retention is over
 * @param setTransactions by application id
 * @param domainMetadata by domain; removed domains are not here
 */
public record TableContent(
    Protocol protocol,
    Metadata metadata,
    LiveFiles files,
    List<RemoveFile> tombstones,
    Map<String, SetTransaction> setTransactions,
    Map<String, DomainMetadata> domainMetadata)
    implements ActionSource {
  public TableContent {
    tombstones = List.copyOf(tombstones);
    setTransactions = Collections.unmodifiableMap(new LinkedHashMap<>(setTransactions));
    domainMetadata = Collections.unmodifiableMap(new LinkedHashMap<>(domainMetadata));
  }

  @Override
  public void read(Consumer<Action> sink) {
    sink.accept(protocol);
    sink.accept(metadata);
    setTransactions.values().forEach(sink);
    domainMetadata.values().forEach(sink);
    files.forEach(sink);
    tombstones.forEach(sink);
  }
}
