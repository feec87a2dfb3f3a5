package io.moraine.engine.run;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.env.Environment;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.QueryExecution;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.memory.MemoryBudget;
import io.moraine.engine.physical.PhysicalScan;
import io.moraine.engine.physical.PhysicalSort;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import io.moraine.engine.physical.SortKey;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Rows that no statement names, sorted as those of statements are. */
public final class SortedRows {
  private SortedRows() {}

  /**
   * The rows of {@code parts} by the column {@code key}, the smallest first and nulls before all,
   * computed as they are read. What {@code memory} does not hold goes to a temporary file.
   *
   * @param schema of all parts
   * @param parts each is opened once at most, several at once, and closed
   */
  public static BatchReader of(
      StructType schema,
      List<? extends Supplier<BatchReader>> parts,
      int key,
      Environment environment,
      MemoryBudget memory) {
    StructField field = schema.field(key);
    PhysicalSort plan =
        new PhysicalSort(
            new PhysicalScan(new Parts(schema, parts.stream().map(Parts::split).toList())),
            List.of(
                SortKey.ascending(
                    new ColumnReference(key, field.name(), field.type(), field.nullable()))));
    EvaluationContext evaluation =
        new EvaluationContext(environment.clock().instant(), environment.clock().getZone());
    return QueryExecution.run(plan, ExecutionContext.of(environment, evaluation, memory));
  }

  private record Parts(StructType schema, List<ScanSplit> splits) implements ScanSource {
    static ScanSplit split(Supplier<BatchReader> part) {
      return part::get;
    }

    @Override
    public String name() {
      return "rows";
    }

    @Override
    public OptionalLong estimatedRows() {
      return OptionalLong.empty();
    }
  }
}
