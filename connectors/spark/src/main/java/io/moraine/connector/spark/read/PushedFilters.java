package io.moraine.connector.spark.read;

import io.moraine.connector.spark.filter.SparkPredicates;
import io.moraine.core.error.MoraineException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/**
 * What of a query's filters a scan takes over.
 *
 * @param expressions all that can be said, over the table's schema
 * @param pushed the same as Spark's
 * @param left those that rows still have to be held against
 */
record PushedFilters(List<Expression> expressions, List<Predicate> pushed, List<Predicate> left) {
  static final PushedFilters NONE = new PushedFilters(List.of(), List.of(), List.of());

  /**
   * Of {@code predicates}, over the rows that {@code scan} gives without a filter. Filters of
   * partition columns need no second look where the log tells that all rows of the files that are
   * left satisfy them.
   */
  static PushedFilters of(Predicate[] predicates, TableScan.Builder scan, Snapshot snapshot) {
    SparkPredicates translator = new SparkPredicates(snapshot.schema());
    List<Expression> expressions = new ArrayList<>();
    List<Predicate> pushed = new ArrayList<>();
    List<Predicate> left = new ArrayList<>();
    List<Expression> ofPartitions = new ArrayList<>();
    List<Predicate> perhaps = new ArrayList<>();
    for (Predicate predicate : predicates) {
      Optional<Expression> expression = translator.translate(predicate);
      expression.ifPresent(
          known -> {
            expressions.add(known);
            pushed.add(predicate);
          });
      if (expression.isPresent() && isOfPartitions(expression.get(), snapshot)) {
        ofPartitions.add(expression.get());
        perhaps.add(predicate);
      } else {
        left.add(predicate);
      }
    }
    if (!perhaps.isEmpty() && !areProven(scan.filter(ofPartitions))) {
      left.addAll(perhaps);
    }
    return new PushedFilters(expressions, pushed, left);
  }

  private static boolean areProven(TableScan.Builder scan) {
    try {
      return scan.build().files().stream().allMatch(file -> file.match() == ScanFile.Match.ALL);
    } catch (MoraineException e) {
      // A partition value that cannot be read is an error of the query's, told when it runs.
      return false;
    }
  }

  private static boolean isOfPartitions(Expression expression, Snapshot snapshot) {
    return expression instanceof ColumnReference column
        ? snapshot.partitionColumns().contains(column.name())
        : expression.children().stream().allMatch(child -> isOfPartitions(child, snapshot));
  }
}
