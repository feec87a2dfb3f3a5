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
 * Gathers actions to batches of a checkpoint's file. A batch holds one kind of action, so that the
 * columns of all others are null as a whole.
 */
final class CheckpointBatches implements Action.Visitor<CheckpointBatches> {
  /** The most rows of a batch. */
  static final int BATCH_ROWS = 4_096;

  private final StructType schema;
  private final AddLayout adds;
  private final Consumer<ColumnBatch> sink;
  private @Nullable VectorBuilder rows;
  private int column = -1;

  /**
   * Batches of {@code schema}.
   *
   * @param adds how the column {@code add} is filled, if there is one
   */
  CheckpointBatches(StructType schema, AddLayout adds, Consumer<ColumnBatch> sink) {
    this.schema = schema;
    this.adds = adds;
    this.sink = sink;
  }

  /** Hands on what was gathered. */
  void flush() {
    if (rows == null) {
      return;
    }
    int size = rows.size();
    List<ColumnVector> columns = new ArrayList<>(schema.size());
    for (int i = 0; i < schema.size(); i++) {
      columns.add(i == column ? rows.build() : Vectors.nulls(schema.field(i).type(), size));
    }
    rows = null;
    sink.accept(new ColumnBatch(schema, size, columns));
  }

  private CheckpointBatches append(String name, @Nullable Object... fields) {
    return row(name, Arrays.asList(fields));
  }

  private CheckpointBatches row(String name, List<@Nullable Object> fields) {
    int ordinal =
        schema
            .ordinalOf(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "A file of %s has no place for %s".formatted(schema.names(), name)));
    if (rows != null && (ordinal != column || rows.size() == BATCH_ROWS)) {
      flush();
    }
    if (rows == null) {
      column = ordinal;
      rows = VectorBuilder.of(schema.field(ordinal).type(), 16);
    }
    rows.append(fields);
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
    return row(CheckpointSchema.ADD, adds.values(add));
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
        AddLayout.deletionVector(remove.deletionVector()),
        remove.baseRowId(),
        remove.defaultRowCommitVersion());
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
    return append(CheckpointSchema.CHECKPOINT_METADATA, checkpoint.version(), checkpoint.tags());
  }

  @Override
  public CheckpointBatches sidecar(Sidecar sidecar) {
    return append(
        CheckpointSchema.SIDECAR,
        sidecar.path(),
        sidecar.sizeInBytes(),
        sidecar.modificationTime(),
        sidecar.tags());
  }

  private static IllegalArgumentException misplaced(String action) {
    return new IllegalArgumentException(
        "A checkpoint holds a table's state, to which no %s belongs".formatted(action));
  }
}
