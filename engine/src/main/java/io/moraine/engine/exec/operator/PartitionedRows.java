package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.hash.KeyColumn;
import io.moraine.engine.exec.hash.KeyHasher;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.memory.VectorSize;
import io.moraine.engine.exec.spill.SpillFile;
import io.moraine.engine.exec.spill.SpilledRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Rows kept in partitions by the hash of their keys, each in the order they came: what a worker
 * does with rows that grouping at once would hardly make fewer, or that the memory does not hold. A
 * partition's groups fit the cache, all groups do not. When memory is tight, what is kept goes to
 * the query's temporary file. For one thread until complete.
 */
final class PartitionedRows {
  static final int PARTITIONS = 64;

  /** Rows that are partitioned together: some 1,000 a partition. */
  private static final int CHUNK_ROWS = 65_536;

  /** Rows ordered by partition; partition p is {@code [starts[p], starts[p + 1])}. */
  private static final class Chunk {
    private final List<ColumnVector> columns;
    private final int[] starts;

    Chunk(List<ColumnVector> columns, int[] starts) {
      this.columns = columns;
      this.starts = starts;
    }
  }

  private final KeyHasher hasher;
  private final Reservation memory;
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<ColumnVector[]> pending = new ArrayList<>();
  private final List<long[]> pendingHashes = new ArrayList<>();
  private int pendingRows;
  private long pendingBytes;

  /** What {@code chunks} hold of {@code memory}. */
  private long keptBytes;

  private final SpillFile file;
  private final long mostPendingBytes;

  /** By partition; null if nothing was spilled. */
  private SpilledRows[] spilled;

  /** Rows of {@code keys}; what {@code memory} does not have goes to {@code file}. */
  PartitionedRows(List<KeyColumn> keys, Reservation memory, SpillFile file) {
    this.hasher = new KeyHasher(keys);
    this.memory = memory;
    this.file = file;
    this.mostPendingBytes = memory.budget().limitBytes() / 64;
  }

  static int partition(long hash) {
    return (int) hash & (PARTITIONS - 1);
  }

  /** Keeps {@code rows} rows of {@code columns}, grouped by {@code keys}. */
  void add(ColumnVector[] columns, ColumnVector[] keys, int rows) {
    long[] hashes = new long[rows];
    hasher.hash(keys, rows, hashes);
    pending.add(columns);
    pendingHashes.add(hashes);
    pendingRows += rows;
    for (ColumnVector column : columns) {
      pendingBytes += VectorSize.bytes(column);
    }
    if (pendingRows >= CHUNK_ROWS || pendingBytes >= mostPendingBytes) {
      complete();
    }
  }

  /** Puts the last rows into their partitions. */
  void complete() {
    if (pendingRows == 0) {
      return;
    }
    int[] starts = new int[PARTITIONS + 1];
    for (long[] hashes : pendingHashes) {
      for (long hash : hashes) {
        starts[partition(hash) + 1]++;
      }
    }
    for (int p = 0; p < PARTITIONS; p++) {
      starts[p + 1] += starts[p];
    }
    int[] next = starts.clone();
    int[] order = new int[pendingRows];
    int row = 0;
    for (long[] hashes : pendingHashes) {
      for (long hash : hashes) {
        order[next[partition(hash)]++] = row++;
      }
    }
    List<ColumnVector> columns = new ArrayList<>();
    for (int c = 0; c < pending.get(0).length; c++) {
      int ordinal = c;
      List<ColumnVector> parts = pending.stream().map(vectors -> vectors[ordinal]).toList();
      ColumnVector ordered = Vectors.concat(parts.get(0).type(), parts).select(order, pendingRows);
      long bytes = VectorSize.bytes(ordered);
      memory.add(bytes);
      keptBytes += bytes;
      columns.add(ordered);
    }
    chunks.add(new Chunk(columns, starts));
    pending.clear();
    pendingHashes.clear();
    pendingRows = 0;
    pendingBytes = 0;
    if (memory.budget().isTight()) {
      spill();
    }
  }

  private void spill() {
    if (spilled == null) {
      spilled = new SpilledRows[PARTITIONS];
      Arrays.setAll(spilled, p -> new SpilledRows(file));
    }
    for (int p = 0; p < PARTITIONS; p++) {
      SpilledRows to = spilled[p];
      forEachKept(p, (columns, rows) -> to.add(Arrays.asList(columns), rows));
    }
    chunks.clear();
    memory.add(-keptBytes);
    keptBytes = 0;
  }

  /** How many rows {@code partition} has. */
  long rows(int partition) {
    long rows = spilled == null ? 0 : spilled[partition].rows();
    for (Chunk chunk : chunks) {
      rows += chunk.starts[partition + 1] - chunk.starts[partition];
    }
    return rows;
  }

  /** Takes the rows of a partition, in order. */
  interface PartConsumer {
    void accept(ColumnVector[] columns, int rows);
  }

  /** Gives the rows of {@code partition} to {@code consumer}; several threads may, of others. */
  void forEach(int partition, PartConsumer consumer) {
    if (spilled != null) {
      SpilledRows from = spilled[partition];
      for (int piece = 0; piece < from.pieces(); piece++) {
        consumer.accept(from.read(piece).toArray(ColumnVector[]::new), from.rows(piece));
      }
    }
    forEachKept(partition, consumer);
  }

  /** Batches of {@code schema} with the rows of {@code partition}, each made when it is taken. */
  Iterator<ColumnBatch> batches(int partition, StructType schema) {
    List<Supplier<ColumnBatch>> batches = new ArrayList<>();
    if (spilled != null) {
      SpilledRows from = spilled[partition];
      for (int i = 0; i < from.pieces(); i++) {
        int piece = i;
        batches.add(() -> new ColumnBatch(schema, from.rows(piece), from.read(piece)));
      }
    }
    forEachKept(
        partition,
        (columns, rows) ->
            batches.add(() -> new ColumnBatch(schema, rows, Arrays.asList(columns))));
    return batches.stream().map(Supplier::get).iterator();
  }

  private void forEachKept(int partition, PartConsumer consumer) {
    for (Chunk chunk : chunks) {
      int from = chunk.starts[partition];
      int to = chunk.starts[partition + 1];
      if (from < to) {
        ColumnVector[] columns = new ColumnVector[chunk.columns.size()];
        Arrays.setAll(columns, c -> chunk.columns.get(c).slice(from, to));
        consumer.accept(columns, to - from);
      }
    }
  }
}
