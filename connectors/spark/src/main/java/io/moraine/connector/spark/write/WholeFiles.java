package io.moraine.connector.spark.write;

import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.json.JsonWriter;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.internal.SQLConf;

/** Deletes rows that fill their files, by the log alone. */
public final class WholeFiles {
  private WholeFiles() {}

  /**
   * Deletes the rows of {@code table} for which all of {@code predicates} are true.
   *
   * @throws InvalidInputException if a file has other rows, too
   */
  public static void delete(TablePlace place, Snapshot table, Predicate[] predicates) {
    table.requireWritable();
    ZoneId zone = ZoneId.of(SQLConf.get().sessionLocalTimeZone());
    Expression condition =
        TableWriteBuilder.condition(table, predicates)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "Cannot delete rows of %s by a condition that Moraine cannot say"
                            .formatted(table.table())));
    JsonWriter predicate = new JsonWriter().beginArray().value(condition.toString());
    Transaction transaction =
        Transaction.begin(
            place.handle().transactions(OpenPlaces.environment()),
            table,
            Operation.of("DELETE", Map.of("predicate", predicate.endArray().toString())));
    Replacement replacement =
        condition.equals(Literal.TRUE) ? new Replacement.All() : new Replacement.Where(condition);
    List<AddFile> files =
        new ReplacedFiles(table, place.handle().store(), zone)
            .of(replacement, List.of(), transaction);
    if (files.isEmpty()) {
      return;
    }
    long now = OpenPlaces.environment().nowMillis();
    files.forEach(file -> transaction.add(file.removedAt(now)));
    transaction
        .metric("numRemovedFiles", files.size())
        .metric("numAddedFiles", 0)
        .metric("numCopiedRows", 0)
        .metric(
            "numDeletedRows",
            files.stream().mapToLong(file -> Math.max(0, FileStatistics.liveRowCount(file))).sum())
        .commit();
  }
}
