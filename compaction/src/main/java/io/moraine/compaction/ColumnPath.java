package io.moraine.compaction;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;

/**
 * A column that rows are ordered by, or a field in structs of it.
 *
 * @param names as the schema has them
 * @param ordinals of the same, from the outermost
 * @param type of its values
 */
record ColumnPath(List<String> names, List<Integer> ordinals, DataType type) {

  /**
   * The column at {@code path}, whose names may be in other letters' case.
   *
   * @throws InvalidInputException if there is none, or its values have no order
   */
  static ColumnPath of(String table, StructType schema, List<String> path) {
    DataType type = schema;
    List<String> names = new ArrayList<>();
    List<Integer> ordinals = new ArrayList<>();
    for (String name : path) {
      int ordinal = type instanceof StructType struct ? ordinal(struct, name) : -1;
      if (ordinal < 0) {
        throw new InvalidInputException(
            "Cannot optimize %s by the column %s: there is none; the columns are %s"
                .formatted(table, String.join(".", path), String.join(", ", schema.names())));
      }
      StructField field = ((StructType) type).field(ordinal);
      names.add(field.name());
      ordinals.add(ordinal);
      type = field.type();
    }
    if (type.isNested() || type == Primitive.VARIANT || type == Primitive.VOID) {
      throw new InvalidInputException(
          "Cannot optimize %s by the column %s: values of type %s have no order"
              .formatted(table, String.join(".", path), type.sql()));
    }
    return new ColumnPath(List.copyOf(names), List.copyOf(ordinals), type);
  }

  private static int ordinal(StructType struct, String name) {
    for (int i = 0; i < struct.size(); i++) {
      if (struct.field(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The column of the schema that it is in. */
  int column() {
    return ordinals.get(0);
  }

  /** Its values in {@code batch}, in which its column is at {@code place}. */
  ColumnVector values(ColumnBatch batch, int place) {
    ColumnVector vector = batch.column(place);
    for (int ordinal : ordinals.subList(1, ordinals.size())) {
      StructVector struct = (StructVector) vector.flat();
      ColumnVector field = struct.field(ordinal);
      vector =
          struct.validity() == null
              ? field
              : Vectors.withValidity(field.flat(), both(struct, field));
    }
    return vector;
  }

  /** A field of a struct that is null is null. */
  private static byte[] both(StructVector struct, ColumnVector field) {
    byte[] validity = new byte[field.size()];
    for (int row = 0; row < validity.length; row++) {
      validity[row] = (byte) (struct.isNull(row) || field.isNull(row) ? 0 : 1);
    }
    return validity;
  }
}
