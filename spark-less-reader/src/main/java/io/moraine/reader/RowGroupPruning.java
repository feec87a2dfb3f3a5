package io.moraine.reader;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.core.parquet.read.RowGroupFilter;
import io.moraine.core.parquet.read.RowGroupStatistics;
import io.moraine.core.prune.Outcome;
import io.moraine.core.prune.Pruner;
import io.moraine.core.prune.StatisticsSource;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leaves out row groups by the statistics in a file's footer. */
final class RowGroupPruning {
  private RowGroupPruning() {}

  /**
   * A filter of row groups.
   *
   * @param filter over {@code schema}
   * @param wanted the columns read from the file; conjuncts over others are not looked at
   */
  static RowGroupFilter of(Expression filter, StructType schema, List<StructField> wanted) {
    StructType requested = StructType.ofResult(wanted);
    Map<Integer, Integer> ordinals = new HashMap<>();
    for (int i = 0; i < schema.size(); i++) {
      int place = wanted.indexOf(schema.field(i));
      if (place >= 0) {
        ordinals.put(i, place);
      }
    }
    List<Expression> conditions = new ArrayList<>();
    for (Expression conjunct : Operators.conjuncts(filter)) {
      rebound(conjunct, ordinals).ifPresent(conditions::add);
    }
    if (conditions.isEmpty()) {
      return RowGroupFilter.ALL;
    }
    Pruner pruner = Pruner.compile(Operators.and(conditions), requested);
    return group -> pruner.decide(new GroupSource(group)) != Outcome.NONE;
  }

  private static Optional<Expression> rebound(
      Expression expression, Map<Integer, Integer> ordinals) {
    if (expression instanceof ColumnReference column) {
      return Optional.ofNullable(ordinals.get(column.id()))
          .map(
              place ->
                  new ColumnReference(place, column.name(), column.type(), column.nullable()));
    }
    List<Expression> children = new ArrayList<>();
    for (Expression child : expression.children()) {
      Optional<Expression> rebound = rebound(child, ordinals);
      if (rebound.isEmpty()) {
        return Optional.empty();
      }
      children.add(rebound.get());
    }
    return Optional.of(expression.withChildren(children));
  }

  private record GroupSource(RowGroupStatistics group) implements StatisticsSource {
    @Override
    public long rowCount() {
      return group.rowCount();
    }

    @Override
    public ColumnStatistics column(int ordinal) {
      return group.column(ordinal);
    }

    @Override
    public ColumnStatistics field(int ordinal, List<Integer> path) {
      int[] all = new int[path.size() + 1];
      all[0] = ordinal;
      for (int i = 0; i < path.size(); i++) {
        all[i + 1] = path.get(i);
      }
      return group.column(all);
    }
  }
}
