package io.moraine.benchmark.log;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The most heap that this JVM used, garbage included, and the most that was left after one of its
 * collections. Both are asked of the collector's own records, so that nothing is missed.
 */
final class HeapPeaks {
  private final Set<String> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(pool -> pool.getName())
          .collect(Collectors.toSet());
  private long used;
  private long left;

  /** Begins to watch. */
  HeapPeaks() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) ->
                  note(
                      GarbageCollectionNotificationInfo.from(
                              (CompositeData) notification.getUserData())
                          .getGcInfo()),
              notification ->
                  notification
                      .getType()
                      .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
              null);
    }
  }

  private synchronized void note(GcInfo collection) {
    used = Math.max(used, sum(collection.getMemoryUsageBeforeGc()));
    left = Math.max(left, sum(collection.getMemoryUsageAfterGc()));
  }

  private long sum(Map<String, MemoryUsage> usages) {
    return usages.entrySet().stream()
        .filter(usage -> pools.contains(usage.getKey()))
        .mapToLong(usage -> usage.getValue().getUsed())
        .sum();
  }

  /** The most bytes in use at any time until now, garbage that was not collected yet included. */
  synchronized long usedBytes() {
    return Math.max(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  /** The most bytes in use just after a collection; 0 if there was none. */
  synchronized long leftBytes() {
    return left;
  }
}
