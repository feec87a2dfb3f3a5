package io.moraine.engine.ddl;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.rule.ColumnMarks;
import io.moraine.engine.rule.IdentityColumn;
import io.moraine.engine.rule.RowChecks;
import io.moraine.engine.rule.TableRules;
import io.moraine.engine.sql.syntax.AlterAction;
import io.moraine.engine.sql.syntax.ColumnChange;
import io.moraine.engine.sql.syntax.ColumnDefinition;
import io.moraine.engine.sql.syntax.ColumnPosition;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.log.action.Metadata;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The changes of columns that ALTER TABLE makes. */
final class ColumnAlterations {
  private static final List<String> WITHIN = List.of("element", "key", "value");

  private final Binder binder;
  private final Environment environment;
  private final DeltaTable table;
  private final Metadata before;
  private final TableProperties properties;

  ColumnAlterations(Binder binder, Environment environment, DeltaTable table) {
    this.binder = binder;
    this.environment = environment;
    this.table = table;
    this.before = table.snapshot().metadata();
    this.properties = table.snapshot().properties();
  }

  private TableRules rules(StructType schema) {
    return new TableRules(table.name(), schema, properties, binder.evaluation());
  }

  Alteration add(AlterAction.AddColumns action) {
    StructType schema = table.schema();
    for (ColumnDefinition column : action.columns()) {
      List<String> path = column.name().texts();
      requireAddable(column);
      StructField field = new ColumnFields(binder).field(column);
      schema =
          SchemaEdit.add(
              schema,
              SchemaEdit.parent(path),
              field,
              column.position().map(ColumnAlterations::place).orElse(SchemaEdit.Place.LAST));
    }
    JsonWriter columns = new JsonWriter().beginArray();
    action.columns().forEach(column -> columns.value(column.name().display()));
    return Alteration.of(
        "ADD COLUMNS", Map.of("columns", columns.endArray().toString()), mapped(schema));
  }

  /** Refuses what a column cannot have that is new. */
  static void requireAddable(ColumnDefinition column) {
    if (!column.nullable()
        || column.defaultValue().isPresent()
        || column.generation().isPresent()) {
      throw new InvalidInputException(
          "Column '%s' cannot be NOT NULL, have a DEFAULT or be GENERATED from the start: older rows have NULL there"
              .formatted(column.name().display()));
    }
  }

  private static SchemaEdit.Place place(ColumnPosition position) {
    return position instanceof ColumnPosition.After after
        ? new SchemaEdit.Place(false, Optional.of(after.column().text()))
        : new SchemaEdit.Place(true, Optional.empty());
  }

  /**
   * The table's metadata with {@code schema}; new fields get names and ids if columns are mapped.
   */
  Metadata mapped(StructType schema) {
    if (properties.columnMappingMode() == ColumnMappingMode.NONE) {
      return before.withSchema(schema);
    }
    return PropertyAlterations.mapped(
        before.withSchema(schema), name -> "col-" + environment.newId());
  }

  Alteration rename(AlterAction.RenameColumn action) {
    List<String> path = action.column().texts();
    requireMapped("rename", path);
    requireIndependent("rename", path);
    StructField old = SchemaEdit.field(table.schema(), path);
    String name = action.name().text();
    StructType schema = SchemaEdit.change(table.schema(), path, field -> field.withName(name));
    Metadata renamed = before.withSchema(schema);
    if (path.size() == 1) {
      List<String> partitions = new ArrayList<>(before.partitionColumns());
      partitions.replaceAll(column -> column.equals(old.name()) ? name : column);
      renamed = withPartitions(renamed, partitions);
    }
    return Alteration.of(
        "RENAME COLUMN",
        Map.of("oldColumnPath", SchemaEdit.joined(path), "newColumnName", name),
        renamed);
  }

  private static Metadata withPartitions(Metadata metadata, List<String> partitions) {
    return new Metadata(
        metadata.id(),
        metadata.name(),
        metadata.description(),
        metadata.format(),
        metadata.schemaString(),
        partitions,
        metadata.createdTime(),
        metadata.configuration());
  }

