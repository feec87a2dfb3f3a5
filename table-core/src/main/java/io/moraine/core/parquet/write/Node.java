package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.stats.ColumnStatistics;
import java.util.List;
import java.util.function.BiConsumer;

/** A field of the schema, which takes its values apart down to the leaf columns. */
abstract sealed class Node permits LeafNode, StructNode, RepeatedNode {
  /** Its names as the table has them, from the top down. */
  final List<String> path;

  /** The definition level of an entry where this node is null but what is around it is not. */
  final int definition;

  final boolean nullable;

  Node(List<String> path, int definition, boolean nullable) {
    this.path = List.copyOf(path);
    this.definition = definition;
    this.nullable = nullable;
  }

  /**
   * Writes {@code entries} of {@code vector}.
   *
   * @param firstRow the file's row that the entries start with, for errors
   */
  abstract void write(ColumnVector vector, Entries entries, long firstRow);

  /** Gives the statistics of all that has been written, by path. */
  abstract void collect(BiConsumer<List<String>, ColumnStatistics> target);

  final InvalidInputException unexpectedNull(Entries entries, int entry, long firstRow) {
    return new InvalidInputException(
        "Column '%s' cannot be null, but row %d of the file would be"
            .formatted(String.join(".", path), firstRow + entries.rowOf(entry)));
  }
}
