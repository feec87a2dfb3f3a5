package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.stats.ColumnStatistics;
import java.util.List;
import java.util.function.BiConsumer;

/** A struct, or a variant, which is told of as a whole. */
final class StructNode extends Node {
  /** What a struct is to those who look at its statistics. */
  enum Kind {
    /** Fields with statistics each. */
    STRUCT,
    /** One value. */
    VARIANT
  }

  private final Kind kind;
  private final List<Node> children;

  /** Where in the vector each child is: fields of type void have no column. */
  private final int[] ordinals;

  private long nulls;

  StructNode(
      List<String> path,
      int definition,
      boolean nullable,
      Kind kind,
      List<Node> children,
      int[] ordinals) {
    super(path, definition, nullable);
    this.kind = kind;
    this.children = List.copyOf(children);
    this.ordinals = ordinals;
  }

  @Override
  void write(ColumnVector vector, Entries entries, long firstRow) {
    StructVector struct = (StructVector) vector.flat();
    Entries within = within(struct.validity(), entries, firstRow);
    for (int i = 0; i < children.size(); i++) {
      children.get(i).write(struct.field(ordinals[i]), within, firstRow);
    }
  }

  private Entries within(byte[] validity, Entries entries, long firstRow) {
    if (validity == null && entries.rows() == null) {
      return entries;
    }
    int count = entries.count();
    byte[] definitions = entries.copyDefinitions();
    int[] rows = new int[count];
    int undefined = 0;
    for (int i = 0; i < count; i++) {
      int row = entries.row(i);
      if (row >= 0 && validity != null && validity[row] == 0) {
        if (!nullable) {
          throw unexpectedNull(entries, i, firstRow);
        }
        definitions[i] = (byte) definition;
        row = -1;
      }
      rows[i] = row;
      undefined += row < 0 ? 1 : 0;
    }
    nulls += undefined;
    return undefined == 0
        ? new Entries(count, null, entries.repetitions(), entries.rows(), entries.from())
        : new Entries(count, definitions, entries.repetitions(), rows, 0);
  }

  @Override
  void collect(BiConsumer<List<String>, ColumnStatistics> target) {
    if (kind == Kind.VARIANT) {
      target.accept(path, new ColumnStatistics(null, null, nulls));
    } else {
      children.forEach(child -> child.collect(target));
    }
  }
}
