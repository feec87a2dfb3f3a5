package io.moraine;

import io.moraine.log.action.CommitInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One version in a table's history.
 *
 * @param version the version
 * @param timestamp when it was committed; a later version has a later time
 * @param operation what was done: {@code WRITE}, {@code MERGE}, {@code OPTIMIZE}
 * @param parameters how, as the writer noted it
 * @param metrics what it came to: rows and files written and removed
 * @param readVersion the version that the writer had read
 * @param engine who wrote it
 * @param userMetadata what its user wrote beside it
 */
public record Commit(
    long version,
    Instant timestamp,
    String operation,
    Map<String, String> parameters,
    Map<String, String> metrics,
    OptionalLong readVersion,
    Optional<String> engine,
    Optional<String> userMetadata) {
  public Commit {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  static Commit of(long version, long timestampMillis, Optional<CommitInfo> info) {
    return new Commit(
        version,
        Instant.ofEpochMilli(timestampMillis),
        info.flatMap(CommitInfo::operation).orElse("UNKNOWN"),
        info.map(CommitInfo::operationParameters).orElse(Map.of()),
        info.map(CommitInfo::operationMetrics).orElse(Map.of()),
        info.map(CommitInfo::readVersion).orElse(OptionalLong.empty()),
        info.flatMap(CommitInfo::engineInfo),
        info.flatMap(CommitInfo::userMetadata));
  }
}
