package io.moraine.log.state;

import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.json.LoggedFile;
import io.moraine.log.path.DataPaths;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.StatisticsTable;
import io.moraine.log.stats.StatisticsTableBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Files that commits added, held as the commits have them. */
final class ActionBlock implements FileBlock {
  private final List<LoggedFile> files;
  private final int[] hashes;
  private final int[] partitions;
  private final List<Map<String, @Nullable String>> partitionValues = new ArrayList<>();
  private final long heapBytes;

  ActionBlock(List<LoggedFile> files, DataPaths paths) {
    this.files = List.copyOf(files);
    this.hashes = new int[files.size()];
    this.partitions = new int[files.size()];
    Map<Map<String, @Nullable String>, Integer> codes = new HashMap<>();
    Map<ByteBuffer, Integer> codesOfTexts = new HashMap<>();
    long bytes = 0;
    for (int i = 0; i < hashes.length; i++) {
      LoggedFile file = files.get(i);
      hashes[i] = FileKeys.hash(file, paths);
      ByteBuffer text = file.partitionText();
      Integer code = codesOfTexts.get(text);
      if (code == null) {
        code = codes.computeIfAbsent(file.partitionValues(), this::newPartition);
        if (text.hasRemaining()) {
          codesOfTexts.put(text, code);
        }
      }
      partitions[i] = code;
      bytes += file.heapBytes();
    }
    this.heapBytes = bytes;
  }

  private int newPartition(Map<String, @Nullable String> values) {
    partitionValues.add(values);
    return partitionValues.size() - 1;
  }

  @Override
  public int size() {
    return files.size();
  }

  /** Those of {@code part}, which is of this block. */
  List<LoggedFile> files(LivePart part) {
    List<LoggedFile> some = new ArrayList<>(part.size());
    for (int i = 0; i < part.size(); i++) {
      some.add(files.get(part.file(i)));
    }
    return some;
  }

  @Override
  public String path(int file) {
    return files.get(file).path();
  }

  @Override
  public long sizeBytes(int file) {
    return files.get(file).sizeBytes();
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
    byte[] text = new byte[4_096];
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).statisticsBound() > text.length) {
        text = new byte[Math.max(2 * text.length, files.get(i).statisticsBound())];
      }
      table.json(i, text, 0, files.get(i).statistics(text));
    }
    return table.build();
  }

  @Override
  public List<AddFile> actions(int[] wanted) {
    List<AddFile> actions = new ArrayList<>(wanted.length);
    for (int file : wanted) {
      actions.add((AddFile) files.get(file).action());
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
