package io.moraine.engine.session;

/** Spark's words for what DuckDB calls otherwise. */
final class TpcdsWords {
  private TpcdsWords() {}

  /** {@code sql} of {@code query} for DuckDB. */
  static String ofDuckDb(String query, String sql) {
    return sql;
  }
}
