package io.moraine.engine.dml;

import io.moraine.core.env.Environment;
import io.moraine.core.type.StructType;
import io.moraine.engine.ddl.SchemaEvolution;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.log.action.Action;
import java.util.List;

/**
 * A table whose schema a statement changes as it writes.
 *
 * @param table as it is after that, its rows as they were
 * @param actions by which it becomes so
 */
record TargetEvolution(DeltaTable table, List<Action> actions) {
  TargetEvolution {
    actions = List.copyOf(actions);
  }

  static TargetEvolution none(DeltaTable table) {
    return new TargetEvolution(table, List.of());
  }

  /** With the columns of {@code rows} besides its own. */
  static TargetEvolution merged(DeltaTable table, StructType rows, Environment environment) {
    return of(table, SchemaEvolution.merged(table.snapshot(), rows, environment));
  }

  /** With the columns of {@code rows} in place of its own. */
  static TargetEvolution replaced(
      DeltaTable table, StructType rows, List<String> partitionColumns, Environment environment) {
    return of(
        table, SchemaEvolution.replaced(table.snapshot(), rows, partitionColumns, environment));
  }

  private static TargetEvolution of(DeltaTable table, List<Action> actions) {
    return new TargetEvolution(table.with(actions), actions);
  }
}
