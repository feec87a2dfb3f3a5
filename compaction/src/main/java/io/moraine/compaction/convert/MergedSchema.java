package io.moraine.compaction.convert;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns of many files: those of any, in the order in which they are first met. */
final class MergedSchema {
  private static final List<DataType> WHOLE =
      List.of(Primitive.BYTE, Primitive.SHORT, Primitive.INTEGER, Primitive.LONG);

  private StructType merged = StructType.EMPTY;
  private String first = "";

  /**
   * Adds the columns of {@code file}.
   *
   * @throws InvalidInputException if a column has another type than in a file before
   */
  void add(String file, StructType schema) {
    merged = merge(file, "", merged, schema);
    first = first.isEmpty() ? file : first;
  }

  /** The columns; all may be null. */
  StructType schema() {
    return merged;
  }

  private DataType merge(String file, String path, DataType left, DataType right) {
    if (left instanceof StructType known && right instanceof StructType found) {
      return merge(file, path, known, found);
    } else if (left instanceof DataType.Array known && right instanceof DataType.Array found) {
      return new DataType.Array(
          merge(file, path + ".element", known.element(), found.element()), true);
    } else if (left instanceof DataType.MapOf known && right instanceof DataType.MapOf found) {
      return new DataType.MapOf(
          merge(file, path + ".key", known.key(), found.key()),
          merge(file, path + ".value", known.value(), found.value()),
          true);
    } else if (left.equals(right) || right == Primitive.VOID) {
      return left;
    } else if (left == Primitive.VOID) {
      return right;
    } else if (WHOLE.contains(left) && WHOLE.contains(right)) {
      return WHOLE.get(Math.max(WHOLE.indexOf(left), WHOLE.indexOf(right)));
    }
    throw new InvalidInputException(
        "Cannot make a table of files with different columns: '%s' is %s in %s, but %s in %s"
            .formatted(path, right.sql(), file, left.sql(), first));
  }

  private StructType merge(String file, String path, StructType known, StructType found) {
    Map<String, StructField> fields = new LinkedHashMap<>();
    known.fields().forEach(field -> fields.put(lower(field), field));
    for (StructField field : found.fields()) {
      StructField before = fields.get(lower(field));
      String place = path.isEmpty() ? field.name() : path + "." + field.name();
      DataType type =
          before == null ? nullable(field.type()) : merge(file, place, before.type(), field.type());
      fields.put(
          lower(field),
          new StructField(
              before == null ? field.name() : before.name(), type, true, FieldMetadata.EMPTY));
    }
    return StructType.of(new ArrayList<>(fields.values()));
  }

  private static String lower(StructField field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  /** The type with nulls allowed in all that is within it. */
  private static DataType nullable(DataType type) {
    if (type instanceof StructType struct) {
      return StructType.of(
          struct.fields().stream()
              .map(
                  field ->
                      new StructField(
                          field.name(), nullable(field.type()), true, FieldMetadata.EMPTY))
              .toList());
    } else if (type instanceof DataType.Array array) {
      return new DataType.Array(nullable(array.element()), true);
    } else if (type instanceof DataType.MapOf map) {
      return new DataType.MapOf(nullable(map.key()), nullable(map.value()), true);
    }
    return type;
  }
}
