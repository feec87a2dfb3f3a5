package io.moraine.engine.ddl;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Changes of a schema at any depth. A path is names from the column inwards; {@code element},
 * {@code key} and {@code value} lead into arrays and maps.
 */
final class SchemaEdit {
  private SchemaEdit() {}

  /** Where a field goes. */
  record Place(boolean first, Optional<String> after) {
    /** Behind all others. */
    static final Place LAST = new Place(false, Optional.empty());
  }

  /**
   * {@code schema} with another field.
   *
   * @param parent leads to the struct that gets it; empty for the schema itself
   */
  static StructType add(StructType schema, List<String> parent, StructField field, Place place) {
    return (StructType)
        in(
            schema,
            parent,
            parent,
            struct -> {
              if (struct.ordinalOf(field.name()).isPresent()) {
                throw new InvalidInputException(
                    "There is a column '%s' already".formatted(joined(parent, field.name())));
              }
              List<StructField> fields = new ArrayList<>(struct.fields());
              fields.add(position(fields, place, parent), field);
              return StructType.of(fields);
            });
  }

  private static int position(List<StructField> fields, Place place, List<String> parent) {
    if (place.first()) {
      return 0;
    }
    if (place.after().isEmpty()) {
      return fields.size();
    }
    String after = place.after().get();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equalsIgnoreCase(after)) {
        return i + 1;
      }
    }
    throw new InvalidInputException(
        "No column '%s' to come after".formatted(joined(parent, after)));
  }

  /** {@code schema} without the field at {@code path}. */
  static StructType drop(StructType schema, List<String> path) {
    return (StructType)
        in(
            schema,
            parent(path),
            path,
            struct -> {
              List<StructField> fields = new ArrayList<>(struct.fields());
              fields.remove(ordinal(struct, path));
              if (fields.isEmpty()) {
                throw new InvalidInputException(
                    "'%s' is the last of its columns and must stay".formatted(joined(path)));
              }
              return StructType.of(fields);
            });
  }

  /** {@code schema} with what {@code change} makes of the field at {@code path}. */
  static StructType change(
      StructType schema, List<String> path, Function<StructField, StructField> change) {
    return (StructType)
        in(
            schema,
            parent(path),
            path,
            struct -> {
              List<StructField> fields = new ArrayList<>(struct.fields());
              int ordinal = ordinal(struct, path);
              fields.set(ordinal, change.apply(fields.get(ordinal)));
              return StructType.of(fields);
            });
  }

  /** {@code schema} with the field at {@code path} elsewhere in its struct. */
  static StructType move(StructType schema, List<String> path, Place place) {
    return (StructType)
        in(
            schema,
            parent(path),
            path,
            struct -> {
              List<StructField> fields = new ArrayList<>(struct.fields());
              StructField field = fields.remove(ordinal(struct, path));
              fields.add(position(fields, place, parent(path)), field);
              return StructType.of(fields);
            });
  }

  /**
   * The field at {@code path}.
   *
   * @throws InvalidInputException if there is none; the message lists those there are
   */
  static StructField field(StructType schema, List<String> path) {
    StructField[] found = new StructField[1];
    change(
        schema,
        path,
        field -> {
          found[0] = field;
          return field;
        });
    return found[0];
  }

  private static int ordinal(StructType struct, List<String> path) {
    OptionalInt ordinal = struct.ordinalOf(path.get(path.size() - 1));
    return ordinal.orElseThrow(
        () ->
            new InvalidInputException(
                "No column '%s'; there are: %s"
                    .formatted(joined(path), String.join(", ", struct.names()))));
  }

  /** {@code type} with another struct where {@code path} leads. */
  private static DataType in(
      DataType type,
      List<String> path,
      List<String> whole,
      Function<StructType, StructType> change) {
    if (path.isEmpty()) {
      if (type instanceof StructType struct) {
        return change.apply(struct);
      }
      throw new InvalidInputException(
          "There are no columns in '%s', which is %s".formatted(joined(parent(whole)), type.sql()));
    }
    String name = path.get(0).toLowerCase(Locale.ROOT);
    List<String> rest = path.subList(1, path.size());
    if (type instanceof StructType struct) {
      int ordinal =
          struct
              .ordinalOf(name)
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "No column '%s'; there are: %s"
                              .formatted(joined(whole), String.join(", ", struct.names()))));
      List<StructField> fields = new ArrayList<>(struct.fields());
      StructField field = fields.get(ordinal);
      fields.set(ordinal, field.withType(in(field.type(), rest, whole, change)));
      return StructType.of(fields);
    } else if (type instanceof DataType.Array array && name.equals("element")) {
      return new DataType.Array(in(array.element(), rest, whole, change), array.containsNull());
    } else if (type instanceof DataType.MapOf map && name.equals("key")) {
      return new DataType.MapOf(
          in(map.key(), rest, whole, change), map.value(), map.valueContainsNull());
    } else if (type instanceof DataType.MapOf map && name.equals("value")) {
      return new DataType.MapOf(
          map.key(), in(map.value(), rest, whole, change), map.valueContainsNull());
    }
    throw new InvalidInputException(
        "No column '%s': there is no '%s' in %s".formatted(joined(whole), path.get(0), type.sql()));
  }

  /** All of {@code path} but its last name. */
  static List<String> parent(List<String> path) {
    return path.subList(0, Math.max(0, path.size() - 1));
  }

  static String joined(List<String> path) {
    return String.join(".", path);
  }

  private static String joined(List<String> parent, String name) {
    List<String> path = new ArrayList<>(parent);
    path.add(name);
    return joined(path);
  }
}
