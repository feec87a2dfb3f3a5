package io.moraine.benchmark.log;

/** In which form a log holds its state. */
enum Layout {
  /** A classic checkpoint with statistics as JSON. */
  JSON_STATISTICS,
  /** A classic checkpoint with statistics as JSON and as columns: what Delta on Spark writes. */
  PARSED_STATISTICS,
  /** A checkpoint of the V2 specification with sidecars; statistics as JSON and as columns. */
  SIDECARS,
  /** Commits only. */
  COMMITS
}
