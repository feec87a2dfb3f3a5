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
   * columns are those of the rows, and may be null; none are to be declared before.
   *
   * @param rows is read to its end and closed
   */
  public Table execute(BatchReader rows) {
    try (rows) {
      if (!columns.isEmpty()) {
        throw new InvalidInputException(
            "A table that is made of rows has their columns; declare none");
      }
      session
          .run(
              "CREATE TABLE %s%s%s%s AS SELECT * FROM source"
                  .formatted(
                      SqlText.table(location),
                      partitionColumns.isEmpty()
                          ? ""
                          : " PARTITIONED BY (" + SqlText.list(partitionColumns) + ")",
                      comment.map(text -> " COMMENT " + SqlText.literal(text)).orElse(""),
                      properties.isEmpty()
                          ? ""
                          : " TBLPROPERTIES (" + SqlText.properties(properties) + ")"),
              Map.of("source", new StreamTable("source", rows)))
          .close();
      return new Table(session, location);
    }
  }

  /** Makes the table of {@code rows}, as one version. */
  public Table execute(Rows rows) {
    return execute(rows.batches());
  }

  private TableDefinition definition() {
    return new TableDefinition(StructType.of(columns), partitionColumns, properties, comment);
  }
}
