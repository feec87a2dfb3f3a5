package io.moraine.compaction;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.type.StructType;
import java.util.List;
import java.util.function.Supplier;

/** Sorts rows of any number within limited memory. Safe for use by many threads. */
@FunctionalInterface
public interface RowSort {
  /**
   * The rows of {@code parts} by the column {@code key}, the smallest first and nulls before all.
   *
   * @param schema of all parts
   * @param parts each is opened once at most, several perhaps at once, and closed again
   * @return computes rows as they are read; is to be closed
   */
  BatchReader sort(StructType schema, List<Supplier<BatchReader>> parts, int key);
}
