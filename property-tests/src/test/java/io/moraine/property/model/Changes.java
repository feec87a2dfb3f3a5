package io.moraine.property.model;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ListArbitrary;

/** Random statements. Keys are few, so that they meet. */
final class Changes {
  /** Groups with what folder names must escape. */
  private static final List<String> GROUPS =
      List.of("a", "b/c", "x=1%25", "it's", "ä 😀", "..", "__HIVE_DEFAULT_PARTITION_");

  private Changes() {}

  static Arbitrary<List<Change>> lists(int maxSize) {
    return change()
        .list()
        .ofMinSize(1)
        .ofMaxSize(maxSize)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<Change> change() {
    Arbitrary<Change> insert = rows().ofMinSize(1).map(Change.Insert::new);
    Arbitrary<Change> copy =
        Combinators.combine(condition(), Arbitraries.integers().between(0, 12))
            .as(Change.InsertSelect::new);
    Arbitrary<Change> update =
        Combinators.combine(condition(), Arbitraries.longs().between(-3, 3), groups().optional(0.4))
            .as(Changes::update);
    Arbitrary<Change> delete = condition().map(Change.Delete::new);
    Arbitrary<Change> merge =
        Combinators.combine(
                rows().ofMinSize(1).uniqueElements(Row::k),
                condition(),
                Arbitraries.of(true, false))
            .as(Change.Merge::new);
    return Arbitraries.frequencyOf(
        Tuple.of(4, insert),
        Tuple.of(1, copy),
        Tuple.of(3, update),
        Tuple.of(2, delete),
        Tuple.of(3, merge),
        Tuple.of(1, Arbitraries.just(new Change.Rewrite())),
        Tuple.of(2, Arbitraries.just(new Change.Optimize())));
  }

  private static Change update(Condition where, long plus, Optional<String> group) {
    return new Change.Update(where, plus, group);
  }

  private static ListArbitrary<Row> rows() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 15).injectNull(0.05),
            groups().injectNull(0.1),
            Arbitraries.longs().between(-100, 100).injectNull(0.1))
        .as(Row::new)
        .list()
        .ofMaxSize(6);
  }

  private static Arbitrary<String> groups() {
    return Arbitraries.of(GROUPS);
  }

  private static Arbitrary<Condition> condition() {
    Arbitrary<Condition> simple =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 16).map(Condition.KeyBelow::new),
            Arbitraries.integers()
                .between(0, 15)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(Condition.KeyIn::new),
            groups().map(Condition.GroupIs::new),
            Arbitraries.just(new Condition.GroupIsNull()),
            Arbitraries.longs().between(-100, 100).map(Condition.NumberAbove::new));
    return Arbitraries.frequencyOf(
        Tuple.of(5, simple),
        Tuple.of(1, simple.map(Condition.Not::new)),
        Tuple.of(2, Combinators.combine(simple, simple).as(Condition.And::new)),
        Tuple.of(2, Combinators.combine(simple, simple).as(Condition.Or::new)));
  }
}
