package io.moraine.log.state;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.packed.PackedLongs;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.StatisticsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Files of a stretch of a checkpoint's rows, as columns without statistics. */
public final class ColumnBlock implements FileBlock {
  /** So few that their bytes fit well into a small heap's regions. */
  static final int PATHS_OF_A_PART = 15_360;

  private final CheckpointPart part;
  private final BlockStatistics statistics;
  private final Columns columns;

  /** What it is told apart by in caches, which are not to keep it. */
  private final Object token = new Object();

  /**
   * The columns; arrays have an entry a file.
   *
   * @param paths of {@link #PATHS_OF_A_PART} files each, but for the last
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Columns(
      int size,
      List<PackedPaths> paths,
      int[] hashes,
      PackedLongs sizes,
      PackedLongs modificationTimes,
      PackedLongs partitions,
      List<Map<String, @Nullable String>> partitionValues,
      boolean @Nullable [] dataChange,
      @Nullable Map<String, @Nullable String> @Nullable [] tags,
      @Nullable DeletionVectorDescriptor @Nullable [] deletionVectors,
      OptionalLongs baseRowIds,
      OptionalLongs rowCommitVersions,
      @Nullable String @Nullable [] clusteringProviders) {}

  /**
   * Owns {@code columns}.
   *
   * @param fromRow the first row in the checkpoint's file
   * @param rows each file's row, from {@code fromRow} on; null if each row is a file
   */
  ColumnBlock(CheckpointPart part, long fromRow, int @Nullable [] rows, Columns columns) {
    this.part = part;
    this.columns = columns;
    this.statistics = new BlockStatistics(part, fromRow, rows, columns.size());
  }

  @Override
  public int size() {
    return columns.size();
  }

  @Override
  public String path(int file) {
    return columns.paths().get(file / PATHS_OF_A_PART).path(file % PATHS_OF_A_PART);
  }

  @Override
  public long sizeBytes(int file) {
    return columns.sizes().at(file);
  }

  @Override
  public @Nullable DeletionVectorDescriptor deletionVector(int file) {
    return columns.deletionVectors() == null ? null : columns.deletionVectors()[file];
  }

  @Override
  public int partitionCount() {
    return columns.partitionValues().size();
  }

  @Override
  public int partition(int file) {
    return (int) columns.partitions().at(file);
  }

  @Override
  public Map<String, @Nullable String> partitionValues(int partition) {
    return columns.partitionValues().get(partition);
  }

  @Override
  public StatisticsTable statistics(FileStatistics.Columns wanted) {
    StatisticsTable known = part.cache().find(token, wanted);
    if (known != null) {
      return known;
    }
    try {
      StatisticsTable read = statistics.read(wanted);
      part.cache().keep(token, wanted, read);
      return read;
    } catch (CheckpointPart.GoneException | UnsupportedFeatureException e) {
      // Statistics only help to leave files out.
      return statistics.unknown(wanted);
    }
  }

  @Override
  public List<AddFile> actions(int[] files) {
    @Nullable String[] stats = statistics.texts(files);
    List<AddFile> actions = new ArrayList<>(files.length);
    for (int i = 0; i < files.length; i++) {
      actions.add(action(files[i], stats[i]));
    }
    return actions;
  }

  private AddFile action(int file, @Nullable String stats) {
    return new AddFile(
        path(file),
        partitionValues(partition(file)),
        sizeBytes(file),
        columns.modificationTimes().at(file),
        columns.dataChange() != null && columns.dataChange()[file],
        stats,
        columns.tags() == null ? null : columns.tags()[file],
        deletionVector(file),
        columns.baseRowIds().of(file),
        columns.rowCommitVersions().of(file),
        columns.clusteringProviders() == null ? null : columns.clusteringProviders()[file]);
  }

  @Override
  public void find(FileKeys keys, IntConsumer found) {
    int[] hashes = columns.hashes();
    for (int i = 0; i < hashes.length; i++) {
      if (keys.mayContain(hashes[i])) {
        DeletionVectorDescriptor vector = deletionVector(i);
        if (keys.contains(path(i), vector == null ? null : vector.uniqueId())) {
          found.accept(i);
        }
      }
    }
  }

  @Override
  public long heapBytes() {
    return columns.paths().stream().mapToLong(PackedPaths::heapBytes).sum()
        + 4L * size()
        + columns.sizes().heapBytes()
        + columns.modificationTimes().heapBytes()
        + columns.partitions().heapBytes()
        + 200L * columns.partitionValues().size()
        + (columns.tags() == null ? 0 : 200L * size())
        + (columns.deletionVectors() == null ? 0 : 100L * size())
        + (columns.clusteringProviders() == null ? 0 : 40L * size())
        + columns.baseRowIds().heapBytes()
        + columns.rowCommitVersions().heapBytes();
  }
}
