package io.moraine.core.eval;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.List;

/** A result that is computed in pieces, each for some of the rows, and put together at the end. */
final class Pieces {
  private final DataType type;
  private final int rowCount;
  private final int[] places;
  private final List<ColumnVector> pieces = new ArrayList<>();
  private int filled;

  Pieces(DataType type, int rowCount) {
    this.type = type;
    this.rowCount = rowCount;
    this.places = new int[rowCount];
  }

  /** {@code piece} holds, in order, the results of {@code rows[0 .. count)}. */
  void add(ColumnVector piece, int[] rows, int count) {
    if (count > 0) {
      pieces.add(piece);
      for (int i = 0; i < count; i++) {
        places[rows[i]] = filled + i;
      }
      filled += count;
    }
  }

  /** The rows' results, once every row is in a piece. Pieces of all rows are given as they are. */
  ColumnVector build() {
    if (pieces.isEmpty()) {
      return Vectors.nulls(type, 0);
    }
    ColumnVector all = Vectors.concat(type, pieces);
    return pieces.size() == 1 ? all : all.select(places, rowCount);
  }

  /** The rows 0, 1, 2 and on. */
  static int[] all(int rowCount) {
    int[] rows = new int[rowCount];
    for (int i = 0; i < rowCount; i++) {
      rows[i] = i;
    }
    return rows;
  }
}
