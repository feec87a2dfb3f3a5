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
 * @param tracked whether files have the rows' ids, as rows of other files may come
 * @param rowIdOrdinal where the metadata of changed rows has the id; −1 for nowhere
 */
public record RowTarget(
    SentSnapshot snapshot,
    long nowMillis,
    int writers,
    @Nullable SentExpression condition,
    boolean tracked,
    int rowIdOrdinal)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** The table, as if it had no files. */
  public Snapshot table() {
    return snapshot.snapshot(List.of());
  }

  /** What expressions know of the world. */
  EvaluationContext evaluation() {
    return new EvaluationContext(Instant.ofEpochMilli(nowMillis), snapshot.zoneId());
  }

  /** What the table demands of its rows. */
  TableRules rules(Snapshot table) {
    return new TableRules(table.table(), table.schema(), table.properties(), evaluation());
  }

  /** That of the process that writes. */
  public Environment environment() {
    return OpenPlaces.environment();
  }
}
