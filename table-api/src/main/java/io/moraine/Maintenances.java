package io.moraine;

import io.moraine.core.env.Environment;
import io.moraine.core.expr.Expression;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.session.StatementExtension;
import io.moraine.engine.session.StatementResult;
import io.moraine.engine.sql.syntax.Maintenance;
import java.util.Optional;

/** Runs the statements that change a table's files and none of its rows. */
record Maintenances(Environment environment) implements StatementExtension {
  @Override
  public Optional<StatementResult> run(
      Maintenance statement, DeltaTable table, Optional<Expression> where) {
    return Optional.empty();
  }
}
