package io.moraine.compaction.advice;

import io.moraine.compaction.OptimizeOptions;
import io.moraine.log.sink.ClusteringColumns;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.state.LiveFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Advice on how large files are, and how they are spread over partitions. */
final class FileSizes {
  /** Fewer files that OPTIMIZE would save are not worth it. */
  private static final long FEW = 4;

  /** A file of so many times the target keeps one worker busy while others are idle. */
  private static final int SKEW = 4;

  /** With fewer partitions it does not matter how little is in them. */
  private static final int FEW_PARTITIONS = 20;

  /** A partition should hold this part of a file of the size that the table asks for. */
  private static final int PARTITION_SHARE = 16;

  private final Snapshot snapshot;
  private final LiveFiles files;
  private final Mends mends;
  private final long targetBytes;
  private final boolean clustered;
  private final Map<Map<String, @Nullable String>, Small> partitions = new HashMap<>();
  private long small;

  FileSizes(Snapshot snapshot, Mends mends) {
    this.snapshot = snapshot;
    this.files = snapshot.files();
    this.mends = mends;
    this.targetBytes =
        snapshot
            .properties()
            .targetFileSizeBytes()
            .orElse(OptimizeOptions.DEFAULT_TARGET_FILE_BYTES);
    this.clustered = !ClusteringColumns.physical(snapshot.domainMetadata()).isEmpty();
  }

  /** The small files of a partition. */
  private static final class Small {
    private long count;
    private long sizeBytes;

    /** How many files fewer there could be. */
    long excess(long targetBytes) {
      return Math.max(0, count - Math.max(1, (sizeBytes + targetBytes - 1) / targetBytes));
    }
  }

  List<Advice> advice() {
    for (int i = 0; i < files.size(); i++) {
      Small partition = partitions.computeIfAbsent(files.partitionValues(i), key -> new Small());
      // What OPTIMIZE looks at.
      if (files.sizeBytes(i) < Math.max(1, targetBytes / 2)) {
        small++;
        partition.count++;
        partition.sizeBytes += files.sizeBytes(i);
      }
    }
    List<Advice> advice = new ArrayList<>();
    smallFiles().ifPresent(advice::add);
    skew().ifPresent(advice::add);
    manyPartitions().ifPresent(advice::add);
    return advice;
  }

  private Optional<Advice> smallFiles() {
    long excess = partitions.values().stream().mapToLong(p -> p.excess(targetBytes)).sum();
    // Of a clustered table the order counts, which has advice of its own.
    if (clustered || excess < FEW) {
      return Optional.empty();
    }
    return Optional.of(
        Advice.of(
                Severity.of(excess, 50, 1_000),
                Subject.SMALL_FILES,
                "%,d of %,d files are smaller than half of the %s that files should have; there could be %,d files fewer"
                    .formatted(small, files.size(), Sizes.text(targetBytes), excess),
                "smallFiles",
                small,
                mends.command("optimize"))
            .with("files", files.size())
            .with("excessFiles", excess)
            .with("targetBytes", targetBytes));
  }

  private Optional<Advice> skew() {
    long[] sizes = new long[files.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = files.sizeBytes(i);
    }
    Arrays.sort(sizes);
    long largest = sizes.length == 0 ? 0 : sizes[sizes.length - 1];
    if (largest < SKEW * targetBytes) {
      return Optional.empty();
    }
    long median = sizes[sizes.length / 2];
    String order =
        snapshot.schema().names().stream()
            .filter(name -> !snapshot.partitionColumns().contains(name))
            .findFirst()
            .orElse("");
    // Files are divided only where all rows are put into an order.
    String command =
        clustered
            ? mends.command("optimize", "--full")
            : mends.command("optimize", "--zorder-by", order);
    return Optional.of(
        Advice.of(
                Severity.of((double) largest / targetBytes, 2 * SKEW, 8 * SKEW),
                Subject.SIZE_SKEW,
                "the largest file has %s, the median one %s, and files should have %s; put rows into the order of columns that queries filter by"
                    .formatted(Sizes.text(largest), Sizes.text(median), Sizes.text(targetBytes)),
                "largestBytes",
                largest,
                command)
            .with("medianBytes", median)
            .with("targetBytes", targetBytes));
  }

  private Optional<Advice> manyPartitions() {
    long count = partitions.size();
    long average = count == 0 ? 0 : files.sizeBytes() / count;
    if (snapshot.partitionColumns().isEmpty()
        || count < FEW_PARTITIONS
        || average >= targetBytes / PARTITION_SHARE) {
      return Optional.empty();
    }
    boolean plain =
        snapshot.properties().raw().isEmpty()
            && snapshot.schema().fields().stream()
                .allMatch(field -> field.nullable() && field.metadata().isEmpty());
    // A definition that has more than columns would lose that, so that people have to write it.
    Optional<String> command =
        plain
            ? Optional.of(
                mends.sql(
                    "CREATE OR REPLACE TABLE %s CLUSTER BY (%s) AS SELECT * FROM %s"
                        .formatted(
                            mends.name(),
                            Mends.columns(snapshot.partitionColumns()),
                            mends.name())))
            : Optional.empty();
    return Optional.of(
        new Advice(
                Severity.of(count, 200, 2_000),
                Subject.MANY_PARTITIONS,
                "%,d partitions by %s have %s on the average; cluster by these columns instead of partitioning by them"
                    .formatted(
                        count, String.join(", ", snapshot.partitionColumns()), Sizes.text(average)),
                Map.of("partitions", count),
                command)
            .with("averageBytes", average));
  }
}
