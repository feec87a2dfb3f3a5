package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ConcatenatedReader;
import io.moraine.core.type.StructType;
import io.moraine.engine.delta.ChangesTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Which changed rows to read. Each method that narrows it returns another one; no rows are read
 * before {@link #batches}, {@link #rows} or {@link #count}. Rows come in the order of their
 * versions; those of one version in none.
 */
public final class ChangeRead {
  private final Session session;
  private final ChangesTable table;
  private final List<String> columns;
  private final List<String> conditions;

  private ChangeRead(
      Session session, ChangesTable table, List<String> columns, List<String> conditions) {
    this.session = session;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.conditions = List.copyOf(conditions);
  }

  static ChangeRead of(Session session, ChangesTable table) {
    return new ChangeRead(session, table, List.of(), List.of());
  }

  /** The columns there are: the table's, and those that say what happened. */
  public StructType schema() {
    return table.schema();
  }

  /** Reads only these columns, in this order. */
  public ChangeRead select(String... newColumns) {
    for (String column : newColumns) {
      table.schema().ordinal(column);
    }
    return new ChangeRead(session, table, Arrays.asList(newColumns), conditions);
  }

  /**
   * Reads only rows for which the SQL condition is true, and if there are conditions already, those
   * too.
   */
  public ChangeRead where(String condition) {
    List<String> all = new ArrayList<>(conditions);
    all.add(condition);
    return new ChangeRead(session, table, columns, all);
  }

  /** The rows in batches of columns; the reader is to be closed. */
  public BatchReader batches() {
    // Tells the columns, and what is wrong with the conditions, also where there is no version.
    BatchReader none = read(table.of(List.of())).batches();
    // One version after the other, as a query over several would take them as they come.
    Stream<BatchReader> versions =
        StreamSupport.stream(table.commits().spliterator(), false)
            .map(commit -> read(table.of(List.of(commit))).batches());
    return new ConcatenatedReader(
        none.schema(), Stream.concat(Stream.of(none), versions).iterator());
  }

  /** The rows; the stream is to be closed, or read to its end. */
  public Stream<Row> rows() {
    return RowStream.of(batches());
  }

  /** How many rows there are. */
  public long count() {
    return read(table).count();
  }

  private TableRead read(ChangesTable some) {
    return new TableRead(session, some, columns, conditions);
  }
}
