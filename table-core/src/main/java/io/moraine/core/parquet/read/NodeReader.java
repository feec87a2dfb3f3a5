package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import java.util.List;

/**
 * Puts together the vectors of one part of the requested schema: from a column of the file, or from
 * the parts below and the levels of one column among them.
 */
abstract class NodeReader {
  /** All columns of the file that are read for this part. */
  abstract List<LeafReader> leaves();

  /** A column whose levels tell of this part, or null if the file has nothing of it. */
  abstract LeafReader lead();

  /**
   * The vector of the batch that the columns have loaded.
   *
   * @param slots how many there must be
   */
  abstract ColumnVector assemble(int slots);
}
