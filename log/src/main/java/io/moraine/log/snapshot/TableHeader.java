package io.moraine.log.snapshot;

import io.moraine.core.store.ObjectStatus;
import io.moraine.core.type.StructType;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.checksum.ChecksumFile;
import io.moraine.log.checksum.VersionChecksum;
import io.moraine.log.feature.FeatureGate;
import io.moraine.log.segment.LogFile;
import io.moraine.log.segment.LogListing;
import java.util.Optional;

/**
 * What a table is at one version, without its files.
 *
 * @param numFiles how many files it has
 * @param sizeBytes the sum of their sizes
 * @param commitFile the file of the version's commit; nothing if only a checkpoint is left of it
 */
public record TableHeader(
    long version,
    Protocol protocol,
    Metadata metadata,
    StructType schema,
    long numFiles,
    long sizeBytes,
    Optional<ObjectStatus> commitFile) {

  /** The header of {@code snapshot}. */
  static TableHeader of(Snapshot snapshot) {
    return new TableHeader(
        snapshot.version(),
        snapshot.protocol(),
        snapshot.metadata(),
        snapshot.schema(),
        snapshot.files().size(),
        snapshot.files().sizeBytes(),
        snapshot.commitFile());
  }

  /**
   * The header of {@code version}, which is listed, by its checksum; nothing if it has none which
   * is of that version's commit beyond doubt.
   */
  static Optional<TableHeader> byChecksum(TableLog log, LogListing listing, long version) {
    LogFile commit = listing.commits().get(version);
    if (commit == null || !listing.hasChecksum(version)) {
      return Optional.empty();
    }
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
            checksum.get().tableSizeBytes(),
            Optional.of(commit.status())));
  }
}
