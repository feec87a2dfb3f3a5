package io.moraine.engine.rule;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.MapVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A column, or a part of one, that must not be null. A field of a struct is null where the struct
 * is, as Spark has it; what is in no array and no map breaks nothing.
 *
 * @param column the column's ordinal
 * @param path leads to the part: ordinals of fields, and {@link #ELEMENT}, {@link #KEY}, {@link
 *     #VALUE}
 * @param name the part, for people
 */
record RequiredPart(int column, List<Integer> path, String name) {
  private static final int ELEMENT = -1;
  private static final int KEY = -2;
  private static final int VALUE = -3;

  RequiredPart {
    path = List.copyOf(path);
  }

  /** Those of column {@code ordinal}, itself first. */
  static List<RequiredPart> of(int ordinal, StructField column) {
    List<RequiredPart> parts = new ArrayList<>();
    if (!column.nullable()) {
      parts.add(new RequiredPart(ordinal, List.of(), column.name()));
    }
    collect(ordinal, column.type(), List.of(), column.name(), parts);
    return parts;
  }

  private static void collect(
      int column, DataType type, List<Integer> path, String name, List<RequiredPart> parts) {
    if (type instanceof StructType struct) {
      for (int i = 0; i < struct.size(); i++) {
        StructField field = struct.field(i);
        String nested = name + "." + field.name();
        add(column, field.type(), !field.nullable(), longer(path, i), nested, parts);
      }
    } else if (type instanceof DataType.Array array) {
      boolean required = !array.containsNull();
      add(column, array.element(), required, longer(path, ELEMENT), name + ".element", parts);
    } else if (type instanceof DataType.MapOf map) {
      add(column, map.key(), true, longer(path, KEY), name + ".key", parts);
      boolean required = !map.valueContainsNull();
      add(column, map.value(), required, longer(path, VALUE), name + ".value", parts);
    }
  }

  private static void add(
      int column,
      DataType type,
      boolean required,
      List<Integer> path,
      String name,
      List<RequiredPart> parts) {
    if (required) {
      parts.add(new RequiredPart(column, path, name));
    }
    collect(column, type, path, name, parts);
  }

  private static List<Integer> longer(List<Integer> path, int step) {
    List<Integer> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /** The rows of {@code rows} in which it is null. */
  BitSet nulls(ColumnBatch rows) {
    return nulls(rows.column(column), 0, true);
  }

  /**
   * The positions of {@code vector} at which what the path from {@code step} on leads to is null.
   */
  private BitSet nulls(ColumnVector vector, int step, boolean ownRow) {
    if (step == path.size()) {
      return nulls(vector);
    }
    ColumnVector flat = vector.flat();
    int where = path.get(step);
    if (where == ELEMENT) {
      ListVector lists = (ListVector) flat;
      return holders(lists.offsets(), flat.size(), nulls(lists.elements(), step + 1, false));
    } else if (where == KEY || where == VALUE) {
      MapVector maps = (MapVector) flat;
      ColumnVector entries = where == KEY ? maps.keys() : maps.values();
      return holders(maps.offsets(), flat.size(), nulls(entries, step + 1, false));
    }
    BitSet found = nulls(((StructVector) flat).field(where), step + 1, ownRow);
    BitSet missing = nulls(flat);
    if (ownRow) {
      found.or(missing);
    } else {
      found.andNot(missing);
    }
    return found;
  }

  private static BitSet nulls(ColumnVector vector) {
    BitSet nulls = new BitSet();
    if (vector.mayHaveNulls()) {
      for (int row = 0; row < vector.size(); row++) {
        if (vector.isNull(row)) {
          nulls.set(row);
        }
      }
    }
    return nulls;
  }

  /** The rows that have one of {@code entries}. */
  private static BitSet holders(int[] offsets, int size, BitSet entries) {
    BitSet rows = new BitSet();
    for (int row = 0; row < size && !entries.isEmpty(); row++) {
      int first = entries.nextSetBit(offsets[row]);
      if (first >= 0 && first < offsets[row + 1]) {
        rows.set(row);
      }
    }
    return rows;
  }
}
