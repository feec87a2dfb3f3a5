package io.moraine.engine.physical;

import io.moraine.core.type.StructType;
import java.util.List;

/**
 * One operator of a plan, over the operators that it reads.
 *
 * <p>Expressions refer to columns by ordinal ({@code ColumnReference.id}) of the child's output; in
 * joins, of the probe side's columns followed by the build side's.
 */
public sealed interface PhysicalPlan
    permits PhysicalAggregate,
        PhysicalExpand,
        PhysicalFilter,
        PhysicalGenerate,
        PhysicalHashJoin,
        PhysicalLimit,
        PhysicalNestedLoopJoin,
        PhysicalProject,
        PhysicalRecursion,
        PhysicalScan,
        PhysicalShared,
        PhysicalSort,
        PhysicalTopN,
        PhysicalUnionAll,
        PhysicalValues,
        PhysicalWindow,
        PhysicalWorkingRows {

  /** The columns of the rows it gives. */
  StructType output();

  /** The operators it reads, in order; of joins, the probe side first. */
  List<PhysicalPlan> children();

  /** The operator and its arguments in one line, without its children, as EXPLAIN shows it. */
  String describe();

  /** The plan as an indented tree, one operator a line. */
  default String explain() {
    StringBuilder text = new StringBuilder();
    PlanText.append(this, 0, text);
    return text.toString();
  }
}
