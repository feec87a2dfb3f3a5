package io.moraine.log.state;

import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.path.DataPaths;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.StatisticsTable;
import io.moraine.log.stats.StatisticsTableBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Files that commits added, held as their actions. */
final class ActionBlock implements FileBlock {
  private static final int BYTES_OF_AN_ACTION = 300;

  private final List<AddFile> files;
  private final int[] hashes;
  private final int[] partitions;
  private final List<Map<String, @Nullable String>> partitionValues = new ArrayList<>();
  private final long heapBytes;

  ActionBlock(List<AddFile> files, DataPaths paths) {
    this.files = List.copyOf(files);
    this.hashes = new int[files.size()];
    this.partitions = new int[files.size()];
    Map<Map<String, @Nullable String>, Integer> codes = new HashMap<>();
    long bytes = 0;
    for (int i = 0; i < hashes.length; i++) {
      AddFile file = files.get(i);
      hashes[i] = FileKeys.hash(paths.resolve(file.path()).identity());
      partitions[i] =
          codes.computeIfAbsent(
              file.partitionValues(),
              values -> {
                partitionValues.add(values);
                return partitionValues.size() - 1;
              });
      String stats = file.stats();
      bytes += BYTES_OF_AN_ACTION + file.path().length() + (stats == null ? 0 : stats.length());
    }
    this.heapBytes = bytes;
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public String path(int file) {
    return files.get(file).path();
  }

  @Override
  public long sizeBytes(int file) {
    return files.get(file).size();
  }

  @Override
  public @Nullable DeletionVectorDescriptor deletionVector(int file) {
    return files.get(file).deletionVector();
  }

  @Override
  public int partitionCount() {
    return partitionValues.size();
  }

  @Override
  public int partition(int file) {
    return partitions[file];
  }

  @Override
  public Map<String, @Nullable String> partitionValues(int partition) {
    return partitionValues.get(partition);
  }

  @Override
  public StatisticsTable statistics(FileStatistics.Columns columns) {
    StatisticsTableBuilder table = new StatisticsTableBuilder(columns, files.size());
    for (int i = 0; i < files.size(); i++) {
      String stats = files.get(i).stats();
      if (stats != null) {
        byte[] text = stats.getBytes(StandardCharsets.UTF_8);
        table.json(i, text, 0, text.length);
      }
    }
    return table.build();
  }

  @Override
  public List<AddFile> actions(int[] wanted) {
    List<AddFile> actions = new ArrayList<>(wanted.length);
    for (int file : wanted) {
      actions.add(files.get(file));
    }
    return actions;
  }

  @Override
  public void find(FileKeys keys, IntConsumer found) {
    for (int i = 0; i < hashes.length; i++) {
      if (keys.mayContain(hashes[i])
          && keys.contains(files.get(i).path(), files.get(i).deletionVectorId())) {
        found.accept(i);
      }
    }
  }

  @Override
  public long heapBytes() {
    return heapBytes;
  }
}
