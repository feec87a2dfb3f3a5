package io.moraine.core.parquet.schema;

import java.util.List;
import java.util.OptionalInt;

/** A node of a Parquet schema with what levels mean at it. Immutable. */
public sealed interface SchemaNode {
  /** The name within the parent. */
  String name();

  /** How often it occurs in its parent. */
  Repetition repetition();

  /** What it means. */
  Annotation annotation();

  /** The field id that its writer gave it. */
  OptionalInt fieldId();

  /** The definition level from which on it is there. */
  int maxDefinition();

  /** How many repeated nodes there are from the root to it, itself included. */
  int maxRepetition();

  /** A node with children; perhaps none. */
  record Group(
      String name,
      Repetition repetition,
      Annotation annotation,
      OptionalInt fieldId,
      int maxDefinition,
      int maxRepetition,
      List<SchemaNode> children)
      implements SchemaNode {
    public Group {
      children = List.copyOf(children);
    }
  }

  /**
   * A node with values: a column of the file.
   *
   * @param path the names from the root to it, joined by dots, for messages
   * @param typeLength bytes of each value of a FIXED_LEN_BYTE_ARRAY, else 0
   * @param ordinal which column of the file it is, from 0
   */
  record Leaf(
      String name,
      String path,
      Repetition repetition,
      Annotation annotation,
      OptionalInt fieldId,
      int maxDefinition,
      int maxRepetition,
      PhysicalType physicalType,
      int typeLength,
      int ordinal)
      implements SchemaNode {
    /** The type as a message shows it. */
    public String describe() {
      return annotation == Annotation.Plain.NONE
          ? physicalType.toString()
          : "%s (%s)".formatted(physicalType, annotation);
    }
  }
}
