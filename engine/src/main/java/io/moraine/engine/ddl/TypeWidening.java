package io.moraine.engine.ddl;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.feature.TypeChanges;
import java.util.List;

/**
 * Changes of a column's type, recorded as readers of older files need them.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#type-widening">Type
 *     widening</a>
 */
final class TypeWidening {
  private static final String KEY = "delta.typeChanges";

  private TypeWidening() {}

  /**
   * {@code field} with another type at {@code path} within its arrays and maps.
   *
   * @param path {@code element}, {@code key} or {@code value}, repeated; empty for the field itself
   * @throws InvalidInputException if the protocol has no such change
   */
  static StructField widened(StructField field, List<String> path, DataType to) {
    DataType from = at(field, field.type(), path);
    if (from.equals(to)) {
      return field;
    }
    if (from.isNested() || to.isNested() || !isWidening(from, to)) {
      throw new InvalidInputException(
          "Column '%s' cannot become %s: it is %s, and only types that hold all of its values are possible"
              .formatted(field.name(), to.sql(), from.sql()));
    }
    StructField changed = field.withType(replaced(field.type(), path, to));
    return changed.withMetadata(recorded(field.metadata(), path, from, to, field.name()));
  }

  /**
   * Whether a column of type {@code from} becomes one of {@code to} because rows bring such values:
   * within integers, floating-point numbers, decimals, and from dates to times. Integers become no
   * decimals and doubles by themselves.
   */
  static boolean isEvolution(DataType from, DataType to) {
    boolean integers = from.isIntegral() && !to.isIntegral();
    return !integers && !from.isNested() && !to.isNested() && isWidening(from, to);
  }

  /** Whether the protocol has the change; it wants room for ten digits of bytes and shorts, too. */
  private static boolean isWidening(DataType from, DataType to) {
    if (to instanceof DataType.Decimal decimal
        && (from == Primitive.BYTE || from == Primitive.SHORT)) {
      return decimal.precision() - decimal.scale() >= 10;
    }
    return TypeChanges.isAllowed(from.typeName(), to.typeName());
  }

  /** The type at {@code path} within {@code type}, which is {@code field}'s. */
  static DataType at(StructField field, DataType type, List<String> path) {
    if (path.isEmpty()) {
      return type;
    }
    List<String> rest = path.subList(1, path.size());
    if (type instanceof DataType.Array array && path.get(0).equals("element")) {
      return at(field, array.element(), rest);
    } else if (type instanceof DataType.MapOf map && path.get(0).equals("key")) {
      return at(field, map.key(), rest);
    } else if (type instanceof DataType.MapOf map && path.get(0).equals("value")) {
      return at(field, map.value(), rest);
    }
    throw new InvalidInputException(
        "There is no '%s' in column '%s', which is %s"
            .formatted(path.get(0), field.name(), field.type().sql()));
  }

  /** {@code type} with {@code to} at {@code path}. */
  static DataType replaced(DataType type, List<String> path, DataType to) {
    if (path.isEmpty()) {
      return to;
    }
    List<String> rest = path.subList(1, path.size());
    if (type instanceof DataType.Array array) {
      return new DataType.Array(replaced(array.element(), rest, to), array.containsNull());
    }
    DataType.MapOf map = (DataType.MapOf) type;
    return path.get(0).equals("key")
        ? new DataType.MapOf(replaced(map.key(), rest, to), map.value(), map.valueContainsNull())
        : new DataType.MapOf(map.key(), replaced(map.value(), rest, to), map.valueContainsNull());
  }

  private static FieldMetadata recorded(
      FieldMetadata metadata, List<String> path, DataType from, DataType to, String column) {
    StringBuilder changes = new StringBuilder("[");
    metadata
        .rawJson(KEY)
        .ifPresent(
            json -> {
              JsonReader reader = JsonReader.of(json, KEY + " of column " + column);
              reader.beginArray();
              while (reader.nextElement()) {
                changes.append(reader.raw()).append(',');
              }
            });
    JsonWriter change = new JsonWriter().beginObject();
    change.field("fromType", from.typeName()).field("toType", to.typeName());
    if (!path.isEmpty()) {
      change.field("fieldPath", String.join(".", path));
    }
    return metadata.with(KEY, changes.append(change.endObject()).append(']').toString());
  }

  /** Whether {@code field} or what is in it was widened. */
  static boolean isRecorded(DataType type) {
    if (type instanceof StructType struct) {
      return struct.fields().stream()
          .anyMatch(field -> field.metadata().rawJson(KEY).isPresent() || isRecorded(field.type()));
    } else if (type instanceof DataType.Array array) {
      return isRecorded(array.element());
    } else if (type instanceof DataType.MapOf map) {
      return isRecorded(map.key()) || isRecorded(map.value());
    }
    return false;
  }

  /** {@code schema}, all of whose files have its types, without the changes to them. */
  static StructType unrecorded(StructType schema) {
    return (StructType) plain(schema);
  }

  private static DataType plain(DataType type) {
    if (type instanceof StructType struct) {
      return StructType.of(
          struct.fields().stream()
              .map(
                  field ->
                      field
                          .withMetadata(field.metadata().without(KEY))
                          .withType(plain(field.type())))
              .toList());
    } else if (type instanceof DataType.Array array) {
      return new DataType.Array(plain(array.element()), array.containsNull());
    } else if (type instanceof DataType.MapOf map) {
      return new DataType.MapOf(plain(map.key()), plain(map.value()), map.valueContainsNull());
    }
    return type;
  }
}
