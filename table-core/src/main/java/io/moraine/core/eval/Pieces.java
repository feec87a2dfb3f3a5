package io.moraine.core.eval;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A result that is computed in pieces, each for some of the rows, and put together at the end. */
final class Pieces {
  private final DataType type;
  private final int rowCount;
  private final List<ColumnVector> pieces = new ArrayList<>();
  private final List<int[]> rows = new ArrayList<>();

  Pieces(DataType type, int rowCount) {
    this.type = type;
    this.rowCount = rowCount;
  }

  /** {@code piece} holds, in order, the results of as many {@code places}, which must stay. */
  void add(ColumnVector piece, int[] places) {
    if (piece.size() > 0) {
      pieces.add(piece);
      rows.add(places);
    }
  }

  /** The rows' results, once every row is in a piece. A piece of all rows is given as it is. */
  ColumnVector build() {
    if (pieces.isEmpty()) {
      return Vectors.nulls(type, 0);
    } else if (pieces.size() == 1) {
      return pieces.get(0);
    }
    List<ColumnVector> flat = pieces.stream().map(ColumnVector::flat).toList();
    if (flat.get(0) instanceof LongVector) {
      long[] values = new long[rowCount];
      for (int i = 0; i < flat.size(); i++) {
        scatter(((LongVector) flat.get(i)).values(), rows.get(i), flat.get(i).size(), values);
      }
      return new LongVector(type, rowCount, values, validity());
    } else if (flat.get(0) instanceof IntVector) {
      int[] values = new int[rowCount];
      for (int i = 0; i < flat.size(); i++) {
        scatter(((IntVector) flat.get(i)).values(), rows.get(i), flat.get(i).size(), values);
      }
      return new IntVector(type, rowCount, values, validity());
    } else if (flat.get(0) instanceof DoubleVector) {
      double[] values = new double[rowCount];
      for (int i = 0; i < flat.size(); i++) {
        scatter(((DoubleVector) flat.get(i)).values(), rows.get(i), flat.get(i).size(), values);
      }
      return new DoubleVector(type, rowCount, values, validity());
    }
    int[] places = new int[rowCount];
    int filled = 0;
    for (int i = 0; i < pieces.size(); i++) {
      for (int j = 0; j < pieces.get(i).size(); j++) {
        places[rows.get(i)[j]] = filled++;
      }
    }
    return Vectors.concat(type, pieces).select(places, rowCount);
  }

  private byte[] validity() {
    if (pieces.stream().noneMatch(ColumnVector::mayHaveNulls)) {
      return null;
    }
    byte[] validity = new byte[rowCount];
    Arrays.fill(validity, (byte) 1);
    for (int i = 0; i < pieces.size(); i++) {
      byte[] valid = pieces.get(i).validity();
      for (int j = 0; valid != null && j < pieces.get(i).size(); j++) {
        validity[rows.get(i)[j]] = valid[j];
      }
    }
    return validity;
  }

  private static void scatter(long[] from, int[] places, int count, long[] to) {
    for (int i = 0; i < count; i++) {
      to[places[i]] = from[i];
    }
  }

  private static void scatter(int[] from, int[] places, int count, int[] to) {
    for (int i = 0; i < count; i++) {
      to[places[i]] = from[i];
    }
  }

  private static void scatter(double[] from, int[] places, int count, double[] to) {
    for (int i = 0; i < count; i++) {
      to[places[i]] = from[i];
    }
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
