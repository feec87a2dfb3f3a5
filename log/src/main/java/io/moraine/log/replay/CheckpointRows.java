package io.moraine.log.replay;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.action.Sidecar;
import io.moraine.log.stats.StatisticsText;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes actions of a checkpoint's rows, as {@link CheckpointSchema} has them. */
final class CheckpointRows {
  private final Fields add;
  private final Fields remove;
  private final Fields protocol;
  private final Fields metadata;
  private final Fields transaction;
  private final Fields domain;
  private final Fields sidecar;
  private final int rowCount;
  private final @Nullable StructType parsedStatistics;

  CheckpointRows(ColumnBatch batch, String file) {
    add = new Fields("add", file, batch.column(0));
    remove = new Fields("remove", file, batch.column(1));
    protocol = new Fields("protocol", file, batch.column(2));
    metadata = new Fields("metaData", file, batch.column(3));
    transaction = new Fields("txn", file, batch.column(4));
    domain = new Fields("domainMetadata", file, batch.column(5));
    sidecar = new Fields("sidecar", file, batch.column(6));
    rowCount = batch.rowCount();
    StructType addType = (StructType) batch.schema().field(0).type();
    parsedStatistics =
        addType.size() == CheckpointSchema.ADD.size()
            ? null
            : (StructType) addType.field(CheckpointSchema.ADD.size()).type();
  }

  void forEach(Consumer<Action> sink) {
    for (int row = 0; row < rowCount; row++) {
      if (add.isPresent(row)) {
        sink.accept(addFile(row));
      } else if (remove.isPresent(row)) {
        sink.accept(removeFile(row));
      } else {
        other(row, sink);
      }
    }
  }

  private void other(int row, Consumer<Action> sink) {
    if (protocol.isPresent(row)) {
      sink.accept(protocol(row));
    } else if (metadata.isPresent(row)) {
      sink.accept(metadata(row));
    } else if (transaction.isPresent(row)) {
      sink.accept(
          new SetTransaction(
              transaction.require(transaction.text(row, 0), "appId"),
              transaction.require(transaction.number(row, 1), "version"),
              transaction.number(row, 2)));
    } else if (domain.isPresent(row)) {
      sink.accept(
          new DomainMetadata(
              domain.require(domain.text(row, 0), "domain"),
              domain.require(domain.text(row, 1), "configuration"),
              domain.flag(row, 2, false)));
    } else if (sidecar.isPresent(row)) {
      sink.accept(
          new Sidecar(
              sidecar.require(sidecar.text(row, 0), "path"),
              sidecar.number(row, 1, 0),
              sidecar.number(row, 2, 0),
              sidecar.map(row, 3)));
    }
  }

  private AddFile addFile(int row) {
    return new AddFile(
        add.require(add.text(row, 0), "path"),
        add.mapOrEmpty(row, 1),
        add.require(add.number(row, 2), "size"),
        add.number(row, 3, 0),
        add.flag(row, 4, false),
        statistics(row),
        add.map(row, 6),
        add.deletionVector(row, 7),
        add.number(row, 8),
        add.number(row, 9),
        add.text(row, 10));
  }

  private @Nullable String statistics(int row) {
    if (parsedStatistics == null) {
      return add.text(row, 5);
    }
    List<?> values = (List<?>) add.value(row, CheckpointSchema.ADD.size());
    return values == null ? null : StatisticsText.of(parsedStatistics, values);
  }

  private RemoveFile removeFile(int row) {
    return new RemoveFile(
        remove.require(remove.text(row, 0), "path"),
        remove.number(row, 1),
        remove.flag(row, 2, false),
        remove.flag(row, 3),
        remove.map(row, 4),
        remove.number(row, 5),
        remove.text(row, 6),
        remove.map(row, 7),
        remove.deletionVector(row, 8),
        remove.number(row, 9),
        remove.number(row, 10));
  }

  private Protocol protocol(int row) {
    int reader = protocol.require(protocol.integer(row, 0), "minReaderVersion");
    int writer = protocol.require(protocol.integer(row, 1), "minWriterVersion");
    if (reader < 1 || writer < 1) {
      throw protocol.corrupt(
          "protocol versions start at 1, found reader %d, writer %d".formatted(reader, writer));
    }
    return new Protocol(reader, writer, protocol.nameSet(row, 2), protocol.nameSet(row, 3));
  }

  private Metadata metadata(int row) {
    String schemaString = metadata.text(row, 4);
    return new Metadata(
        metadata.require(metadata.text(row, 0), "id"),
        metadata.text(row, 1),
        metadata.text(row, 2),
        format(row),
        schemaString == null ? Metadata.NO_COLUMNS : schemaString,
        partitionColumns(row),
        metadata.number(row, 6),
        metadata.mapOrEmpty(row, 7));
  }

  /** Without them each partitioned table would read as if nulls were in their place. */
  private List<String> partitionColumns(int row) {
    metadata.require(metadata.value(row, 5), "partitionColumns");
    return metadata.names(row, 5);
  }

  @SuppressWarnings("unchecked")
  private Metadata.Format format(int row) {
    List<?> values = (List<?>) metadata.value(row, 3);
    if (values == null || values.get(0) == null) {
      return Metadata.Format.PARQUET;
    }
    Map<String, @Nullable String> options = (Map<String, @Nullable String>) values.get(1);
    return new Metadata.Format((String) values.get(0), options == null ? Map.of() : options);
  }
}
