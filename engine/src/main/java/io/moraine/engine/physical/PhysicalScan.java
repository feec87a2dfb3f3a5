package io.moraine.engine.physical;

import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.List;
import java.util.Objects;

/**
 * Reads a source.
 *
 * @param source where rows come from
 * @param output the source's columns; names may differ from the source's, types may not
 */
public record PhysicalScan(ScanSource source, StructType output) implements PhysicalPlan {
  public PhysicalScan {
    Objects.requireNonNull(source, "source");
    PlanText.requireTypes(
        "A scan", output, source.schema().fields().stream().map(StructField::type).toList());
  }

  /** A scan under the source's own column names. */
  public PhysicalScan(ScanSource source) {
    this(source, source.schema());
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of();
  }

  @Override
  public String describe() {
    return "Scan %s [%s]".formatted(source.name(), String.join(", ", output.names()));
  }
}
