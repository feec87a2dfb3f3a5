package io.moraine.engine.bind;

import io.moraine.core.expr.Expression;
import io.moraine.engine.sql.syntax.Grouping;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The sets of expressions that GROUP BY groups by, one after the other.
 *
 * @param sets at least one; equal ones give their groups as often
 * @param areSeveral whether GROUP BY has GROUPING SETS, ROLLUP or CUBE
 */
record GroupingSets(List<Set<Expression>> sets, boolean areSeveral) {
  /** Wider ones would give each row more than 4,096 times. */
  private static final int MAX_CUBE = 12;

  /** Nothing to group by. */
  static final GroupingSets NONE = new GroupingSets(List.of(Set.of()), false);

  /** These sets, each with {@code group} too. */
  GroupingSets with(Expression group) {
    return product(List.of(Set.of(group)), areSeveral);
  }

  /** These sets, each with each of those of {@code grouping}, whose expressions {@code bind}s. */
  GroupingSets with(Grouping grouping, Function<SqlExpression, Expression> bind) {
    return grouping.accept(
        new Grouping.Visitor<GroupingSets>() {
          @Override
          public GroupingSets visitBy(Grouping.By by) {
            return with(bind.apply(by.expression()));
          }

          @Override
          public GroupingSets visitSets(Grouping.Sets written) {
            return product(bound(written.sets(), bind), true);
          }

          @Override
          public GroupingSets visitRollup(Grouping.Rollup rollup) {
            List<Set<Expression>> elements = bound(rollup.elements(), bind);
            List<Set<Expression>> prefixes = new ArrayList<>();
            for (int size = elements.size(); size >= 0; size--) {
              prefixes.add(union(elements.subList(0, size)));
            }
            return product(prefixes, true);
          }

          @Override
          public GroupingSets visitCube(Grouping.Cube cube) {
            List<Set<Expression>> elements = bound(cube.elements(), bind);
            int count = Math.min(MAX_CUBE, elements.size());
            List<Set<Expression>> subsets = new ArrayList<>();
            for (int absent = 0; absent < 1 << count; absent++) {
              List<Set<Expression>> present = new ArrayList<>();
              for (int i = 0; i < elements.size(); i++) {
                if (i >= count || (absent >> (count - 1 - i) & 1) == 0) {
                  present.add(elements.get(i));
                }
              }
              subsets.add(union(present));
            }
            return product(subsets, true);
          }
        });
  }

  private static List<Set<Expression>> bound(
      List<List<SqlExpression>> written, Function<SqlExpression, Expression> bind) {
    List<Set<Expression>> bound = new ArrayList<>();
    for (List<SqlExpression> element : written) {
      Set<Expression> expressions = new LinkedHashSet<>();
      element.forEach(expression -> expressions.add(bind.apply(expression)));
      bound.add(expressions);
    }
    return bound;
  }

  private static Set<Expression> union(List<Set<Expression>> elements) {
    Set<Expression> all = new LinkedHashSet<>();
    elements.forEach(all::addAll);
    return all;
  }

  private GroupingSets product(List<Set<Expression>> more, boolean several) {
    List<Set<Expression>> product = new ArrayList<>();
    for (Set<Expression> set : sets) {
      for (Set<Expression> other : more) {
        product.add(union(List.of(set, other)));
      }
    }
    return new GroupingSets(product, areSeveral || several);
  }
}
