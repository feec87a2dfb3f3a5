package io.moraine.log.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.PackedStatistics;
import io.moraine.log.stats.StatisticsTable;
import org.jspecify.annotations.Nullable;

/** Statistics that were read of checkpoints, up to a number of bytes. Safe for many threads. */
public final class StatisticsCache {
  private static final int PART_OF_HEAP = 16;

  private record Key(Object block, FileStatistics.Columns columns) {}

  private final Cache<Key, PackedStatistics> tables;

  /** Keeps about {@code maxBytes} at most, and no more than a small part of the heap. */
  public StatisticsCache(long maxBytes) {
    this.tables =
        Caffeine.newBuilder()
            .maximumWeight(Math.min(maxBytes, Runtime.getRuntime().maxMemory() / PART_OF_HEAP))
            .weigher((Key key, PackedStatistics table) -> weight(table))
            .executor(Runnable::run)
            .build();
  }

  private static int weight(PackedStatistics table) {
    return (int) Math.min(Integer.MAX_VALUE, table.heapBytes());
  }

  /** What is kept of {@code block}; null if nothing. */
  @Nullable StatisticsTable find(Object block, FileStatistics.Columns columns) {
    PackedStatistics packed = tables.getIfPresent(new Key(block, columns));
    return packed == null ? null : packed.unpack();
  }

  void keep(Object block, FileStatistics.Columns columns, StatisticsTable table) {
    tables.put(new Key(block, columns), PackedStatistics.of(table));
  }
}
