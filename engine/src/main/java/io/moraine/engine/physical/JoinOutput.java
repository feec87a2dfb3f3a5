package io.moraine.engine.physical;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.List;

/** The columns a join gives. */
final class JoinOutput {
  private JoinOutput() {}

  static StructType of(JoinKind kind, StructType probe, StructType build) {
    return StructType.ofResult(
        switch (kind) {
          case INNER -> PlanText.concat(probe.fields(), build.fields());
          case LEFT, SINGLE -> PlanText.concat(probe.fields(), PlanText.nullable(build));
          case RIGHT -> PlanText.concat(PlanText.nullable(probe), build.fields());
          case FULL -> PlanText.concat(PlanText.nullable(probe), PlanText.nullable(build));
          case SEMI, ANTI -> probe.fields();
          case BUILD_SEMI, BUILD_ANTI -> build.fields();
          case MARK ->
              PlanText.concat(
                  probe.fields(), List.of(StructField.of("mark", DataType.Primitive.BOOLEAN)));
        });
  }
}
