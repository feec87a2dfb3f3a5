package io.moraine.compaction.advice;

import io.moraine.compaction.advice.ReadReason.Kind;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.prune.Outcome;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileSkipping;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.PartitionValues;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a predicate that must hold, and what the log tells of its columns. */
final class ClauseFacts {
  private final Expression clause;
  private final FileSkipping skipping;
  private final List<String> partitionColumns;
  private final PartitionValues partitionValues;
  private final FileStatistics.Columns statistics;

  private final Set<Leaf> leaves = new LinkedHashSet<>();

  /**
   * A column of the clause, or a field within one.
   *
   * @param within the ordinals below the column, from the outermost
   */
  private record Leaf(Expression expression, ColumnReference column, List<Integer> within) {

    /** What {@code expression} is, if it is one. */
    static Optional<Leaf> of(Expression expression) {
      List<Integer> within = new ArrayList<>();
      Expression at = expression;
      while (at instanceof FieldAccess field) {
        within.add(0, field.ordinal());
        at = field.struct();
      }
      return at instanceof ColumnReference column
          ? Optional.of(new Leaf(expression, column, within))
          : Optional.empty();
    }

    ColumnStatistics known(FileStatistics statistics) {
      return within.isEmpty()
          ? statistics.column(column.id())
          : statistics.field(column.id(), within);
    }

    String text(Object value) {
      return new Literal(expression.type(), value).toString();
    }

    @Override
    public String toString() {
      return expression.toString();
    }
  }

  ClauseFacts(Snapshot snapshot, Expression clause, FileSkipping skipping, ZoneId zone) {
    this.clause = clause;
    this.skipping = skipping;
    this.partitionColumns = snapshot.partitionColumns();
    this.partitionValues =
        new PartitionValues(
            snapshot.schema(), partitionColumns, snapshot.columnMappingMode(), zone);
    collect(clause);
    this.statistics =
        FileStatistics.Columns.of(
            snapshot.schema(),
            snapshot.columnMappingMode(),
            leaves.stream()
                .filter(leaf -> partition(leaf) < 0)
                .mapToInt(leaf -> leaf.column().id())
                .distinct()
                .toArray());
  }

  private void collect(Expression expression) {
    Optional<Leaf> leaf = Leaf.of(expression);
    leaf.ifPresent(leaves::add);
    if (leaf.isEmpty()) {
      expression.children().forEach(this::collect);
    }
  }

  /** The place of the leaf's column among those of the partitioning; −1 if it is not of these. */
  private int partition(Leaf leaf) {
    return partitionColumns.indexOf(leaf.column().name());
  }

  Outcome decide(AddFile file) {
    return skipping.decide(file);
  }

  /** Why no row of {@code file} satisfies the clause. */
  Kind whyNone(AddFile file) {
    FileStatistics known = FileStatistics.parse(file.stats(), statistics);
    if (leaves.isEmpty()) {
      return Kind.NEVER_TRUE;
    } else if (known.numRecords() == 0) {
      return Kind.NO_ROWS;
    } else if (leaves.stream().allMatch(leaf -> partition(leaf) >= 0)) {
      return Kind.PARTITION_VALUE;
    }
    boolean ofNulls =
        clause instanceof Call call
            && (call.is(Operators.IS_NULL) || call.is(Operators.IS_NOT_NULL));
    boolean bounded =
        leaves.stream()
            .filter(leaf -> partition(leaf) < 0)
            .map(leaf -> leaf.known(known))
            .anyMatch(column -> column.min() != null || column.max() != null);
    return ofNulls || !bounded ? Kind.NULL_COUNT : Kind.BOUNDS;
  }

  /** Whether a column of the clause has neither bounds nor only nulls, as far as the log tells. */
  boolean isUntold(AddFile file) {
    FileStatistics known = FileStatistics.parse(file.stats(), statistics);
    for (Leaf leaf : leaves) {
      if (partition(leaf) < 0) {
        ColumnStatistics column = leaf.known(known);
        boolean onlyNulls = column.nullCount() >= 0 && column.nullCount() == known.numRecords();
        if (column.min() == null && column.max() == null && !onlyNulls) {
          return true;
        }
      }
    }
    return false;
  }

  /** What is known of the columns, for people. */
  String known(AddFile file) {
    FileStatistics known = FileStatistics.parse(file.stats(), statistics);
    List<String> texts = new ArrayList<>();
    for (Leaf leaf : leaves) {
      int partition = partition(leaf);
      texts.add(
          partition < 0
              ? text(leaf, leaf.known(known), known.numRecords())
              : text(leaf, partitionValues.value(file, partition)));
    }
    return String.join(", ", texts);
  }

  private static String text(Leaf leaf, @Nullable Object partitionValue) {
    return "%s is %s".formatted(leaf, partitionValue == null ? "null" : leaf.text(partitionValue));
  }

  private static String text(Leaf leaf, ColumnStatistics known, long rows) {
    String nulls = known.nullCount() > 0 ? " or null (%,d)".formatted(known.nullCount()) : "";
    if (known.nullCount() >= 0 && known.nullCount() == rows) {
      return leaf + " is null";
    } else if (known.min() == null && known.max() == null) {
      return known.nullCount() < 0
          ? "nothing is known of " + leaf
          : "no bounds of %s are known, %,d are null".formatted(leaf, known.nullCount());
    } else if (known.max() == null) {
      return "%s is from %s%s".formatted(leaf, leaf.text(known.min()), nulls);
    } else if (known.min() == null) {
      return "%s is up to %s%s".formatted(leaf, leaf.text(known.max()), nulls);
    }
    return "%s is %s to %s%s"
        .formatted(leaf, leaf.text(known.min()), leaf.text(known.max()), nulls);
  }

  @Override
  public String toString() {
    return clause.toString();
  }
}
