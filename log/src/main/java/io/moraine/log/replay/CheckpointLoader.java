package io.moraine.log.replay;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.env.Parallel;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.Sidecar;
import io.moraine.log.json.CommitFile;
import io.moraine.log.path.DataPaths;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.segment.LogFile;
import io.moraine.log.state.CheckpointPart;
import io.moraine.log.state.ColumnBlock;
import io.moraine.log.state.ColumnBlockBuilder;
import io.moraine.log.state.StatisticsCache;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Loads the states that checkpoints hold, files as columns. Safe for use by many threads. */
public final class CheckpointLoader {
  private static final int BATCH_ROWS = 4_096;

  /** So few that no array of a block is a large object in a small heap. */
  private static final int BLOCK_ROWS = 15 * BATCH_ROWS;

  private final ObjectStore store;
  private final DataPaths paths;
  private final Parallel parallel;
  private final StatisticsCache cache;

  /** Loads checkpoints in {@code store}; {@code cache} keeps statistics that are read later. */
  public CheckpointLoader(
      ObjectStore store, DataPaths paths, Parallel parallel, StatisticsCache cache) {
    this.store = store;
    this.paths = paths;
    this.parallel = parallel;
    this.cache = cache;
  }

  /** A stretch of rows of a file, which one task reads. */
  private record Piece(CheckpointPart part, CheckpointColumns columns, long from, long to) {}

  /** What a piece held. */
  private record Read(List<ColumnBlock> blocks, List<Action> others) {}

  /** Loads {@code checkpoint}, with the sidecars that it names. */
  public BaseState load(CheckpointFiles checkpoint) {
    GatheredActions state = new GatheredActions(paths);
    List<ColumnBlock> blocks = new ArrayList<>();
    List<CheckpointPart> parts = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (LogFile file : checkpoint.files()) {
      String key = file.status().key();
      if (file.kind() == LogFile.Kind.V2_JSON_CHECKPOINT) {
        CommitFile.read(store.read(key), store.root() + key, state);
      } else {
        keys.add(key);
      }
    }
    read(keys, state, parts, blocks);
    List<String> sidecars = new ArrayList<>();
    for (Sidecar sidecar : state.sidecars()) {
      sidecars.add(CheckpointReader.sidecarKey(store, checkpoint, sidecar));
    }
    read(sidecars, state, parts, blocks);
    List<CheckpointPart> withTombstones =
        parts.stream().filter(CheckpointColumns::hasRemoves).toList();
    return state.build(parallel, blocks, sink -> readRemoves(withTombstones, sink));
  }

  private void read(
      List<String> keys,
      GatheredActions state,
      List<CheckpointPart> parts,
      List<ColumnBlock> blocks) {
    CheckpointPart[] opened = new CheckpointPart[keys.size()];
    parallel.forEach(
        opened.length, i -> opened[i] = CheckpointPart.open(store, keys.get(i), cache));
    List<Piece> pieces = new ArrayList<>();
    for (CheckpointPart part : opened) {
      parts.add(part);
      addPieces(part, opened.length, pieces);
    }
    Read[] read = new Read[pieces.size()];
    parallel.forEach(read.length, i -> read[i] = read(pieces.get(i)));
    for (Read some : read) {
      some.others().forEach(state);
      blocks.addAll(some.blocks());
    }
  }

  /** A piece a row group, or several of a large one where there is else not enough to do. */
  private void addPieces(CheckpointPart part, int files, List<Piece> pieces) {
    Footer footer = part.footer();
    long from = 0;
    for (int group = 0; group < footer.rowGroups().size(); group++) {
      long rows = footer.rowGroups().get(group).rowCount();
      CheckpointColumns columns = CheckpointColumns.of(part, group);
      int units = files * footer.rowGroups().size();
      long cuts = units >= 2 * parallel.parallelism() ? 1 : parallel.parallelism();
      long size = Math.max(BLOCK_ROWS, (rows + cuts - 1) / cuts);
      for (long at = 0; at < rows && columns.schema().size() > 0; at += size) {
        pieces.add(new Piece(part, columns, from + at, from + Math.min(rows, at + size)));
      }
      from += rows;
    }
  }

  private Read read(Piece piece) {
    PieceReader reader = new PieceReader(piece);
    piece
        .part()
        .read(
            piece.columns().schema(),
            CheckpointPart.OPTIONS.withBatchRows(BATCH_ROWS).withRows(piece.from(), piece.to()),
            reader);
    reader.endBlock();
    return new Read(reader.blocks, reader.others);
  }

  /** Takes a piece's batches. */
  private final class PieceReader implements Consumer<ColumnBatch> {
    private final Piece piece;
    private final List<ColumnBlock> blocks = new ArrayList<>();
    private final List<Action> others = new ArrayList<>();
    private final ColumnBlockBuilder builder;
    private boolean begun;
    private long row;
    private long blockEnd;

    PieceReader(Piece piece) {
      this.piece = piece;
      this.row = piece.from();
      long rows = piece.columns().hasAdds() ? piece.to() - piece.from() : 0;
      this.builder = new ColumnBlockBuilder(piece.part(), paths, (int) Math.min(BLOCK_ROWS, rows));
    }

    @Override
    public void accept(ColumnBatch batch) {
      if (piece.columns().hasAdds()) {
        if (!begun || row + batch.rowCount() > blockEnd) {
          endBlock();
          builder.begin(row);
          begun = true;
          blockEnd = row + Math.min(BLOCK_ROWS, piece.to() - row);
        }
        builder.append((StructVector) batch.column(0).flat(), batch.rowCount());
      }
      row += batch.rowCount();
      if (piece.columns().hasOthers()
          && (!piece.columns().hasAdds() || batch.column(0).mayHaveNulls())) {
        new CheckpointRows(piece.columns().others(batch), piece.part().location())
            .forEach(others::add);
      }
    }

    void endBlock() {
      if (begun) {
        blocks.add(builder.build());
        begun = false;
      }
    }
  }

  private static void readRemoves(List<CheckpointPart> parts, Consumer<RemoveFile> sink) {
    StructType full = CheckpointSchema.with(CheckpointSchema.ADD);
    StructField remove = full.field(full.ordinal("remove"));
    for (CheckpointPart part : parts) {
      part.read(
          StructType.of(remove),
          CheckpointPart.OPTIONS,
          batch -> {
            List<ColumnVector> columns = new ArrayList<>();
            for (StructField field : full.fields()) {
              columns.add(
                  field.equals(remove)
                      ? batch.column(0)
                      : Vectors.nulls(field.type(), batch.rowCount()));
            }
            new CheckpointRows(new ColumnBatch(full, batch.rowCount(), columns), part.location())
                .forEach(action -> sink.accept((RemoveFile) action));
          });
    }
  }
}
