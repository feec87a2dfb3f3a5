package io.moraine.engine.dml;

import java.util.OptionalLong;

/**
 * What a change came to.
 *
 * @param version the version it made; empty if nothing changed and none was made
 * @param insertedRows rows that came
 * @param updatedRows rows that changed
 * @param deletedRows rows that went
 * @param addedFiles files written
 * @param removedFiles files that left the table
 * @param attempts how many versions were tried for
 */
public record ChangeSummary(
    OptionalLong version,
    long insertedRows,
    long updatedRows,
    long deletedRows,
    long addedFiles,
    long removedFiles,
    int attempts) {
  /** Of a change that was none. */
  static final ChangeSummary NONE = new ChangeSummary(OptionalLong.empty(), 0, 0, 0, 0, 0, 0);

  /** All rows that came, changed or went. */
  public long affectedRows() {
    return insertedRows + updatedRows + deletedRows;
  }
}
