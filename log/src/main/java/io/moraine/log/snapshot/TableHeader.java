package io.moraine.log.snapshot;

import io.moraine.core.type.StructType;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.checksum.ChecksumFile;
import io.moraine.log.checksum.VersionChecksum;
import io.moraine.log.feature.FeatureGate;
import io.moraine.log.segment.LogListing;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a table is at one version, without its files.
 *
 * @param numFiles how many files it has
 * @param sizeBytes the sum of their sizes
 */
public record TableHeader(
    long version,
    Protocol protocol,
    Metadata metadata,
    StructType schema,
    long numFiles,
    long sizeBytes) {

  /** The header of {@code snapshot}. */
  static TableHeader of(Snapshot snapshot) {
    return new TableHeader(
        snapshot.version(),
        snapshot.protocol(),
        snapshot.metadata(),
        snapshot.schema(),
        snapshot.files().size(),
        snapshot.files().sizeBytes());
  }

  /**
   * The header of the newest listed version by its checksum; nothing if that has none which is of
   * that version's commit beyond doubt.
   */
  static Optional<TableHeader> latest(TableLog log, LogListing listing) {
    OptionalLong latest = listing.latestVersion();
    if (latest.isEmpty()
        || !listing.hasChecksum(latest.getAsLong())
        || !listing.commits().containsKey(latest.getAsLong())) {
      return Optional.empty();
    }
    long version = latest.getAsLong();
    Optional<VersionChecksum> checksum = ChecksumFile.read(log.store(), version);
    Optional<String> txnId = checksum.map(VersionChecksum::txnId);
    if (txnId.isEmpty()
        || !Commits.info(log.store(), version).flatMap(CommitInfo::txnId).equals(txnId)) {
      return Optional.empty();
    }
    Protocol protocol = checksum.get().protocol();
    Metadata metadata = checksum.get().metadata();
    if (protocol == null || metadata == null) {
      return Optional.empty();
    }
    FeatureGate.requireReadable(protocol, metadata, log.store().root().toString(), log.access());
    return Optional.of(
        new TableHeader(
            version,
            protocol,
            metadata,
            metadata.parseSchema(),
            checksum.get().numFiles(),
            checksum.get().tableSizeBytes()));
  }
}
