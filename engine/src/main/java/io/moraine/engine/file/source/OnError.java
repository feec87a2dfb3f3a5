package io.moraine.engine.file.source;

/** What becomes of a row that does not fit the schema. */
public enum OnError {
  /** Reading stops with an error that names the file, the line and the column. */
  FAIL,
  /** The row is left out, and counted. */
  SKIP,
  /** What does not fit or is missing becomes null, fields too many are dropped; it is counted. */
  NULL
}
