package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.MapVector;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.List;

/** A list, or a map: a list of keys and values. */
final class ListNode extends NodeReader {
  private final DataType type;
  private final List<NodeReader> parts;
  private final LeafReader lead;
  private final Slots slots;
  private final int definedLevel;
  private final int elementLevel;
  private final List<LeafReader> leaves = new ArrayList<>();
  private final Room room = new Room();

  /** {@code parts} are the element, or the key and the value. */
  ListNode(
      DataType type,
      List<NodeReader> parts,
      LeafReader lead,
      Slots slots,
      int definedLevel,
      int elementLevel) {
    this.type = type;
    this.parts = List.copyOf(parts);
    this.lead = lead;
    this.slots = slots;
    this.definedLevel = definedLevel;
    this.elementLevel = elementLevel;
    parts.forEach(part -> leaves.addAll(part.leaves()));
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
    int[] offsets = room.ints(lead, count + 1);
    int elements = offsets(offsets, count);
    byte[] validity = slots.validity(lead, definedLevel, count, room);
    if (type instanceof DataType.Array array) {
      return new ListVector(array, count, offsets, parts.get(0).assemble(elements), validity);
    }
    return new MapVector(
        (DataType.MapOf) type,
        count,
        offsets,
        parts.get(0).assemble(elements),
        parts.get(1).assemble(elements),
        validity);
  }

  /** Fills in where each slot's elements begin, and returns how many elements there are. */
  private int offsets(int[] offsets, int count) {
    byte[] definitions = lead.definition();
    byte[] repetitions = lead.repetition();
    int ownRepetition = slots.repetition() + 1;
    int slot = 0;
    int elements = 0;
    for (int i = 0; i < lead.entries(); i++) {
      int level = repetitions[i];
      int defined = definitions == null ? Byte.MAX_VALUE : definitions[i];
      if (level < ownRepetition && defined >= slots.definition()) {
        if (slot == count) {
          throw Slots.mismatch(lead, count);
        }
        offsets[slot++] = elements;
      }
      if (level <= ownRepetition && defined >= elementLevel) {
        elements++;
      }
    }
    if (slot != count) {
      throw Slots.mismatch(lead, count);
    }
    offsets[count] = elements;
    if (count > 0) {
      // Elements that a damaged file has before its first list would else belong to none.
      offsets[0] = 0;
    }
    return elements;
  }
}
