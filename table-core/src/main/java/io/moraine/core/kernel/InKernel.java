package io.moraine.core.kernel;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * {@code IN}: TRUE where an option equals the operand; else null if the operand or an option is
 * null; else FALSE.
 */
public final class InKernel {
  private InKernel() {}

  /** A kernel for {@code arguments}, of one type: the operand, then the options. */
  public static Kernel of(List<Expression> arguments) {
    List<Expression> options = arguments.subList(1, arguments.size());
    if (!options.stream().allMatch(option -> option instanceof Literal)) {
      return byComparing();
    }
    List<Object> values =
        options.stream().map(o -> ((Literal) o).value()).filter(Objects::nonNull).toList();
    boolean nullOption = values.size() < options.size();
    Kernel found = isWhole(arguments.get(0).type()) ? byNumber(values) : byOrder(values);
    return nullOption ? (a, n) -> withNullFor(0, (BooleanVector) found.apply(a, n), n) : found;
  }

  private static boolean isWhole(DataType type) {
    return type.isIntegral()
        || type == DataType.Primitive.DATE
        || type == DataType.Primitive.TIMESTAMP
        || type == DataType.Primitive.TIMESTAMP_NTZ;
  }

  private static Kernel byNumber(List<Object> options) {
    long[] sorted =
        options.stream().mapToLong(o -> ((Number) o).longValue()).sorted().distinct().toArray();
    return (arguments, rowCount) -> {
      byte[] result = new byte[rowCount];
      if (arguments[0] instanceof IntVector ints) {
        int[] values = ints.values();
        for (int i = 0; i < rowCount; i++) {
          result[i] = (byte) (Arrays.binarySearch(sorted, values[i]) >= 0 ? 1 : 0);
        }
      } else {
        long[] values = ((LongVector) arguments[0]).values();
        for (int i = 0; i < rowCount; i++) {
          result[i] = (byte) (Arrays.binarySearch(sorted, values[i]) >= 0 ? 1 : 0);
        }
      }
      return new BooleanVector(
          DataType.Primitive.BOOLEAN, rowCount, result, arguments[0].validity());
    };
  }

  private static Kernel byOrder(List<Object> options) {
    TreeSet<Object> set = new TreeSet<>(ValueOrder::compare);
    set.addAll(options);
    return (arguments, rowCount) -> {
      byte[] result = new byte[rowCount];
      for (int i = 0; i < rowCount; i++) {
        if (!arguments[0].isNull(i)) {
          result[i] = (byte) (set.contains(arguments[0].value(i)) ? 1 : 0);
        }
      }
      return new BooleanVector(
          DataType.Primitive.BOOLEAN, rowCount, result, arguments[0].validity());
    };
  }

  private static Kernel byComparing() {
    Kernel equal = Comparison.EQ.kernel();
    return (arguments, rowCount) -> {
      byte[] result = new byte[rowCount];
      byte[] known = Validity.copy(arguments[0].validity(), rowCount);
      for (int option = 1; option < arguments.length; option++) {
        BooleanVector found =
            (BooleanVector)
                equal.apply(new ColumnVector[] {arguments[0], arguments[option]}, rowCount);
        for (int i = 0; i < rowCount; i++) {
          if (found.isNull(i)) {
            known[i] = 0;
          } else {
            result[i] |= found.values()[i];
          }
        }
      }
      for (int i = 0; i < rowCount; i++) {
        known[i] |= result[i];
      }
      return new BooleanVector(DataType.Primitive.BOOLEAN, rowCount, result, known);
    };
  }

  /** The vector with null in place of {@code value}. */
  private static BooleanVector withNullFor(int value, BooleanVector vector, int rowCount) {
    byte[] validity = Validity.copy(vector.validity(), rowCount);
    for (int i = 0; i < rowCount; i++) {
      if (vector.values()[i] == value) {
        validity[i] = 0;
      }
    }
    return new BooleanVector(vector.type(), rowCount, vector.values(), validity);
  }
}
