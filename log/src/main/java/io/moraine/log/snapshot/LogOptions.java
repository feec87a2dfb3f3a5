package io.moraine.log.snapshot;

import io.moraine.core.env.Parallel;
import io.moraine.log.catalog.TableCatalog;
import io.moraine.log.feature.FeatureGate.Access;
import io.moraine.log.path.ExternalFiles;
import io.moraine.log.state.StatisticsCache;
import java.util.Objects;
import java.util.Optional;

/**
 * How the log of a table is read.
 *
 * @param parallel reads several files at once
 * @param statistics keeps statistics of checkpoints' files that were read; may be shared by tables
 * @param checksums what to do about states that contradict their checksums
 * @param externals for files that the log names outside of the table
 * @param catalog decides what the table's versions are, if one does
 */
public record LogOptions(
    Parallel parallel,
    StatisticsCache statistics,
    ChecksumPolicy checksums,
    ExternalFiles externals,
    Optional<TableCatalog> catalog) {
  private static final long STATISTICS_BYTES = 64L << 20;

  public LogOptions {
    Objects.requireNonNull(parallel, "parallel");
    Objects.requireNonNull(statistics, "statistics");
    Objects.requireNonNull(checksums, "checksums");
    Objects.requireNonNull(externals, "externals");
    Objects.requireNonNull(catalog, "catalog");
  }

  /**
   * Reading by the caller's thread alone, with a cache of its own of 64 MiB, checksums verified,
   * and no files outside of the table.
   */
  public static LogOptions plain() {
    return new LogOptions(
        Parallel.NONE,
        new StatisticsCache(STATISTICS_BYTES),
        ChecksumPolicy.VERIFY,
        ExternalFiles.REFUSED,
        Optional.empty());
  }

  /** The same with several files read at once, and with {@code cache}. */
  public LogOptions with(Parallel files, StatisticsCache cache) {
    return new LogOptions(files, cache, checksums, externals, catalog);
  }

  /** The same with another view of checksums. */
  public LogOptions with(ChecksumPolicy policy) {
    return new LogOptions(parallel, statistics, policy, externals, catalog);
  }

  /** The same with {@code files} for those outside of the table. */
  public LogOptions with(ExternalFiles files) {
    return new LogOptions(parallel, statistics, checksums, files, catalog);
  }

  /** The same of a table that {@code manager} manages. */
  public LogOptions with(TableCatalog manager) {
    return new LogOptions(parallel, statistics, checksums, externals, Optional.of(manager));
  }

  /** How the table is found. */
  Access access() {
    return catalog.isPresent() ? Access.THROUGH_CATALOG : Access.BY_PATH;
  }
}
