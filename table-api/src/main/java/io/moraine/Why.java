package io.moraine;

import io.moraine.compaction.advice.ReadReason;
import io.moraine.log.stats.FileStatistics;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a table a condition reads, and why.
 *
 * @param files all of the table's, in the log's order
 */
public record Why(List<FileReason> files) {

  /**
   * Why a condition reads a file, or leaves it out.
   *
   * @param path as the log has it
   * @param partition the partition's values by column, as the log has them
   * @param sizeBytes the file's size
   * @param rowCount how many rows are not deleted, if the log tells
   * @param isRead whether it is read
   * @param reason in a word: {@code PARTITION_VALUE}, {@code BOUNDS}, {@code NULL_COUNT}, {@code
   *     NO_ROWS} or {@code NEVER_TRUE} for files that are left out, {@code NO_STATISTICS}, {@code
   *     MAY_MATCH} or {@code ALL_MATCH} for those that are read
   * @param because by the parts of the condition, and what the log tells of their columns
   */
  public record FileReason(
      String path,
      Map<String, @Nullable String> partition,
      long sizeBytes,
      OptionalLong rowCount,
      boolean isRead,
      String reason,
      String because) {}

  public Why {
    files = List.copyOf(files);
  }

  static Why of(List<ReadReason> reasons) {
    return new Why(reasons.stream().map(Why::of).toList());
  }

  private static FileReason of(ReadReason reason) {
    long rows = FileStatistics.liveRowCount(reason.file());
    return new FileReason(
        reason.file().path(),
        reason.file().partitionValues(),
        reason.file().size(),
        rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows),
        reason.kind().isRead(),
        reason.kind().name(),
        reason.because());
  }

  /** How much of the table is read. */
  public ScanSummary summary() {
    return new ScanSummary(
        files.size(),
        files.stream().mapToLong(FileReason::sizeBytes).sum(),
        files.stream().filter(FileReason::isRead).count(),
        files.stream().filter(FileReason::isRead).mapToLong(FileReason::sizeBytes).sum());
  }

  /** How many files there are with each of the reasons that occur. */
  public Map<String, Long> countsByReason() {
    Map<String, Long> counts = new TreeMap<>();
    files.forEach(file -> counts.merge(file.reason(), 1L, Long::sum));
    return counts;
  }
}
