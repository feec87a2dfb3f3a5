package io.moraine.log.txn;

import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import java.util.Objects;

/** What a table is at one version. */
public record TableState(long version, Protocol protocol, Metadata metadata) {
  public TableState {
    if (version < 0) {
      throw new IllegalArgumentException("A version is at least 0, got %d".formatted(version));
    }
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(metadata, "metadata");
  }
}
