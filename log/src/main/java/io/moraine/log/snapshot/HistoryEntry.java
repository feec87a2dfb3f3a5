package io.moraine.log.snapshot;

import io.moraine.log.action.CommitInfo;
import java.util.Optional;

/**
 * One version in a table's history.
 *
 * @param timestampMillis when it was committed, in milliseconds since 1970-01-01T00:00Z; later
 *     versions have later times
 * @param info what its commit says of itself
 */
public record HistoryEntry(long version, long timestampMillis, Optional<CommitInfo> info) {}
