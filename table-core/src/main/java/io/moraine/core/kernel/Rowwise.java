package io.moraine.core.kernel;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.type.DataType;

/**
 * Kernels made of functions of single values, which are the objects that {@link DataType} names.
 */
public final class Rowwise {
  private Rowwise() {}

  /** A function of one row's values. */
  @FunctionalInterface
  public interface RowFunction {
    /** The row's result, null for NULL. {@code arguments} are not to be kept or changed. */
    Object apply(Object[] arguments);
  }

  /** A kernel giving null where any argument is null, and {@code function}'s result elsewhere. */
  public static Kernel strict(DataType type, RowFunction function) {
    return (arguments, rowCount) -> {
      VectorBuilder builder = VectorBuilder.of(type, rowCount);
      Object[] values = new Object[arguments.length];
      for (int row = 0; row < rowCount; row++) {
        builder.append(load(arguments, row, values) ? function.apply(values) : null);
      }
      return builder.build();
    };
  }

  /** A kernel giving {@code function}'s result, which also sees nulls. */
  public static Kernel seeingNulls(DataType type, RowFunction function) {
    return (arguments, rowCount) -> {
      VectorBuilder builder = VectorBuilder.of(type, rowCount);
      Object[] values = new Object[arguments.length];
      for (int row = 0; row < rowCount; row++) {
        for (int i = 0; i < values.length; i++) {
          values[i] = arguments[i].value(row);
        }
        builder.append(function.apply(values));
      }
      return builder.build();
    };
  }

  private static boolean load(ColumnVector[] arguments, int row, Object[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments[i].value(row);
      if (values[i] == null) {
        return false;
      }
    }
    return true;
  }
}
