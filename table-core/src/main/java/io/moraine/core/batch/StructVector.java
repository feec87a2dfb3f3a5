package io.moraine.core.batch;

import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Structs: one vector a field, each with a row for every struct, also for null ones.
 *
 * <p>A variant is held as a struct of its two binaries, {@code metadata} and {@code value}.
 */
public final class StructVector extends ColumnVector {
  private final List<ColumnVector> fields;

  /** Every one of {@code fields} has {@code size} rows; {@code validity} may be null. */
  public StructVector(DataType type, int size, List<ColumnVector> fields, byte[] validity) {
    super(type, size, validity);
    this.fields = List.copyOf(fields);
    for (ColumnVector field : fields) {
      if (field.size() != size) {
        throw new IllegalArgumentException(
            "A struct of %d rows cannot have a field of %d".formatted(size, field.size()));
      }
    }
  }

  /** The fields' vectors, in the type's order. */
  public List<ColumnVector> fields() {
    return fields;
  }

  /** The vector of field {@code ordinal}; what it holds for null structs has no meaning. */
  public ColumnVector field(int ordinal) {
    return fields.get(ordinal);
  }

  @Override
  Object valueAt(int row) {
    List<Object> values = new ArrayList<>(fields.size());
    for (ColumnVector field : fields) {
      values.add(field.value(row));
    }
    return values;
  }

  @Override
  public ColumnVector select(int[] rows, int count) {
    return new StructVector(
        type(),
        count,
        fields.stream().map(field -> field.select(rows, count)).toList(),
        selectValidity(rows, count));
  }

  @Override
  public ColumnVector withType(DataType newType) {
    return new StructVector(newType, size(), fields, validity());
  }
}
