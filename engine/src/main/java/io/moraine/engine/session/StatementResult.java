package io.moraine.engine.session;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.type.StructType;
import io.moraine.engine.dml.ChangeSummary;
import io.moraine.reader.ScanReport;
import java.util.List;
import java.util.Optional;

/**
 * What a statement gave.
 *
 * @param rows its rows: of a query as they are computed, of a change one row that counts; to be
 *     closed
 * @param change what it changed, if it changes rows
 * @param scans how much of each Delta table was read and left out
 */
public record StatementResult(
    BatchReader rows, Optional<ChangeSummary> change, List<ScanReport> scans)
    implements AutoCloseable {
  public StatementResult {
    scans = List.copyOf(scans);
  }

  /** A result of rows alone. */
  static StatementResult of(BatchReader rows) {
    return new StatementResult(rows, Optional.empty(), List.of());
  }

  /** The rows' columns. */
  public StructType schema() {
    return rows.schema();
  }

  @Override
  public void close() {
    rows.close();
  }
}
