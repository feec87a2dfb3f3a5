package io.moraine.connector.spark.write;

import io.moraine.connector.spark.filter.SparkPredicates;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.log.snapshot.Snapshot;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsDynamicOverwrite;
import org.apache.spark.sql.connector.write.SupportsOverwriteV2;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.internal.SQLConf;

/** Plans a write to a table: rows come, and perhaps others go. */
public final class TableWriteBuilder implements SupportsOverwriteV2, SupportsDynamicOverwrite {
  private final TablePlace place;
  private final Snapshot table;
  private final LogicalWriteInfo info;
  private final ZoneId zone;
  private Replacement replacement = new Replacement.None();

  /** Of rows as {@code info} has them to {@code table}, which is at {@code place}. */
  public TableWriteBuilder(TablePlace place, Snapshot table, LogicalWriteInfo info) {
    table.requireWritable();
    this.place = place;
    this.table = table;
    this.info = info;
    this.zone = ZoneId.of(SQLConf.get().sessionLocalTimeZone());
  }

  /** Whether {@code predicates} are true of all or of no rows of each file of the table. */
  public static boolean areWhole(TablePlace place, Snapshot table, Predicate[] predicates) {
    ZoneId zone = ZoneId.of(SQLConf.get().sessionLocalTimeZone());
    return condition(table, predicates)
        .filter(
            condition -> new ReplacedFiles(table, place.handle().store(), zone).areWhole(condition))
        .isPresent();
  }

  /** All of {@code predicates}; empty if one of them cannot be said. */
  public static Optional<Expression> condition(Snapshot table, Predicate[] predicates) {
    SparkPredicates translator = new SparkPredicates(table.schema());
    List<Expression> conditions = new ArrayList<>();
    for (Predicate predicate : predicates) {
      Optional<Expression> condition = translator.translate(predicate);
      if (condition.isEmpty()) {
        return Optional.empty();
      }
      conditions.add(condition.get());
    }
    return Optional.of(Operators.and(conditions));
  }

  @Override
  public boolean canOverwrite(Predicate[] predicates) {
    return areWhole(place, table, predicates);
  }

  @Override
  public WriteBuilder overwrite(Predicate[] predicates) {
    Expression condition =
        condition(table, predicates)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "Cannot replace rows of %s by a condition that Moraine cannot say"
                            .formatted(table.table())));
    replacement =
        condition.equals(Literal.TRUE) ? new Replacement.All() : new Replacement.Where(condition);
    return this;
  }

  @Override
  public WriteBuilder truncate() {
    replacement = new Replacement.All();
    return this;
  }

  @Override
  public WriteBuilder overwriteDynamicPartitions() {
    replacement =
        table.partitionColumns().isEmpty() ? new Replacement.All() : new Replacement.Partitions();
    return this;
  }

  @Override
  public Write build() {
    WriterOptions options = WriterOptions.of(info.options());
    return new TableWrite(
        new CommittedWrite(place, table, replacement, options, zone),
        replacement instanceof Replacement.Where where
            ? Optional.of(where.condition())
            : Optional.empty(),
        info.queryId(),
        zone);
  }
}
