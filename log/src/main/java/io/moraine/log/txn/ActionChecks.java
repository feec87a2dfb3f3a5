package io.moraine.log.txn;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CheckpointMetadata;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.FileAction;
import io.moraine.log.action.FileKey;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.action.Sidecar;
import io.moraine.log.feature.SupportedFeatures;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.path.DataPaths;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import io.moraine.log.stats.PhysicalNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses actions that no commit of the table may hold, or not together. */
final class ActionChecks implements Action.Visitor<Boolean> {
  private static final String REFUSED_IN_NAMES = " ,;{}()=";
  private static final String APPEND_ONLY = "delta.appendOnly";

  private final String table;
  private final DataPaths paths;
  private final boolean appendOnly;
  private final boolean keepsDomains;
  private final boolean tracksRows;
  private final ColumnMappingMode mapping;
  private final Map<String, StructField> partitionFields = new HashMap<>();
  private final Set<String> singles = new HashSet<>();
  private final Set<String> added = new HashSet<>();
  private final Set<FileKey> removed = new HashSet<>();
  private final Set<FileKey> addedKeys = new HashSet<>();
  private @Nullable FileAction firstFile;

  private ActionChecks(String table, DataPaths paths, Protocol protocol, Metadata metadata) {
    this.table = table;
    this.keepsDomains = SupportedFeatures.has(protocol, TableFeature.DOMAIN_METADATA);
    this.tracksRows = SupportedFeatures.has(protocol, TableFeature.ROW_TRACKING);
    this.paths = paths;
    TableProperties properties = new TableProperties(metadata.configuration());
    this.appendOnly = properties.appendOnly();
    this.mapping = properties.columnMappingMode();
    StructType schema = metadata.parseSchema();
    for (String column : metadata.partitionColumns()) {
      StructField field = schema.field(column);
      if (field.type().isNested()
          || field.type() == DataType.Primitive.VARIANT
          || field.type() == DataType.Primitive.VOID) {
        throw refusal(
            "it cannot be partitioned by column '%s', which is %s"
                .formatted(column, field.type().sql()));
      }
      partitionFields.put(PhysicalNames.of(field, mapping), field);
    }
    if (schema.size() > 0 && partitionFields.size() == schema.size()) {
      throw refusal(
          "its columns are all partition columns, so that its data files would have none");
    }
  }

  /**
   * Returns if {@code actions} may be committed together.
   *
   * @param protocol the table's, once they are
   * @param metadata the table's, once they are
   * @throws InvalidInputException if not
   */
  static void check(
      String table,
      DataPaths paths,
      Protocol protocol,
      Metadata metadata,
      List<? extends Action> actions) {
    ActionChecks checks = new ActionChecks(table, paths, protocol, metadata);
    actions.forEach(action -> action.accept(checks));
    for (FileKey key : checks.addedKeys) {
      if (checks.removed.contains(key)) {
        throw checks.refusal("file %s is both added and removed".formatted(key.path()));
      }
    }
  }

  private InvalidInputException refusal(String problem) {
    return new InvalidInputException("Cannot commit to %s: %s".formatted(table, problem));
  }

  private boolean single(String what) {
    if (!singles.add(what)) {
      throw refusal("the commit has %s twice".formatted(what));
    }
    return true;
  }

  @Override
  public Boolean protocol(Protocol protocol) {
    return single("a protocol");
  }

  @Override
  public Boolean metadata(Metadata metadata) {
    if (mapping == ColumnMappingMode.NONE) {
      requireNames(metadata.parseSchema(), "");
    }
    return single("metadata");
  }

  /** Without column mapping a column's name is also its name in data files, where few are safe. */
  private void requireNames(StructType schema, String parent) {
    for (StructField field : schema.fields()) {
      String name = field.name();
      boolean refused =
          name.isEmpty() || name.chars().anyMatch(c -> c < ' ' || REFUSED_IN_NAMES.indexOf(c) >= 0);
      if (refused) {
        throw refusal(
            "column '%s%s' has a name that may not have any of the characters '%s' or control characters, nor be empty"
                .formatted(parent, name, REFUSED_IN_NAMES));
      }
      if (field.type() instanceof StructType nested) {
        requireNames(nested, parent + name + ".");
      }
    }
  }

