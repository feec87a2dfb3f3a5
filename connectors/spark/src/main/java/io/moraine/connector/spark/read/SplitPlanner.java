package io.moraine.connector.spark.read;

import io.moraine.connector.spark.filter.SparkLiterals;
import io.moraine.connector.spark.table.SentFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.PartitionValues;
import io.moraine.reader.ScanFile;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.jspecify.annotations.Nullable;

/** Cuts large files, and puts small ones together, to partitions of about the same work. */
final class SplitPlanner {
  /** More parts of a file would mostly have no row group of their own. */
  private static final int MOST_PARTS = 256;

  private final Snapshot snapshot;
  private final ZoneId zone;
  private final boolean described;

  /** {@code described} if the files' actions are to be sent with all that they say. */
  SplitPlanner(Snapshot snapshot, ZoneId zone, boolean described) {
    this.snapshot = snapshot;
    this.zone = zone;
    this.described = described;
  }

  /** Partitions of {@code files}, each of one key if they are to be {@code keyed}. */
  List<FilePartition> plan(List<ScanFile> files, boolean keyed) {
    long split = splitBytes(files);
    List<FilePartition> partitions = new ArrayList<>();
    if (!keyed) {
      pack(files, split, List.of(), partitions);
      return partitions;
    }
    Map<Map<String, @Nullable String>, List<ScanFile>> groups = new LinkedHashMap<>();
    for (ScanFile file : files) {
      groups.computeIfAbsent(file.partitionValues(), key -> new ArrayList<>()).add(file);
    }
    PartitionValues values =
        new PartitionValues(
            snapshot.schema(), snapshot.partitionColumns(), snapshot.columnMappingMode(), zone);
    groups.forEach(
        (key, group) -> {
          List<Serializable> row = new ArrayList<>();
          for (int i = 0; i < values.columns().size(); i++) {
            Object value = values.value(key, group.get(0)::path, i);
            row.add((Serializable) SparkLiterals.toSpark(value, values.columns().get(i).type()));
          }
          pack(group, split, row, partitions);
        });
    return partitions;
  }

  /** As Spark cuts files of its own sources. */
  private static long splitBytes(List<ScanFile> files) {
    SQLConf conf = SQLConf.get();
    long open = conf.filesOpenCostInBytes();
    long total = files.stream().mapToLong(file -> file.sizeBytes() + open).sum();
    int parallelism = Math.max(1, SparkSession.active().sparkContext().defaultParallelism());
    return Math.max(
        1, Math.min(conf.filesMaxPartitionBytes(), Math.max(open, total / parallelism)));
  }

  private void pack(
      List<ScanFile> files, long split, List<Serializable> key, List<FilePartition> partitions) {
    long open = SQLConf.get().filesOpenCostInBytes();
    List<FilePartition.Part> parts = new ArrayList<>();
    for (ScanFile file : files) {
      SentFile sent = SentFile.of(action(file));
      long size = file.sizeBytes();
      int count = (int) Math.max(1, Math.min(MOST_PARTS, (size + split - 1) / split));
      for (int i = 0; i < count; i++) {
        parts.add(new FilePartition.Part(sent, i, count, size / count));
      }
    }
    parts.sort(Comparator.comparingLong(FilePartition.Part::sizeBytes).reversed());
    List<FilePartition.Part> current = new ArrayList<>();
    long bytes = 0;
    for (FilePartition.Part part : parts) {
      if (!current.isEmpty() && bytes + part.sizeBytes() > split) {
        partitions.add(new FilePartition(current, key));
        current = new ArrayList<>();
        bytes = 0;
      }
      current.add(part);
      bytes += part.sizeBytes() + open;
    }
    if (!current.isEmpty()) {
      partitions.add(new FilePartition(current, key));
    }
  }

  /** What readers need to know of the file; not all of it is read from the log if it is less. */
  private AddFile action(ScanFile file) {
    return described
        ? file.add().withStats(null)
        : AddFile.of(file.path(), file.partitionValues(), file.sizeBytes(), 0)
            .withDeletionVector(file.deletionVector());
  }
}
