package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.ddl.TableCreation;
import io.moraine.engine.ddl.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table to be made. Each method returns another builder; {@link #execute} makes the table. */
public final class TableBuilder {
  private final Session session;
  private final String location;
  private final List<StructField> columns;
  private final List<String> partitionColumns;
  private final Map<String, String> properties;
  private final Optional<String> comment;

  TableBuilder(Session session, String location) {
    this(session, location, List.of(), List.of(), Map.of(), Optional.empty());
  }

  private TableBuilder(
      Session session,
      String location,
      List<StructField> columns,
      List<String> partitionColumns,
      Map<String, String> properties,
      Optional<String> comment) {
    this.session = session;
    this.location = location;
    this.columns = columns;
    this.partitionColumns = partitionColumns;
    this.properties = properties;
    this.comment = comment;
  }

  /** Adds a column that may be null. */
  public TableBuilder column(String name, DataType type) {
    return column(StructField.of(name, type));
  }

  /** Adds a column that may not be null. */
  public TableBuilder requiredColumn(String name, DataType type) {
    return column(StructField.required(name, type));
  }

  /** Adds a column. */
  public TableBuilder column(StructField column) {
    List<StructField> more = new ArrayList<>(columns);
    more.add(column);
    return new TableBuilder(session, location, more, partitionColumns, properties, comment);
  }

  /** Has the columns of {@code schema}, and no others. */
  public TableBuilder schema(StructType schema) {
    return new TableBuilder(
        session, location, schema.fields(), partitionColumns, properties, comment);
  }

  /** Has the columns of a record, as {@link Schemas#ofRecord} says, and no others. */
  public TableBuilder columns(Class<?> type) {
    return schema(Schemas.ofRecord(type));
  }

  /** Keeps rows with the same values of these columns together in files. */
  public TableBuilder partitionedBy(String... newColumns) {
    return new TableBuilder(session, location, columns, List.of(newColumns), properties, comment);
  }

  /** Sets a table property, such as {@code delta.checkpointInterval}. */
  public TableBuilder property(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(key, value);
    return new TableBuilder(session, location, columns, partitionColumns, more, comment);
  }

  /** Says what the table is for. */
  public TableBuilder comment(String newComment) {
    return new TableBuilder(
        session, location, columns, partitionColumns, properties, Optional.of(newComment));
  }

  /**
   * Makes the table, empty.
   *
   * @throws io.moraine.core.error.InvalidInputException if there is a table at the location
   */
  public Table execute() {
    Conflicts.translate(
        () -> TableCreation.create(session.handle(location), definition(), session.environment()));
    return new Table(session, location);
  }

  /**
   * Makes the table of {@code rows}, as one version: either all of it is there, or no table. The
   * columns are those declared before, if any are, else those of the rows, which may be null.
   *
   * @param rows is read to its end and closed; has the declared columns' names and types, in order
   * @throws io.moraine.core.error.InvalidInputException if there is a table at the location, the
   *     columns differ, or a row has a null in a column that was declared without
   */
  public Table execute(BatchReader rows) {
    try (rows) {
      List<StructField> found = rows.schema().fields();
      if (!columns.isEmpty() && !sameColumns(found)) {
        throw new InvalidInputException(
            "The rows have the columns %s, but these were declared: %s".formatted(found, columns));
      }
      List<StructField> fields =
          columns.isEmpty()
              ? found.stream().map(field -> field.withNullable(true)).toList()
              : columns;
      TableDefinition definition =
          new TableDefinition(StructType.of(fields), partitionColumns, properties, comment);
      Conflicts.translate(
          () ->
              TableCreation.createAs(
                  session.handle(location), definition, rows, session.environment()));
      return new Table(session, location);
    }
  }

  private boolean sameColumns(List<StructField> found) {
    return StructType.ofResult(found).names().equals(StructType.ofResult(columns).names())
        && found.stream()
            .map(StructField::type)
            .toList()
            .equals(columns.stream().map(StructField::type).toList());
  }

  /** Makes the table of {@code rows}, as one version. */
  public Table execute(Rows rows) {
    return execute(rows.batches());
  }

  private TableDefinition definition() {
    return new TableDefinition(StructType.of(columns), partitionColumns, properties, comment);
  }
}
