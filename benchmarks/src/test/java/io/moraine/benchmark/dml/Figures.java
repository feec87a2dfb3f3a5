package io.moraine.benchmark.dml;

/** What is asked of tables that should be the same. */
final class Figures {
  static final String SQL =
      "SELECT count(*) AS n, sum(l_quantity) AS q, sum(l_tax) AS t, sum(l_orderkey) AS k FROM %s";

  private Figures() {}
}
