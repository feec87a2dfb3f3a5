package io.moraine.log.replay;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.RowGroupStatistics;
import io.moraine.core.parquet.schema.DeltaTypes;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.Sidecar;
import io.moraine.log.json.CommitFile;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.segment.LogFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The actions that a checkpoint holds, in its files and in the sidecars that these name.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#checkpoints">Checkpoints</a>
 */
public final class CheckpointReader implements ActionSource {
  private static final String PARSED_STATISTICS = "stats_parsed";
  private static final String SIDECARS = LogFile.FOLDER + "/_sidecars/";

  private final ObjectStore store;
  private final CheckpointFiles checkpoint;

  /** Reads {@code checkpoint} of the table in {@code store}, when it is asked to. */
  public CheckpointReader(ObjectStore store, CheckpointFiles checkpoint) {
    this.store = store;
    this.checkpoint = checkpoint;
  }

  @Override
  public void read(Consumer<Action> sink) {
    List<Sidecar> sidecars = new ArrayList<>();
    Consumer<Action> inline =
        action -> {
          if (action instanceof Sidecar sidecar) {
            sidecars.add(sidecar);
          } else {
            sink.accept(action);
          }
        };
    for (LogFile file : checkpoint.files()) {
      String key = file.status().key();
      if (file.kind() == LogFile.Kind.V2_JSON_CHECKPOINT) {
        CommitFile.read(store.read(key), store.root() + key, inline);
      } else {
        readParquet(key, inline);
      }
    }
    for (Sidecar sidecar : sidecars) {
      readParquet(sidecarKey(store, checkpoint, sidecar), sink);
    }
  }

  /**
   * The key of a sidecar that a checkpoint names.
   *
   * @throws CorruptFileException if it is not in the folder of sidecars
   */
  static String sidecarKey(ObjectStore store, CheckpointFiles checkpoint, Sidecar sidecar) {
    String name = sidecar.path().substring(sidecar.path().lastIndexOf('/') + 1);
    boolean ours = sidecar.path().equals(name) || sidecar.path().endsWith("/" + SIDECARS + name);
    if (!ours || name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new CorruptFileException(
          store.root() + checkpoint.files().get(0).status().key(),
          -1,
          "a sidecar must be a file name within %s, found '%s'"
              .formatted(SIDECARS, sidecar.path()));
    }
    return SIDECARS + name;
  }

  private void readParquet(String key, Consumer<Action> sink) {
    try (ObjectReader in = store.open(key)) {
      ParquetFile file = ParquetFile.open(in);
      StructType schema = CheckpointSchema.with(addType(file));
      try (BatchReader batches = file.read(schema)) {
        for (ColumnBatch batch = batches.next(); batch != null; batch = batches.next()) {
          new CheckpointRows(batch, in.location()).forEach(sink);
        }
      }
    }
  }

  /**
   * The fields to read of {@code add}; with statistics as columns where there is no text of them.
   */
  private static StructType addType(ParquetFile file) {
    StructType plain = CheckpointSchema.with(CheckpointSchema.ADD);
    List<Integer> stats = List.of(CheckpointSchema.ADD.ordinal("stats"));
    for (RowGroupStatistics group : file.rowGroups(plain)) {
      if (group.field(0, stats).nullCount() != group.rowCount()) {
        return CheckpointSchema.ADD;
      }
    }
    return parsedStatistics(file)
        .map(
            parsed -> {
              List<StructField> fields = new ArrayList<>(CheckpointSchema.ADD.fields());
              fields.add(StructField.of(PARSED_STATISTICS, parsed));
              return StructType.of(fields);
            })
        .orElse(CheckpointSchema.ADD);
  }

  private static Optional<StructType> parsedStatistics(ParquetFile file) {
    for (FileColumn column : file.columns()) {
      if (column.name().equals("add") && column instanceof FileColumn.Struct add) {
        for (FileColumn field : add.fields()) {
          if (field.name().equals(PARSED_STATISTICS) && field instanceof FileColumn.Struct) {
            return Optional.of((StructType) DeltaTypes.of(field));
          }
        }
      }
    }
    return Optional.empty();
  }
}
