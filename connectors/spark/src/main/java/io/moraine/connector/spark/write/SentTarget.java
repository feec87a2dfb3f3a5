package io.moraine.connector.spark.write;

import io.moraine.connector.spark.filter.SentExpression;
import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.SentSnapshot;
import io.moraine.core.env.Environment;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.rule.TableRules;
import io.moraine.log.snapshot.Snapshot;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What writers of rows need to know of the table.
 *
 * @param snapshot what it is, without its files
 * @param nowMillis when the statement began
 * @param writers how many there are
 * @param condition of each row that is written; null for none
 */
record SentTarget(
    SentSnapshot snapshot, long nowMillis, int writers, @Nullable SentExpression condition)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** The table, as if it had no files. */
  Snapshot table() {
    return snapshot.snapshot(List.of());
  }

  EvaluationContext evaluation() {
    return new EvaluationContext(Instant.ofEpochMilli(nowMillis), snapshot.zoneId());
  }

  TableRules rules(Snapshot table) {
    return new TableRules(table.table(), table.schema(), table.properties(), evaluation());
  }

  Environment environment() {
    return OpenPlaces.environment();
  }
}
