package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.StructType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a statement gave: rows, and for one that changes rows how many it changed.
 *
 * <p>A query runs while its rows are read; other statements are done by the time there is a result.
 * Rows are read once, by one thread.
 */
public final class Result implements AutoCloseable {
  private final BatchReader batches;
  private final Optional<Changes> changes;
  private final List<ScanSummary> scans;

  Result(BatchReader batches, Optional<Changes> changes, List<ScanSummary> scans) {
    this.batches = batches;
    this.changes = changes;
    this.scans = List.copyOf(scans);
  }

  /** The rows' columns; names may repeat. */
  public StructType schema() {
    return batches.schema();
  }

  /** The rows in batches; closing the reader or this result is enough. */
  public BatchReader batches() {
    return batches;
  }

  /** The rows; the stream is to be closed, or read to its end. */
  public Stream<Row> rows() {
    return RowStream.of(batches);
  }

  /**
   * The rows as records of a type, as by {@link RecordRead}; the stream is to be closed, or read to
   * its end.
   */
  public <R> Stream<R> rows(Class<R> type) {
    RecordMapping<R> mapping = RecordMapping.of(type, batches.schema());
    return RowStream.held(batches).map(mapping::read);
  }

  /** Reads all rows to their end and counts them. */
  public long count() {
    try (BatchReader reader = batches) {
      long count = 0;
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        count += batch.rowCount();
      }
      return count;
    }
  }

  /** How many rows an INSERT, UPDATE, DELETE or MERGE changed. */
  public Optional<Changes> changes() {
    return changes;
  }

  /** How much of each table a query reads, in the order of the plan. */
  public List<ScanSummary> scans() {
    return scans;
  }

  @Override
  public void close() {
    batches.close();
  }
}
