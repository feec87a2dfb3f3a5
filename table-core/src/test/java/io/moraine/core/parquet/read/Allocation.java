package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the thread at hand allocates, garbage included. */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long before = THREADS.getCurrentThreadAllocatedBytes();

  private Allocation() {}

  /** Counts from now on. */
  static Allocation begin() {
    return new Allocation();
  }

  /** Fails if more than {@code bytes} were allocated while {@code what} was read. */
  void requireAtMost(long bytes, String what) {
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .as("bytes allocated for %s", what)
        .isLessThanOrEqualTo(bytes);
  }
}
