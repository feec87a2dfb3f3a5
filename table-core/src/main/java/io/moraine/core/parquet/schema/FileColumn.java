package io.moraine.core.parquet.schema;

import java.util.List;
import java.util.OptionalInt;

/**
 * A part of a file's schema as a value of a Delta type: lists, maps and structs are recognised,
 * whichever of the layouts that writers have used. Immutable.
 *
 * <p>Each part has a slot wherever its parent's value is there. In a slot, it is null if the
 * definition level is below {@link #definedLevel}.
 */
public sealed interface FileColumn {
  /** The name within its parent; of elements, keys and values the file's own name for them. */
  String name();

  /** The field id that its writer gave it. */
  OptionalInt fieldId();

  /** Whether it may be null where its parent is not. */
  boolean nullable();

  /** The definition level from which on it is not null. */
  int definedLevel();

  /** Values: one column of the file. */
  record Value(SchemaNode.Leaf leaf, boolean nullable) implements FileColumn {
    @Override
    public String name() {
      return leaf.name();
    }

    @Override
    public OptionalInt fieldId() {
      return leaf.fieldId();
    }

    @Override
    public int definedLevel() {
      return leaf.maxDefinition();
    }
  }

  /** A struct; {@code variant} if its group is marked as one. */
  record Struct(
      String name,
      OptionalInt fieldId,
      boolean nullable,
      int definedLevel,
      boolean variant,
      List<FileColumn> fields)
      implements FileColumn {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A list.
   *
   * @param elementLevel the definition level from which on there is an element
   * @param repetition the repetition level of a further element
   */
  record Sequence(
      String name,
      OptionalInt fieldId,
      boolean nullable,
      int definedLevel,
      int elementLevel,
      int repetition,
      FileColumn element)
      implements FileColumn {}

  /**
   * A map.
   *
   * @param elementLevel the definition level from which on there is an entry
   * @param repetition the repetition level of a further entry
   */
  record Pairs(
      String name,
      OptionalInt fieldId,
      boolean nullable,
      int definedLevel,
      int elementLevel,
      int repetition,
      FileColumn key,
      FileColumn value)
      implements FileColumn {}
}