  private void requireMapped(String action, List<String> path) {
    if (properties.columnMappingMode() == ColumnMappingMode.NONE) {
      throw new InvalidInputException(
          "Cannot %s column '%s': the files of %s know columns by their names. ALTER TABLE … SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name') gives them others"
              .formatted(action, SchemaEdit.joined(path), table.name()));
    }
  }

  private void requireIndependent(String action, List<String> path) {
    SchemaEdit.field(table.schema(), path);
    Optional<String> dependent =
        rules(table.schema()).dependentOf(table.schema().ordinal(path.get(0)));
    if (dependent.isPresent()) {
      throw new InvalidInputException(
          "Cannot %s column '%s': %s needs it"
              .formatted(action, SchemaEdit.joined(path), dependent.get()));
    }
  }

  Alteration drop(AlterAction.DropColumns action) {
    StructType schema = table.schema();
    JsonWriter columns = new JsonWriter().beginArray();
    for (QualifiedName name : action.columns()) {
      List<String> path = name.texts();
      if (action.ifExists() && !exists(schema, path)) {
        continue;
      }
      SchemaEdit.field(schema, path);
      requireDroppable(path);
      schema = SchemaEdit.drop(schema, path);
      columns.value(name.display());
    }
    return Alteration.of(
        "DROP COLUMNS",
        Map.of("columns", columns.endArray().toString()),
        before.withSchema(schema));
  }

  /** Refuses a column that cannot go. */
  void requireDroppable(List<String> path) {
    requireMapped("drop", path);
    requireIndependent("drop", path);
    if (path.size() == 1
        && before.partitionColumns().contains(table.schema().field(path.get(0)).name())) {
      throw new InvalidInputException(
          "Cannot drop column '%s', by which the table is partitioned".formatted(path.get(0)));
    }
    if (Clustering.uses(table.snapshot(), path)) {
      throw new InvalidInputException(
          "Cannot drop column '%s', by which the table is clustered"
              .formatted(SchemaEdit.joined(path)));
    }
  }

  private static boolean exists(StructType schema, List<String> path) {
    try {
      SchemaEdit.field(schema, path);
      return true;
    } catch (InvalidInputException e) {
      return false;
    }
  }

  Alteration change(AlterAction.AlterColumn action) {
    List<String> path = action.column().texts();
    Metadata metadata = before;
    boolean reads = false;
    for (ColumnChange change : action.changes()) {
      StructType schema = metadata.parseSchema();
      if (change instanceof ColumnChange.Move move) {
        schema = SchemaEdit.move(schema, path, place(move.position()));
      } else if (change instanceof ColumnChange.SetType type) {
        schema = retyped(schema, path, type);
      } else {
        reads |=
            change instanceof ColumnChange.SetNotNull
                || change instanceof ColumnChange.SyncIdentity;
        schema = SchemaEdit.change(schema, path, field -> changed(field, path, change));
      }
      metadata = metadata.withSchema(schema);
      if (change instanceof ColumnChange.SetNotNull) {
        requireNoNulls(schema, path);
      }
      rules(schema).requireSound();
    }
    Alteration alteration =
        Alteration.of(
            "CHANGE COLUMN",
            Map.of("column", new JsonWriter().value(SchemaEdit.joined(path)).toString()),
            metadata);
    return reads ? alteration.readingRows() : alteration;
  }

  private StructField changed(StructField field, List<String> path, ColumnChange change) {
    if (change instanceof ColumnChange.SetNotNull) {
      return field.withNullable(false);
    } else if (change instanceof ColumnChange.DropNotNull) {
      return field.withNullable(true);
    } else if (change instanceof ColumnChange.SetComment comment) {
      return field.withMetadata(ColumnFields.commented(field.metadata(), comment.comment()));
    } else if (change instanceof ColumnChange.DropDefault) {
      return field.withMetadata(field.metadata().without(ColumnMarks.DEFAULT));
    } else if (change instanceof ColumnChange.SetDefault set) {
      if (path.size() > 1 || field.metadata().rawJson(ColumnMarks.GENERATION).isPresent()) {
        throw binder.error(change, "Only columns that are not computed can have a DEFAULT");
      }
      return new ColumnFields(binder).withDefault(field, set.value());
    }
    return synced(field, path);
  }

