package io.moraine.engine.ddl;

import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.StructType;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.sql.syntax.AlterAction;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.checkpoint.CheckpointWriter;
import io.moraine.log.feature.ProtocolDowngrade;
import io.moraine.log.feature.ProtocolUpgrade;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.txn.CommitResult;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a feature out of a table's protocol.
 *
 * <p>Properties that switch it on go by themselves, and files with traces of it are written anew.
 * Where versions before need the feature, they are protected: they are cleaned up together or not
 * at all, and a checkpoint right after stands for them.
 */
final class FeatureRemoval {
  private static final String ROW_IDS = "delta.rowTracking";
  private static final String PROTECTED = "delta.requireCheckpointProtectionBeforeVersion";

  /** The properties that a feature leaves with. */
  private static final Map<TableFeature, List<String>> PROPERTIES =
      Map.of(
          TableFeature.DELETION_VECTORS, List.of("delta.enableDeletionVectors"),
          TableFeature.V2_CHECKPOINT, List.of("delta.checkpointPolicy"),
          TableFeature.CHANGE_DATA_FEED, List.of("delta.enableChangeDataFeed"),
          TableFeature.TYPE_WIDENING, List.of("delta.enableTypeWidening"),
          TableFeature.TYPE_WIDENING_PREVIEW, List.of("delta.enableTypeWidening"),
          TableFeature.VARIANT_SHREDDING, List.of("delta.enableVariantShredding"),
          TableFeature.IN_COMMIT_TIMESTAMP,
              List.of(
                  "delta.enableInCommitTimestamps",
                  "delta.inCommitTimestampEnablementVersion",
                  "delta.inCommitTimestampEnablementTimestamp"),
          TableFeature.ROW_TRACKING,
              List.of(
                  "delta.enableRowTracking",
                  "delta.rowTrackingSuspended",
                  "delta.rowTracking.materializedRowIdColumnName",
                  "delta.rowTracking.materializedRowCommitVersionColumnName"),
          TableFeature.CHECKPOINT_PROTECTION, List.of(PROTECTED));

  private final Environment environment;
  private final DeltaTable table;

  FeatureRemoval(Environment environment, DeltaTable table) {
    this.environment = environment;
    this.table = table;
  }

