package io.moraine.engine.exec.sort;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.kernel.ValueOrder;
import java.util.Arrays;

/** Compares a row of one vector with a row of another of the same type. */
@FunctionalInterface
interface ValueComparison {
  /** Negative, zero or positive as the left row is below, equal to or above the right one. */
  int compare(int left, int right);

  /** Compares rows that are not null, in ascending order. */
  static ValueComparison ofValues(ColumnVector left, ColumnVector right) {
    if (left instanceof DictionaryVector coded) {
      ValueComparison entries = ofValues(coded.dictionary(), right);
      int[] codes = coded.codes();
      return (l, r) -> entries.compare(codes[l], r);
    } else if (right instanceof DictionaryVector coded) {
      ValueComparison entries = ofValues(left, coded.dictionary());
      int[] codes = coded.codes();
      return (l, r) -> entries.compare(l, codes[r]);
    } else if (left instanceof LongVector a) {
      long[] lefts = a.values();
      long[] rights = ((LongVector) right).values();
      return (l, r) -> Long.compare(lefts[l], rights[r]);
    } else if (left instanceof IntVector a) {
      int[] lefts = a.values();
      int[] rights = ((IntVector) right).values();
      return (l, r) -> Integer.compare(lefts[l], rights[r]);
    } else if (left instanceof DoubleVector a) {
      double[] lefts = a.values();
      double[] rights = ((DoubleVector) right).values();
      return (l, r) -> Double.compare(lefts[l] + 0.0, rights[r] + 0.0);
    } else if (left instanceof FloatVector a) {
      float[] lefts = a.values();
      float[] rights = ((FloatVector) right).values();
      return (l, r) -> Float.compare(lefts[l] + 0.0f, rights[r] + 0.0f);
    } else if (left instanceof BooleanVector a) {
      byte[] lefts = a.values();
      byte[] rights = ((BooleanVector) right).values();
      return (l, r) -> Byte.compare(lefts[l], rights[r]);
    } else if (left instanceof BytesVector a) {
      return ofBytes(a, (BytesVector) right);
    } else if (left instanceof DecimalVector a) {
      return ofDecimals(a, (DecimalVector) right);
    }
    return (l, r) -> ValueOrder.compare(left.value(l), right.value(r));
  }

  private static ValueComparison ofBytes(BytesVector left, BytesVector right) {
    byte[] leftData = left.data();
    byte[] rightData = right.data();
    return (l, r) -> {
      int leftStart = left.start()[l];
      int rightStart = right.start()[r];
      return Arrays.compareUnsigned(
          leftData,
          leftStart,
          leftStart + left.length()[l],
          rightData,
          rightStart,
          rightStart + right.length()[r]);
    };
  }

  private static ValueComparison ofDecimals(DecimalVector left, DecimalVector right) {
    return (l, r) -> {
      int order = Long.compare(left.high()[l], right.high()[r]);
      return order != 0 ? order : Long.compareUnsigned(left.low()[l], right.low()[r]);
    };
  }

  /** Compares any rows, in the given order. */
  static ValueComparison of(ColumnVector left, ColumnVector right, KeyOrder order) {
    ValueComparison values = ofValues(left, right);
    int sign = order.descending() ? -1 : 1;
    int nullSign = order.nullsFirst() ? -1 : 1;
    byte[] leftValidity = left.validity();
    byte[] rightValidity = right.validity();
    if (leftValidity == null && rightValidity == null) {
      return order.descending() ? (l, r) -> Integer.signum(values.compare(l, r)) * sign : values;
    }
    return (l, r) -> {
      boolean leftNull = leftValidity != null && leftValidity[l] == 0;
      boolean rightNull = rightValidity != null && rightValidity[r] == 0;
      if (leftNull || rightNull) {
        return leftNull == rightNull ? 0 : leftNull ? nullSign : -nullSign;
      }
      return Integer.signum(values.compare(l, r)) * sign;
    };
  }
}
