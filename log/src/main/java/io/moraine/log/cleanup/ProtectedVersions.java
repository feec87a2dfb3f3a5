package io.moraine.log.cleanup;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.log.action.Action;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import java.util.List;
import java.util.Optional;

/**
 * The versions that the feature {@code checkpointProtection} guards: their history goes in one go,
 * up to the version that the table names, or by a writer that knows each of their protocols.
 */
final class ProtectedVersions {
  private ProtectedVersions() {}

  /** Why the log may not begin at {@code earliest}; nothing if it may. */
  static Optional<String> refusal(TableLog log, ExpiredLog expired, long earliest) {
    Snapshot latest = log.latest();
    latest.requireWritable();
    String feature = TableFeature.CHECKPOINT_PROTECTION.protocolName();
    long first = latest.properties().requireCheckpointProtectionBeforeVersion().orElse(0);
    if (!latest.protocol().writerFeatures().contains(feature) || earliest >= first) {
      return Optional.empty();
    }
    try {
      requireKnownProtocols(log, expired, earliest);
      return Optional.empty();
    } catch (UnsupportedFeatureException e) {
      return Optional.of(
          "the table protects its history before version %d, and the newest expired checkpoint is of version %d: %s"
              .formatted(first, earliest, e.getMessage()));
    }
  }

  /**
   * Returns if all versions up to {@code last} that are there have protocols that are supported.
   */
  private static void requireKnownProtocols(TableLog log, ExpiredLog expired, long last) {
    List<CheckpointFiles> checkpoints = expired.checkpoints();
    for (CheckpointFiles checkpoint : checkpoints) {
      if (checkpoint.version() <= last) {
        log.ofCheckpoint(checkpoint).requireWritable();
      }
    }
    for (long version : expired.commits().headMap(last, true).keySet()) {
      for (Action action : log.commit(version)) {
        if (action instanceof Protocol) {
          // Its features may depend on the version's metadata, as a whole.
          log.at(version).requireWritable();
        }
      }
    }
  }
}
