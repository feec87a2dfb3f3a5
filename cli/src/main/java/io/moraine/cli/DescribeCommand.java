package io.moraine.cli;

import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.Table;
import io.moraine.TableSnapshot;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a table is. */
@Command(
    name = "describe",
    description = "Show what a table is: its columns, size, properties and protocol.")
final class DescribeCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  private static final StructType COLUMN =
      StructType.of(
          StructField.of("name", Primitive.STRING),
          StructField.of("type", Primitive.STRING),
          StructField.of("nullable", Primitive.BOOLEAN));

  @Mixin private Lake lake;
  @Mixin private Printing printing;
  @Mixin private At at;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String name;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      Table table = session.table(name);
      TableSnapshot snapshot = at.of(table);
      printing.print(
          (printing.isForPeople() ? forPeople(table, snapshot) : forPrograms(table, snapshot))
              .batches());
    }
  }

  private static Rows forPeople(Table table, TableSnapshot snapshot) {
    Rows rows = ResultTable.of("property", Primitive.STRING, "value", Primitive.STRING);
    rows.add("location", table.location());
    rows.add("id", snapshot.id());
    snapshot.name().ifPresent(text -> rows.add("name", text));
    snapshot.comment().ifPresent(text -> rows.add("comment", text));
    rows.add("version", Long.toString(snapshot.version()));
    rows.add("committed", snapshot.timestamp().toString());
    rows.add(
        "rows",
        snapshot.rowCount().isPresent()
            ? "%,d".formatted(snapshot.rowCount().getAsLong())
            : "unknown without reading them");
    rows.add(
        "files", "%,d of %s".formatted(snapshot.fileCount(), Sizes.bytes(snapshot.sizeBytes())));
    rows.add(
        "partitioned by",
        snapshot.partitionColumns().isEmpty()
            ? "nothing"
            : String.join(", ", snapshot.partitionColumns()));
    rows.add("protocol", snapshot.protocol());
    rows.add("health", Health.of(snapshot));
    snapshot.properties().forEach((key, value) -> rows.add("property " + key, value));
    for (StructField field : snapshot.schema().fields()) {
      addColumn(rows, "column " + field.name(), field);
    }
    return rows;
  }

  /** A column, and below it the fields that it has. */
  private static void addColumn(Rows rows, String name, StructField field) {
    rows.add(name, field.type().sql() + (field.nullable() ? "" : " NOT NULL"));
    DataType type = field.type();
    while (type instanceof DataType.Array array) {
      type = array.element();
    }
    if (type instanceof StructType struct) {
      for (StructField inner : struct.fields()) {
        addColumn(rows, name + "." + inner.name(), inner);
      }
    }
  }

  private static Rows forPrograms(Table table, TableSnapshot snapshot) {
    Rows rows =
        ResultTable.of(
            "location",
            Primitive.STRING,
            "id",
            Primitive.STRING,
            "name",
            Primitive.STRING,
            "comment",
            Primitive.STRING,
            "version",
            Primitive.LONG,
            "timestamp",
            Primitive.TIMESTAMP,
            "rows",
            Primitive.LONG,
            "files",
            Primitive.LONG,
            "size_bytes",
            Primitive.LONG,
            "partition_columns",
            new DataType.Array(Primitive.STRING, false),
            "protocol",
            Primitive.STRING,
            "properties",
            ResultTable.TEXTS,
            "columns",
            new DataType.Array(COLUMN, false));
    List<List<Object>> columns = new ArrayList<>();
    for (StructField field : snapshot.schema().fields()) {
      columns.add(List.of(field.name(), field.type().sql(), field.nullable()));
    }
    return rows.add(
        table.location(),
        snapshot.id(),
        snapshot.name().orElse(null),
        snapshot.comment().orElse(null),
        snapshot.version(),
        snapshot.timestamp(),
        snapshot.rowCount().isPresent() ? snapshot.rowCount().getAsLong() : null,
        snapshot.fileCount(),
        snapshot.sizeBytes(),
        snapshot.partitionColumns(),
        snapshot.protocol(),
        snapshot.properties(),
        columns);
  }
}
