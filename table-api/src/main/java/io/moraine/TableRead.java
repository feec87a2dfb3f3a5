package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What to read of a table. Each method that narrows it returns another one; nothing is read before
 * {@link #batches}, {@link #rows} or {@link #count}.
 */
public final class TableRead {
  private static final String NAME = "rows";

  private final Session session;
  private final CatalogTable table;
  private final List<String> columns;
  private final List<String> conditions;

  TableRead(Session session, CatalogTable table, List<String> columns, List<String> conditions) {
    this.session = session;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.conditions = List.copyOf(conditions);
  }

  /**
   * Reads only these columns, in this order; {@code _metadata} among them is a struct that tells
   * where a row is and, in tables that track rows, which one.
   */
  public TableRead select(String... newColumns) {
    for (String column : newColumns) {
      if (table.metadata().filter(field -> field.name().equals(column)).isEmpty()) {
        table.schema().ordinal(column);
      }
    }
    return new TableRead(session, table, Arrays.asList(newColumns), conditions);
  }

  /** The columns that are read. */
  public StructType schema() {
    List<StructField> fields = new ArrayList<>();
    for (String column : columns) {
      fields.add(
          table
              .metadata()
              .filter(field -> field.name().equals(column))
              .orElseGet(() -> table.schema().field(table.schema().ordinal(column))));
    }
    return columns.isEmpty() ? table.schema() : StructType.of(fields);
  }

  /**
   * Reads only rows for which the condition is true, and if there are conditions already, those
   * too.
   *
   * @throws io.moraine.core.error.InvalidInputException if it names a column that there is not, or
   *     its types do not fit
   */
  public TableRead where(Expr condition) {
    TableRead narrowed = where(condition.toString());
    narrowed.check();
    return narrowed;
  }

  /**
   * Reads only rows for which the SQL condition is true, and if there are conditions already, those
   * too.
   */
  public TableRead where(String condition) {
    List<String> all = new ArrayList<>(conditions);
    all.add(condition);
    return new TableRead(session, table, columns, all);
  }

  /** The rows in batches of columns; the reader is to be closed. */
  public BatchReader batches() {
    return result(columns.isEmpty() ? "*" : SqlText.list(columns)).batches();
  }

  /** The rows; the stream is to be closed, or read to its end. */
  public Stream<Row> rows() {
    return RowStream.of(batches());
  }

  /** How many rows there are. */
  public long count() {
    try (Stream<Row> rows = result("count(*) AS n").rows()) {
      return rows.findFirst().orElseThrow().longValue("n");
    }
  }

  /** The rows as records of a type. */
  public <R> RecordRead<R> as(Class<R> type) {
    return RecordRead.of(this, type);
  }

  private void check() {
    session.run("DESCRIBE QUERY " + statement("*"), Map.of(NAME, table)).close();
  }

  private Result result(String what) {
    return session.run(statement(what), Map.of(NAME, table));
  }

  private String statement(String what) {
    String where =
        conditions.isEmpty() ? "" : " WHERE (" + String.join(") AND (", conditions) + ")";
    return "SELECT " + what + " FROM " + NAME + where;
  }
}
