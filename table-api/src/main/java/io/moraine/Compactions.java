package io.moraine;

import io.moraine.OptimizeResult.Overlap;
import io.moraine.compaction.Goal;
import io.moraine.compaction.OptimizeExecutor;
import io.moraine.compaction.OptimizeExecutor.Trigger;
import io.moraine.compaction.OptimizeListener;
import io.moraine.compaction.OptimizeOptions;
import io.moraine.compaction.OptimizePlan;
import io.moraine.compaction.OptimizePlanner;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.StructField;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.sql.parse.SqlParser;
import io.moraine.engine.sql.syntax.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Plans and runs compactions, for the builder and for SQL alike. */
record Compactions(DeltaTable table, Environment environment, EngineSort sort) {

  /** A condition over the table's columns, from its SQL text. */
  Expression condition(String sql) {
    List<ColumnReference> columns = new ArrayList<>();
    for (int i = 0; i < table.schema().size(); i++) {
      StructField field = table.schema().field(i);
      columns.add(new ColumnReference(i, field.name(), field.type(), field.nullable()));
    }
    Binder binder = new Binder(sql, (name, time) -> Optional.empty(), evaluation());
    return binder.condition(
        SqlParser.parseExpression(sql), Binder.names(columns, List.of()), "WHERE");
  }

  private EvaluationContext evaluation() {
    return new EvaluationContext(environment.clock().instant(), environment.clock().getZone());
  }

  /** The names of a column, or of a field within one, from its SQL text. */
  static List<String> path(String sql) {
    if (SqlParser.parseExpression(sql) instanceof Reference.ColumnReference column) {
      return column.name().texts();
    }
    throw new InvalidInputException("'%s' is not the name of a column".formatted(sql));
  }

  OptimizePlan plan(Goal goal, Optional<Expression> where, OptionalLong targetBytes) {
    OptimizeOptions options = OptimizeOptions.DEFAULT.withEvaluation(evaluation()).withGoal(goal);
    if (where.isPresent()) {
      options = options.withPredicate(where.get());
    }
    if (targetBytes.isPresent()) {
      options = options.withTargetFileBytes(targetBytes.getAsLong());
    }
    return OptimizePlanner.plan(table.snapshot(), options, table.handle().store());
  }

  OptimizeResult run(OptimizePlan plan, Trigger trigger, Consumer<Progress> listener) {
    OptimizeExecutor executor =
        new OptimizeExecutor(table.handle().log(), table.handle().transactions(environment))
            .withTrigger(trigger)
            .withSort(sort)
            .withListener(
                new OptimizeListener() {
                  @Override
                  public void advanced(io.moraine.compaction.Progress progress) {
                    listener.accept(Progress.of(progress));
                  }
                });
    return Conflicts.translate(
        () -> {
          var result = executor.run(plan, table.snapshot());
          return new OptimizeResult(
              result.version(),
              result.filesBefore(),
              result.bytesBefore(),
              result.filesAfter(),
              result.bytesAfter(),
              result.overlaps().map(overlaps -> new Overlap(overlaps.before(), overlaps.after())));
        });
  }
}
