package io.moraine.log.checksum;

import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.path.DataPaths;
import io.moraine.log.property.TableProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Derives a version's checksum from the one before and the version's commit, or from all of the
 * table's files. Used once.
 */
public final class ChecksumBuilder {
  /**
   * Up to how many files, applications and domains a checksum lists them: as many as Spark does.
   */
  public static final int MAX_FILES = 50;

  static final int MAX_TRANSACTIONS = 100;
  static final int MAX_DOMAINS = 10;
  private static final String DELETION_VECTORS = "deletionVectors";

  private final FileTotals files;
  private @Nullable Map<String, SetTransaction> transactions;
  private @Nullable Map<String, DomainMetadata> domains;
  private @Nullable Protocol protocol;
  private @Nullable Metadata metadata;
  private @Nullable CommitInfo info;

  private ChecksumBuilder(FileTotals files) {
    this.files = files;
  }

  /** Of a table that has nothing yet; its paths are those of {@code paths}. */
  public static ChecksumBuilder empty(DataPaths paths) {
    ChecksumBuilder builder = new ChecksumBuilder(FileTotals.empty(paths));
    builder.transactions = new LinkedHashMap<>();
    builder.domains = new LinkedHashMap<>();
    return builder;
  }

  /** Of the version that {@code checksum} is of. */
  public static ChecksumBuilder of(VersionChecksum checksum, DataPaths paths) {
    ChecksumBuilder builder = new ChecksumBuilder(FileTotals.of(checksum, paths));
    builder.protocol = checksum.protocol();
    builder.metadata = checksum.metadata();
    if (checksum.setTransactions() != null) {
      builder.transactions = new LinkedHashMap<>();
      checksum.setTransactions().forEach(builder::put);
    }
    if (checksum.domainMetadata() != null) {
      builder.domains = new LinkedHashMap<>();
      checksum.domainMetadata().forEach(builder::put);
    }
    return builder;
  }

  /** Adds what is in force of a state: a file, the protocol, an application's progress. */
  public ChecksumBuilder state(Action action) {
    if (action instanceof AddFile add) {
      files.add(add);
    } else {
      apply(action);
    }
    return this;
  }

  /** Adds a file of a state of which no more is told; then the files are not listed. */
  public ChecksumBuilder file(
      String path, long sizeBytes, @Nullable DeletionVectorDescriptor vector) {
    files.addUnlisted(AddFile.of(path, Map.of(), sizeBytes, 0).withDeletionVector(vector));
    return this;
  }

  /** Puts the next version's commit on top. */
  public ChecksumBuilder commit(List<Action> actions) {
    info = null;
    List<AddFile> adds = new ArrayList<>();
    List<RemoveFile> removes = new ArrayList<>();
    for (Action action : actions) {
      if (action instanceof AddFile add) {
        adds.add(add);
      } else if (action instanceof RemoveFile remove) {
        removes.add(remove);
      } else {
        apply(action);
      }
    }
    files.commit(adds, removes);
    return this;
  }

  /**
   * The checksum; nothing if it does not follow from what was given: a file was removed whose size
   * is not told, or files were added that may have been there before.
   */
  public Optional<VersionChecksum> build() {
    Protocol knownProtocol = protocol;
    Metadata knownMetadata = metadata;
    if (knownProtocol == null || knownMetadata == null || !files.isKnown()) {
      return Optional.empty();
    }
    TableProperties properties = new TableProperties(knownMetadata.configuration());
    Optional<CommitInfo> said = Optional.ofNullable(info);
    boolean withDeletions = knownProtocol.readerFeatures().contains(DELETION_VECTORS);
    return Optional.of(
        new VersionChecksum(
            said.flatMap(CommitInfo::txnId).orElse(null),
            files.sizeBytes(),
            files.count(),
            withDeletions ? files.deletedRecords() : null,
            withDeletions ? files.deletionVectors() : null,
            properties.enableInCommitTimestamps() ? inCommitTimestamp(said) : null,
            // Which of them are expired depends on when they are looked at.
            properties.setTransactionRetention().isPresent()
                ? null
                : upTo(MAX_TRANSACTIONS, transactions),
            upTo(MAX_DOMAINS, domains),
            knownMetadata,
            knownProtocol,
            files.histogram(),
            withDeletions ? files.deletedCounts() : null,
            files.list(MAX_FILES)));
  }

  private static @Nullable Long inCommitTimestamp(Optional<CommitInfo> info) {
    return info.isPresent() && info.get().inCommitTimestamp().isPresent()
        ? (Long) info.get().inCommitTimestamp().getAsLong()
        : null;
  }

  private static <T> @Nullable List<T> upTo(int limit, @Nullable Map<String, T> map) {
    return map == null || map.size() > limit ? null : List.copyOf(map.values());
  }

  private void apply(Action action) {
    if (action instanceof Protocol newProtocol) {
      protocol = newProtocol;
    } else if (action instanceof Metadata newMetadata) {
      metadata = newMetadata;
    } else if (action instanceof CommitInfo newInfo) {
      info = newInfo;
    } else if (action instanceof SetTransaction transaction) {
      put(transaction);
    } else if (action instanceof DomainMetadata domain) {
      put(domain);
    }
  }

  private void put(SetTransaction transaction) {
    if (transactions != null) {
      transactions.put(transaction.appId(), transaction);
    }
  }

  private void put(DomainMetadata domain) {
    if (domains == null) {
      return;
    } else if (domain.removed()) {
      domains.remove(domain.domain());
    } else {
      domains.put(domain.domain(), domain);
    }
  }
}
