package io.moraine;

import io.moraine.compaction.RowSort;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.env.Environment;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.memory.MemoryBudget;
import io.moraine.engine.run.SortedRows;
import java.util.List;
import java.util.function.Supplier;

/** Sorts rows of maintenance as those of statements are, within {@code memoryBytes}. */
record EngineSort(Environment environment, long memoryBytes) implements RowSort {
  @Override
  public BatchReader sort(StructType schema, List<Supplier<BatchReader>> parts, int key) {
    return SortedRows.of(schema, parts, key, environment, MemoryBudget.ofBytes(memoryBytes));
  }
}
