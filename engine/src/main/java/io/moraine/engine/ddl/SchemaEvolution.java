package io.moraine.engine.ddl;

import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.ProtocolUpgrade;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fits a table's schema to rows that are written to it. */
public final class SchemaEvolution {
  private SchemaEvolution() {}

  /**
   * The actions by which the table of {@code snapshot} gets the columns and fields that {@code
   * rows} have and it lacks, and where {@code delta.enableTypeWidening} is true wider types; none
   * if nothing changes. What is new may be null.
   */
  public static List<Action> merged(Snapshot snapshot, StructType rows, Environment environment) {
    boolean widens = snapshot.properties().isOn("delta.enableTypeWidening");
    StructType merged = merge(snapshot.schema(), rows, widens);
    return merged.equals(snapshot.schema())
        ? List.of()
        : actions(snapshot, snapshot.metadata().withSchema(merged), environment);
  }

  /**
   * The actions by which the table of {@code snapshot}, all of whose rows go, has the columns of
   * {@code rows} and no others, each of which may be null; none if it has them already.
   *
   * @param partitionColumns of the table from then on
   */
  public static List<Action> replaced(
      Snapshot snapshot, StructType rows, List<String> partitionColumns, Environment environment) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : rows.fields()) {
      OptionalInt same = snapshot.schema().ordinalOf(field.name());
      // A column that stays as it was keeps what is known of it.
      fields.add(
          same.isPresent() && isSame(snapshot.schema().field(same.getAsInt()).type(), field.type())
              ? snapshot.schema().field(same.getAsInt())
              : fresh(field));
    }
    StructType schema = StructType.of(fields);
    TableDefinition checked =
        new TableDefinition(schema, partitionColumns, Map.of(), java.util.Optional.empty());
    if (schema.equals(snapshot.schema())
        && checked.partitionColumns().equals(snapshot.partitionColumns())) {
      return List.of();
    }
    Metadata before = snapshot.metadata();
    Metadata after =
        new Metadata(
            before.id(),
            before.name(),
            before.description(),
            before.format(),
            before.schemaString(),
            checked.partitionColumns(),
            before.createdTime(),
            before.configuration());
    return actions(snapshot, after.withSchema(schema), environment);
  }

  private static List<Action> actions(
      Snapshot snapshot, Metadata metadata, Environment environment) {
    Metadata after = metadata;
    if (snapshot.columnMappingMode() != ColumnMappingMode.NONE) {
      after = PropertyAlterations.mapped(metadata, name -> "col-" + environment.newId());
    }
    List<Action> actions = new ArrayList<>();
    Protocol protocol = ProtocolUpgrade.of(snapshot.protocol(), after, Set.of());
    if (!protocol.equals(snapshot.protocol())) {
      actions.add(protocol);
    }
    actions.add(after);
    return actions;
  }

  private static StructType merge(StructType table, StructType rows, boolean widens) {
    List<StructField> fields = new ArrayList<>(table.fields());
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      places.put(fields.get(i).name().toLowerCase(java.util.Locale.ROOT), i);
    }
    for (StructField field : rows.fields()) {
      @Nullable Integer own = places.get(field.name().toLowerCase(java.util.Locale.ROOT));
      if (own == null) {
        fields.add(fresh(field));
      } else {
        fields.set(own, merge(fields.get(own), field.type(), List.of(), widens));
      }
    }
    return StructType.of(fields);
  }

  /** {@code field} with what {@code rows} have in it; {@code path} leads into arrays and maps. */
  private static StructField merge(
      StructField field, DataType rows, List<String> path, boolean widens) {
    DataType type = TypeWidening.at(field, field.type(), path);
    if (type instanceof StructType own && rows instanceof StructType other) {
      DataType merged = merge(own, other, widens);
      return field.withType(TypeWidening.replaced(field.type(), path, merged));
    } else if (type instanceof DataType.Array && rows instanceof DataType.Array other) {
      return merge(field, other.element(), longer(path, "element"), widens);
    } else if (type instanceof DataType.MapOf && rows instanceof DataType.MapOf other) {
      StructField keyed = merge(field, other.key(), longer(path, "key"), widens);
      return merge(keyed, other.value(), longer(path, "value"), widens);
    }
    return widens && TypeWidening.isEvolution(type, rows)
        ? TypeWidening.widened(field, path, rows)
        : field;
  }

  private static List<String> longer(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /** A column or field that is new: older rows have NULL there. */
  private static StructField fresh(StructField field) {
    if (field.type() == Primitive.VOID) {
      throw new InvalidInputException(
          "Column '%s' is new and NULL in all rows: it has no type. A CAST gives it one"
              .formatted(field.name()));
    }
    return StructField.of(field.name(), plain(field.type()));
  }

  /** The type without what another schema says of its fields. */
  private static DataType plain(DataType type) {
    if (type instanceof StructType struct) {
      return StructType.of(struct.fields().stream().map(SchemaEvolution::fresh).toList());
    } else if (type instanceof DataType.Array array) {
      return new DataType.Array(plain(array.element()), true);
    } else if (type instanceof DataType.MapOf map) {
      return new DataType.MapOf(plain(map.key()), plain(map.value()), true);
    }
    return type;
  }

  private static boolean isSame(DataType one, DataType other) {
    return plain(one).equals(plain(other));
  }
}