  /** The identity column {@code field} with the last number that its rows have. */
  private StructField synced(StructField field, List<String> path) {
    IdentityColumn identity =
        IdentityColumn.of(field)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "Column '%s' is no identity column".formatted(SchemaEdit.joined(path))));
    int ordinal = table.schema().ordinal(field.name());
    long[] last = {identity.highWaterMark().orElse(identity.start() - identity.step())};
    new ExistingRows(table)
        .each(
            new TreeSet<>(List.of(ordinal)),
            rows -> {
              ColumnVector column = rows.column(ordinal);
              for (int row = 0; row < rows.rowCount(); row++) {
                if (!column.isNull(row)) {
                  long value = (Long) column.value(row);
                  last[0] =
                      identity.step() > 0 ? Math.max(last[0], value) : Math.min(last[0], value);
                }
              }
            });
    // Numbers are a whole number of steps from the first: the next is the first beyond the last.
    long steps = Math.floorDiv(last[0] - identity.start(), identity.step());
    long mark = identity.start() + steps * identity.step();
    boolean beyond = identity.step() > 0 ? mark < last[0] : mark > last[0];
    return field.withMetadata(
        identity.after(beyond ? mark + identity.step() : mark).in(field.metadata()));
  }

  private void requireNoNulls(StructType schema, List<String> path) {
    TreeSet<Integer> columns = new TreeSet<>();
    IntStream.range(0, Math.min(5, schema.size())).forEach(columns::add);
    columns.add(schema.ordinal(path.get(0)));
    List<StructField> fields = new ArrayList<>(schema.fields());
    int ordinal = schema.ordinal(path.get(0));
    // Other columns that are NOT NULL are not read, and not in question.
    for (int i = 0; i < fields.size(); i++) {
      fields.set(i, i == ordinal ? fields.get(i) : fields.get(i).withNullable(true));
    }
    new ExistingRows(table).requireAll(RowChecks.ofRequired(rules(StructType.of(fields))), columns);
  }

  private StructType retyped(StructType schema, List<String> path, ColumnChange.SetType change) {
    int within = path.size();
    while (within > 1 && WITHIN.contains(path.get(within - 1)) && !isField(schema, path, within)) {
      within--;
    }
    List<String> column = path.subList(0, within);
    List<String> inside = path.subList(within, path.size());
    StructField old = SchemaEdit.field(schema, column);
    StructField typed = new ColumnFields(binder).typed(old, change.type());
    if (inside.isEmpty() && typed.type() == Primitive.STRING && old.type() == Primitive.STRING) {
      requireLonger(old, typed);
      return SchemaEdit.change(schema, column, field -> typed);
    }
    if (!properties.isOn("delta.enableTypeWidening") && !old.type().equals(typed.type())) {
      throw binder.error(
          change,
          "The type of column '%s' cannot change while table property delta.enableTypeWidening is not true"
              .formatted(SchemaEdit.joined(path)));
    }
    requireIndependent("change the type of", column);
    return SchemaEdit.change(
        schema, column, field -> TypeWidening.widened(field, inside, typed.type()));
  }

  private static boolean isField(StructType schema, List<String> path, int length) {
    return exists(schema, path.subList(0, length));
  }

  private static void requireLonger(StructField old, StructField typed) {
    Optional<String> from = ColumnMarks.text(old, ColumnMarks.CHAR_TYPE);
    Optional<String> to = ColumnMarks.text(typed, ColumnMarks.CHAR_TYPE);
    boolean fits =
        to.isEmpty()
            || (from.isPresent()
                && to.get().startsWith("varchar")
                && length(to.get()) >= length(from.get()));
    if (!fits && !from.equals(to)) {
      throw new InvalidInputException(
          "Column '%s' cannot become %s: it is %s, which may hold longer strings"
              .formatted(old.name(), to.orElse("string"), from.orElse("string")));
    }
  }

  private static int length(String type) {
    return Integer.parseInt(type.replaceAll("\\D", ""));
  }
}
