package io.moraine.core.parquet.read;

import io.moraine.core.parquet.decode.MalformedPage;

/**
 * Where a part of the schema has slots, by the levels of a column below it: at each entry of at
 * most {@code repetition} and at least {@code definition}.
 */
record Slots(int repetition, int definition) {
  /**
   * Which of the {@code count} slots reach {@code definedLevel}, a byte each, or null if all do.
   *
   * @throws io.moraine.core.error.CorruptFileException if there is another number of slots
   */
  byte[] validity(LeafReader lead, int definedLevel, int count, Room room) {
    byte[] definitions = lead.definition();
    if (definedLevel <= definition || definitions == null) {
      return null;
    }
    byte[] repetitions = lead.repetition();
    byte[] validity = room.bytes(lead, count);
    int nulls = 0;
    int slot = 0;
    if (repetitions == null) {
      for (; slot < Math.min(count, lead.entries()); slot++) {
        int valid = definitions[slot] >= definedLevel ? 1 : 0;
        validity[slot] = (byte) valid;
        nulls += 1 - valid;
      }
    } else {
      for (int i = 0; i < lead.entries(); i++) {
        if (repetitions[i] <= repetition && definitions[i] >= definition) {
          if (slot == count) {
            throw mismatch(lead, count);
          }
          int valid = definitions[i] >= definedLevel ? 1 : 0;
          validity[slot++] = (byte) valid;
          nulls += 1 - valid;
        }
      }
    }
    if (slot != count) {
      throw mismatch(lead, count);
    }
    return nulls == 0 ? null : validity;
  }

  static RuntimeException mismatch(LeafReader lead, int count) {
    return lead.fault(
        new MalformedPage(
            "its levels tell of another number of values than the %d of its neighbours"
                .formatted(count)));
  }
}
