package io.moraine.engine.exec;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.exec.hash.KeyFilters;
import io.moraine.engine.physical.JoinKey;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.physical.KeyMatch;
import io.moraine.engine.physical.PhysicalHashJoin;
import io.moraine.engine.physical.RuntimeFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * How filters that are found while a plan runs pass from an operator's output to its inputs. A
 * filter passes where an input's row without a wanted value could not have come to a row with one.
 */
final class FilterPassing {
  private FilterPassing() {}

  /**
   * Those for an input whose column {@code i} is the operator's, for {@code i} below {@code to}.
   */
  static List<RuntimeFilter> below(List<RuntimeFilter> filters, int to) {
    return filters.stream().filter(filter -> filter.column() < to).toList();
  }

  /** Those for an input from which the operator's columns are computed by {@code expressions}. */
  static List<RuntimeFilter> through(List<RuntimeFilter> filters, List<Expression> expressions) {
    List<RuntimeFilter> passed = new ArrayList<>();
    for (RuntimeFilter filter : filters) {
      if (filter.column() < expressions.size()
          && expressions.get(filter.column()) instanceof ColumnReference column) {
        passed.add(filter.of(column.id()));
      }
    }
    return passed;
  }

  /** Those for the probe side. */
  static List<RuntimeFilter> toProbe(JoinKind kind, List<RuntimeFilter> filters, int probeSize) {
    return switch (kind) {
      case INNER, LEFT, SEMI, ANTI, MARK, SINGLE -> below(filters, probeSize);
      // A build row is given as one without a match if its match is left out.
      case RIGHT, FULL, BUILD_SEMI, BUILD_ANTI -> List.of();
    };
  }

  /** Those for the build side: of its own columns, and of probe columns that equal one of them. */
  static List<RuntimeFilter> toBuild(PhysicalHashJoin join, List<RuntimeFilter> filters) {
    List<RuntimeFilter> passed = new ArrayList<>();
    int probeSize = join.kind().givesProbe() ? join.probe().output().size() : 0;
    boolean ownColumns =
        switch (join.kind()) {
          case INNER, RIGHT, BUILD_SEMI, BUILD_ANTI -> true;
          case LEFT, FULL, SEMI, ANTI, MARK, SINGLE -> false;
        };
    for (RuntimeFilter filter : filters) {
      if (ownColumns && filter.column() >= probeSize) {
        passed.add(filter.of(filter.column() - probeSize));
      }
    }
    if (join.kind() == JoinKind.INNER || join.kind() == JoinKind.SEMI) {
      for (JoinKey key : join.keys()) {
        if (key.match() == KeyMatch.EQUAL
            && key.probe() instanceof ColumnReference probe
            && key.build() instanceof ColumnReference build) {
          filters.stream()
              .filter(filter -> filter.column() == probe.id())
              .forEach(filter -> passed.add(filter.of(build.id())));
        }
      }
    }
    return passed;
  }

  /** Whether a probe row without a match comes to nothing. */
  static boolean dropsUnmatchedProbe(JoinKind kind) {
    return switch (kind) {
      case INNER, RIGHT, SEMI, BUILD_SEMI, BUILD_ANTI -> true;
      case LEFT, FULL, ANTI, MARK, SINGLE -> false;
    };
  }

  /**
   * What the build side's keys say of the probe side's rows.
   *
   * @param keys of all build rows, one vector a key
   */
  static List<RuntimeFilter> ofKeys(PhysicalHashJoin join, List<ColumnVector> keys) {
    List<RuntimeFilter> filters = new ArrayList<>();
    for (int k = 0; k < keys.size(); k++) {
      JoinKey key = join.keys().get(k);
      if (key.match() == KeyMatch.EQUAL && key.probe() instanceof ColumnReference column) {
        KeyFilters.of(keys.get(k), column.id()).ifPresent(filters::add);
      }
    }
    return filters;
  }
}
