package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.engine.exec.hash.KeyColumn;
import io.moraine.engine.exec.hash.KeyHasher;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.memory.VectorSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows kept in partitions by the hash of their keys, each in the order they came: what a worker
 * does with rows that grouping at once would hardly make fewer. A partition's groups fit the cache,
 * all groups do not. For one thread until complete.
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

  PartitionedRows(List<KeyColumn> keys, Reservation memory) {
    this.hasher = new KeyHasher(keys);
    this.memory = memory;
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
    if (pendingRows >= CHUNK_ROWS) {
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
      memory.add(VectorSize.bytes(ordered));
      columns.add(ordered);
    }
    chunks.add(new Chunk(columns, starts));
    pending.clear();
    pendingHashes.clear();
    pendingRows = 0;
  }

  /** Takes the rows of a partition, in order. */
  interface PartConsumer {
    void accept(ColumnVector[] columns, int rows);
  }

  /** Gives the rows of {@code partition} to {@code consumer}. */
  void forEach(int partition, PartConsumer consumer) {
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
