package io.moraine.engine.physical;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.List;

/**
 * Rows that are part of the plan.
 *
 * @param output their columns; may be none, as under {@code SELECT 1}
 * @param batches the rows; no batches mean no rows
 */
public record PhysicalValues(StructType output, List<ColumnBatch> batches) implements PhysicalPlan {
  public PhysicalValues {
    batches = List.copyOf(batches);
    for (ColumnBatch batch : batches) {
      PlanText.requireTypes(
          "Values", output, batch.schema().fields().stream().map(StructField::type).toList());
    }
  }

  /** One row without columns: what a SELECT without FROM reads. */
  public static PhysicalValues oneRow() {
    return new PhysicalValues(
        StructType.EMPTY, List.of(new ColumnBatch(StructType.EMPTY, 1, List.of())));
  }

  /** How many rows. */
  public long rowCount() {
    return batches.stream().mapToLong(ColumnBatch::rowCount).sum();
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of();
  }

  @Override
  public String describe() {
    return "Values %d rows [%s]".formatted(rowCount(), String.join(", ", output.names()));
  }
}