  @Override
  public Boolean setTransaction(SetTransaction transaction) {
    return single("progress of application '%s'".formatted(transaction.appId()));
  }

  @Override
  public Boolean domainMetadata(DomainMetadata domain) {
    if (!keepsDomains) {
      throw refusal(
          "metadata domain '%s' needs table feature %s, which the table does not have"
              .formatted(domain.domain(), TableFeature.DOMAIN_METADATA.protocolName()));
    }
    boolean leaves = domain.removed() && !tracksRows;
    if (domain.domain().equals(RowIdHighWaterMark.DOMAIN) && !leaves) {
      throw refusal(
          "the transaction writes metadata domain '%s' itself".formatted(domain.domain()));
    }
    return single("metadata domain '%s'".formatted(domain.domain()));
  }

  @Override
  public Boolean addFile(AddFile add) {
    if (add.size() <= 0) {
      throw refusal("file %s is said to have %d bytes".formatted(add.path(), add.size()));
    }
    if (add.deletionVector() != null && (add.stats() == null || !hasRecordCount(add.stats()))) {
      throw refusal(
          "file %s has a deletion vector but no numRecords in its statistics"
              .formatted(add.path()));
    }
    String identity = paths.resolve(add.path()).identity();
    if (!added.add(identity)) {
      throw refusal("file %s is added twice".formatted(add.path()));
    }
    addedKeys.add(new FileKey(identity, add.deletionVectorId()));
    checkPartition(add);
    return consistent(add);
  }

  private static boolean hasRecordCount(String stats) {
    return stats.contains("\"numRecords\"");
  }

  private void checkPartition(AddFile add) {
    if (!add.partitionValues().keySet().equals(partitionFields.keySet())) {
      throw refusal(
          "file %s has values for the partition columns %s, the table is partitioned by %s"
              .formatted(add.path(), add.partitionValues().keySet(), partitionFields.keySet()));
    }
    partitionFields.forEach(
        (name, field) -> {
          String value = add.partitionValues().get(name);
          if (!field.nullable() && (value == null || value.isEmpty())) {
            throw refusal(
                "file %s has NULL in partition column '%s', which is NOT NULL"
                    .formatted(add.path(), field.name()));
          }
        });
  }

  @Override
  public Boolean removeFile(RemoveFile remove) {
    if (appendOnly && remove.dataChange()) {
      throw refusal(
          "table property %s is true, so that rows may not be removed, but file %s is"
              .formatted(APPEND_ONLY, remove.path()));
    }
    FileKey key = new FileKey(paths.resolve(remove.path()).identity(), remove.deletionVectorId());
    if (!removed.add(key)) {
      throw refusal("file %s is removed twice".formatted(remove.path()));
    }
    return consistent(remove);
  }

  @Override
  public Boolean addCdcFile(AddCdcFile cdc) {
    if (cdc.dataChange()) {
      throw refusal("change file %s may not say that it changes data".formatted(cdc.path()));
    }
    return true;
  }

  /** A reader of changes takes a commit's files as all new rows or none. */
  private boolean consistent(FileAction file) {
    if (firstFile == null) {
      firstFile = file;
    } else if (firstFile.dataChange() != file.dataChange()) {
      throw refusal(
          "file %s has dataChange=%s, but file %s has %s; one commit's files must agree"
              .formatted(firstFile.path(), firstFile.dataChange(), file.path(), file.dataChange()));
    }
    return true;
  }

  @Override
  public Boolean commitInfo(CommitInfo info) {
    throw refusal("the transaction writes commitInfo itself");
  }

  @Override
  public Boolean checkpointMetadata(CheckpointMetadata checkpoint) {
    throw refusal("checkpointMetadata belongs in checkpoints alone");
  }

  @Override
  public Boolean sidecar(Sidecar sidecar) {
    throw refusal("sidecar belongs in checkpoints alone");
  }
}
