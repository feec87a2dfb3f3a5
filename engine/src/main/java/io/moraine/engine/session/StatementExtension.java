package io.moraine.engine.session;

import io.moraine.core.expr.Expression;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.sql.syntax.Maintenance;
import java.util.Optional;

/** Runs statements of maintenance, which are beside the engine and not in it. */
@FunctionalInterface
public interface StatementExtension {
  /**
   * Runs {@code statement} on {@code table}.
   *
   * @param where binds the statement's condition over the table's schema, if it has one
   * @return empty if it does not know the statement
   */
  Optional<StatementResult> run(
      Maintenance statement, DeltaTable table, Optional<Expression> where);
}
