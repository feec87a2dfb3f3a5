package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.List;

/** A struct, or a variant. */
final class StructNode extends NodeReader {
  private final DataType type;
  private final List<NodeReader> fields;
  private final LeafReader lead;
  private final Slots slots;
  private final int definedLevel;
  private final List<LeafReader> leaves = new ArrayList<>();
  private final Room room = new Room();

  /** {@code lead} is read for its levels, also if none of {@code fields} reads it. */
  StructNode(
      DataType type, List<NodeReader> fields, LeafReader lead, Slots slots, int definedLevel) {
    this.type = type;
    this.fields = List.copyOf(fields);
    this.lead = lead;
    this.slots = slots;
    this.definedLevel = definedLevel;
    fields.forEach(field -> leaves.addAll(field.leaves()));
    if (!leaves.contains(lead)) {
      leaves.add(lead);
    }
  }

  @Override
  List<LeafReader> leaves() {
    return leaves;
  }

  @Override
  LeafReader lead() {
    return lead;
  }

  @Override
  ColumnVector assemble(int count) {
    List<ColumnVector> vectors = new ArrayList<>(fields.size());
    for (NodeReader field : fields) {
      vectors.add(field.assemble(count));
    }
    return new StructVector(type, count, vectors, slots.validity(lead, definedLevel, count, room));
  }
}
