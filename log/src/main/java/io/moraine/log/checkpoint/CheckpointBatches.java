package io.moraine.log.checkpoint;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CheckpointMetadata;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.action.Sidecar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers actions to batches of a classic checkpoint. A batch holds one kind of action, so that the
 * columns of all others are null as a whole.
 */
final class CheckpointBatches implements Action.Visitor<CheckpointBatches> {
  private static final int BATCH_ROWS = 4_096;
  private static final StructType SCHEMA = CheckpointSchema.CLASSIC;

  private final Consumer<ColumnBatch> sink;
  private @Nullable VectorBuilder rows;
  private int column = -1;

  CheckpointBatches(Consumer<ColumnBatch> sink) {
    this.sink = sink;
  }

  /** Hands on what was gathered. */
  void flush() {
    if (rows == null) {
      return;
    }
    int size = rows.size();
    List<ColumnVector> columns = new ArrayList<>(SCHEMA.size());
    for (int i = 0; i < SCHEMA.size(); i++) {
      columns.add(i == column ? rows.build() : Vectors.nulls(SCHEMA.field(i).type(), size));
    }
    rows = null;
    sink.accept(new ColumnBatch(SCHEMA, size, columns));
  }

  private CheckpointBatches append(int ordinal, @Nullable Object... fields) {
    if (rows != null && (ordinal != column || rows.size() == BATCH_ROWS)) {
      flush();
    }
    if (rows == null) {
      column = ordinal;
      rows = VectorBuilder.of(SCHEMA.field(ordinal).type(), 16);
    }
    rows.append(Arrays.asList(fields));
    return this;
  }

  @Override
  public CheckpointBatches setTransaction(SetTransaction transaction) {
    return append(
        CheckpointSchema.TXN,
        transaction.appId(),
        transaction.version(),
        transaction.lastUpdated());
  }

  @Override
  public CheckpointBatches addFile(AddFile add) {
    return append(
        CheckpointSchema.ADD,
        add.path(),
        add.partitionValues(),
        add.size(),
        add.modificationTime(),
        // A state changes nothing.
        false,
        add.tags(),
        deletionVector(add.deletionVector()),
        add.baseRowId(),
        add.defaultRowCommitVersion(),
        add.clusteringProvider(),
        add.stats());
  }

  @Override
  public CheckpointBatches removeFile(RemoveFile remove) {
    return append(
        CheckpointSchema.REMOVE,
        remove.path(),
        remove.deletionTimestamp(),
        false,
        remove.extendedFileMetadata(),
        remove.partitionValues(),
        remove.size(),
        deletionVector(remove.deletionVector()),
        remove.baseRowId(),
        remove.defaultRowCommitVersion());
  }

  private static @Nullable List<@Nullable Object> deletionVector(
      @Nullable DeletionVectorDescriptor vector) {
    return vector == null
        ? null
        : Arrays.asList(
            vector.storageType(),
            vector.pathOrInlineDv(),
            vector.offset(),
            vector.sizeInBytes(),
            vector.cardinality(),
            null);
  }

  @Override
  public CheckpointBatches metadata(Metadata metadata) {
    return append(
        CheckpointSchema.METADATA,
        metadata.id(),
        metadata.name(),
        metadata.description(),
        List.of(metadata.format().provider(), metadata.format().options()),
        metadata.schemaString(),
        metadata.partitionColumns(),
        metadata.configuration(),
        metadata.createdTime());
  }

  @Override
  public CheckpointBatches protocol(Protocol protocol) {
    return append(
        CheckpointSchema.PROTOCOL,
        protocol.minReaderVersion(),
        protocol.minWriterVersion(),
        protocol.namesReaderFeatures() ? List.copyOf(protocol.readerFeatures()) : null,
        protocol.namesWriterFeatures() ? List.copyOf(protocol.writerFeatures()) : null);
  }

  @Override
  public CheckpointBatches domainMetadata(DomainMetadata domain) {
    return append(
        CheckpointSchema.DOMAIN_METADATA,
        domain.domain(),
        domain.configuration(),
        domain.removed());
  }

  @Override
  public CheckpointBatches addCdcFile(AddCdcFile cdc) {
    throw misplaced("cdc");
  }

  @Override
  public CheckpointBatches commitInfo(CommitInfo info) {
    throw misplaced("commitInfo");
  }

  @Override
  public CheckpointBatches checkpointMetadata(CheckpointMetadata checkpoint) {
    throw misplaced("checkpointMetadata");
  }

  @Override
  public CheckpointBatches sidecar(Sidecar sidecar) {
    throw misplaced("sidecar");
  }

  private static IllegalArgumentException misplaced(String action) {
    return new IllegalArgumentException(
        "A classic checkpoint holds a table's state, to which no %s belongs".formatted(action));
  }
}
