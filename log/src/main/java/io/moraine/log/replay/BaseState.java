package io.moraine.log.replay;

import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.state.LiveFiles;
import io.moraine.log.state.Tombstones;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A state that commits can be put on: a checkpoint's, an older version's, or that before the first
 * commit. Immutable.
 *
 * @param protocol null where there is none, as in {@code metadata}
 */
public record BaseState(
    @Nullable Protocol protocol,
    @Nullable Metadata metadata,
    LiveFiles files,
    Tombstones tombstones,
    Map<String, SetTransaction> setTransactions,
    Map<String, DomainMetadata> domainMetadata) {
  public BaseState {
    setTransactions = new LinkedHashMap<>(setTransactions);
    domainMetadata = new LinkedHashMap<>(domainMetadata);
  }
}