  void run(AlterAction.DropFeature action) {
    TableFeature feature =
        TableFeature.named(action.feature())
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "No table feature '%s' is known".formatted(action.feature())));
    Snapshot snapshot = purged(table.snapshot(), feature);
    requireNoTraces(snapshot, feature);
    Metadata metadata = without(snapshot.metadata(), feature);
    Protocol protocol = ProtocolDowngrade.without(snapshot.protocol(), metadata, feature);
    boolean inHistory =
        ProtocolDowngrade.history(feature) == ProtocolDowngrade.History.NEEDS_FEATURE;
    if (inHistory && action.truncateHistory()) {
      throw new InvalidInputException(
          "Cannot drop feature '%s' of %s with TRUNCATE HISTORY: versions before need it. Without these words they stay, under protection"
              .formatted(feature.protocolName(), table.name()));
    }
    if (inHistory) {
      protocol = ProtocolUpgrade.with(protocol, Set.of(TableFeature.CHECKPOINT_PROTECTION));
      Map<String, @Nullable String> properties = new LinkedHashMap<>(metadata.configuration());
      properties.put(PROTECTED, Long.toString(snapshot.version() + 1));
      metadata = metadata.withConfiguration(properties);
    }
    commit(snapshot, feature, metadata, protocol, inHistory);
  }

  /** The table without what the feature left in its files. */
  private Snapshot purged(Snapshot snapshot, TableFeature feature) {
    if (feature == TableFeature.COLUMN_MAPPING
        && snapshot.domainMetadata().containsKey(Clustering.DOMAIN)) {
      throw traces(
          feature,
          "it is clustered by columns of other names: ALTER TABLE … DROP FEATURE clustering goes"
              + " before");
    }
    FileRewrite rewrite = new FileRewrite(environment, table.handle());
    Metadata after = without(snapshot.metadata(), feature);
    return switch (feature) {
      case DELETION_VECTORS -> rewrite.run(snapshot, file -> file.deletionVector() != null, after);
      case COLUMN_MAPPING ->
          snapshot.columnMappingMode() == ColumnMappingMode.NONE
              ? snapshot
              : rewrite.run(snapshot, file -> true, after);
      case TYPE_WIDENING, TYPE_WIDENING_PREVIEW ->
          TypeWidening.isRecorded(snapshot.schema())
              ? rewrite.run(
                  snapshot,
                  file -> true,
                  after.withSchema(TypeWidening.unrecorded(after.parseSchema())))
              : snapshot;
      default -> snapshot;
    };
  }

  private void commit(
      Snapshot snapshot,
      TableFeature feature,
      Metadata metadata,
      Protocol protocol,
      boolean inHistory) {
    Transaction transaction =
        Transaction.begin(
            table.handle().transactions(environment),
            snapshot,
            Operation.of("DROP FEATURE", Map.of("featureName", feature.protocolName())));
    transaction.readWholeTable().add(protocol);
    if (!metadata.equals(snapshot.metadata())) {
      transaction.add(metadata);
    }
    if (feature == TableFeature.CLUSTERING) {
      remove(transaction, snapshot.domainMetadata().get(Clustering.DOMAIN));
    } else if (feature == TableFeature.ROW_TRACKING) {
      remove(transaction, snapshot.domainMetadata().get(ROW_IDS));
    }
    CommitResult result = transaction.commit();
    if (inHistory) {
      new CheckpointWriter(table.handle().store(), environment)
          .write(table.handle().log().at(result.version()));
    }
  }

  private static void remove(Transaction transaction, @Nullable DomainMetadata domain) {
    if (domain != null) {
      transaction.add(new DomainMetadata(domain.domain(), domain.configuration(), true));
    }
  }

  private void requireNoTraces(Snapshot snapshot, TableFeature feature) {
    switch (feature) {
      case DELETION_VECTORS -> {
        for (AddFile file : snapshot.files()) {
          if (file.deletionVector() != null) {
            throw traces(feature, "files such as %s have deletion vectors".formatted(file.path()));
          }
        }
      }
      case COLUMN_MAPPING -> {
        if (snapshot.columnMappingMode() != ColumnMappingMode.NONE) {
          throw traces(feature, "its data files know columns by other names");
        }
      }
      case TYPE_WIDENING, TYPE_WIDENING_PREVIEW -> {
        if (TypeWidening.isRecorded(snapshot.schema())) {
          throw traces(feature, "the types of columns were widened");
        }
      }
      case DOMAIN_METADATA -> {
        if (!snapshot.domainMetadata().isEmpty()) {
          throw traces(feature, "it has metadata domains: " + snapshot.domainMetadata().keySet());
        }
      }
      default -> {}
    }
  }

  private InvalidInputException traces(TableFeature feature, String what) {
    return new InvalidInputException(
        "Cannot drop feature '%s' of %s: %s".formatted(feature.protocolName(), table.name(), what));
  }

  private static Metadata without(Metadata metadata, TableFeature feature) {
    Map<String, @Nullable String> properties = new LinkedHashMap<>(metadata.configuration());
    PROPERTIES.getOrDefault(feature, List.of()).forEach(properties::remove);
    Metadata changed = metadata.withConfiguration(properties);
    if (feature != TableFeature.COLUMN_MAPPING) {
      return changed;
    }
    properties.remove("delta.columnMapping.mode");
    properties.remove(MappedSchema.MAX_COLUMN_ID);
    StructType plain = MappedSchema.plain(metadata.parseSchema());
    return metadata.withSchema(plain).withConfiguration(properties);
  }
}
