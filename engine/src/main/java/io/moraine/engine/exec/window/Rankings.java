package io.moraine.engine.exec.window;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.physical.RankingFunction;
import io.moraine.engine.physical.WindowCall;

/** The places of rows. */
final class Rankings {
  private Rankings() {}

  static ColumnVector of(WindowCall.Ranking call, SortedPart part) {
    if (call.function() == RankingFunction.PERCENT_RANK
        || call.function() == RankingFunction.CUME_DIST) {
      return shares(call.function(), part);
    }
    int[] places = new int[part.size()];
    for (int i = 0; i < places.length; i++) {
      int from = part.partitionFrom(i);
      places[i] =
          switch (call.function()) {
            case ROW_NUMBER -> i - from + 1;
            case RANK -> part.peersFrom(i) - from + 1;
            case DENSE_RANK -> i == from ? 1 : places[i - 1] + (part.peersFrom(i) == i ? 1 : 0);
            case NTILE -> bucket(i - from, part.partitionTo(i) - from, call.buckets());
            case PERCENT_RANK, CUME_DIST -> 0;
          };
    }
    return new IntVector(Primitive.INTEGER, places.length, places, null);
  }

  private static int bucket(int place, int rows, long buckets) {
    long each = rows / buckets;
    long larger = rows % buckets;
    long inLarger = larger * (each + 1);
    return (int)
        (place < inLarger ? place / (each + 1) + 1 : larger + (place - inLarger) / each + 1);
  }

  private static ColumnVector shares(RankingFunction function, SortedPart part) {
    double[] shares = new double[part.size()];
    for (int i = 0; i < shares.length; i++) {
      int from = part.partitionFrom(i);
      int rows = part.partitionTo(i) - from;
      if (function == RankingFunction.CUME_DIST) {
        shares[i] = (double) (part.peersTo(i) - from) / rows;
      } else {
        shares[i] = rows == 1 ? 0 : (double) (part.peersFrom(i) - from) / (rows - 1);
      }
    }
    return new DoubleVector(Primitive.DOUBLE, shares.length, shares, null);
  }
}
