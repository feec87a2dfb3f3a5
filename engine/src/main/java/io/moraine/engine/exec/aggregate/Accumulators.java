package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.expr.Expression;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.AggregateFunction;
import java.util.List;

/** Picks the accumulator of an aggregate call. */
public final class Accumulators {
  private Accumulators() {}

  /**
   * An accumulator for {@code call}; applying the call's filter is for the caller.
   *
   * @param rows which rows it will be given
   */
  public static Accumulator of(AggregateCall call, InputRows rows) {
    List<DataType> types = call.arguments().stream().map(Expression::type).toList();
    boolean distinct =
        call.distinct()
            || call.function() == AggregateFunction.COLLECT_SET
            || call.function() == AggregateFunction.APPROX_COUNT_DISTINCT;
    if (distinct && !duplicatesDoNotCount(call.function())) {
      return new Distinct(plain(call, types, InputRows.SOME), types);
    }
    return plain(call, types, rows);
  }

  private static boolean duplicatesDoNotCount(AggregateFunction function) {
    return switch (function) {
      case MIN, MAX, BOOL_AND, BOOL_OR, ANY_VALUE -> true;
      default -> false;
    };
  }

  private static Accumulator plain(AggregateCall call, List<DataType> types, InputRows rows) {
    DataType type = call.type();
    DataType argument = types.isEmpty() ? Primitive.VOID : types.get(0);
    return switch (call.function()) {
      case COUNT, APPROX_COUNT_DISTINCT -> new CountAccumulator();
      case SUM -> argument == Primitive.VOID ? new NoValue(type) : sum(argument, type, rows);
      case AVG ->
          argument == Primitive.VOID
              ? new NoValue(type)
              : new Average(argument, type, sum(argument, sumType(argument), rows));
      case MIN, BOOL_AND -> extreme(argument, Extreme.LEAST, rows);
      case MAX, BOOL_OR -> extreme(argument, Extreme.GREATEST, rows);
      case ANY_VALUE, FIRST, LAST, FIRST_IGNORE_NULLS, LAST_IGNORE_NULLS ->
          new Pick(call.function(), type);
      case STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP ->
          argument == Primitive.VOID ? new NoValue(type) : new Variance(call.function());
      case BIT_AND, BIT_OR, BIT_XOR ->
          argument == Primitive.VOID ? new NoValue(type) : new Bits(type, call.function());
      case COLLECT_LIST, COLLECT_SET -> new CollectList((DataType.Array) type);
      case MIN_BY -> new PickBy(type, Extreme.LEAST);
      case MAX_BY -> new PickBy(type, Extreme.GREATEST);
    };
  }

  private static DataType sumType(DataType argument) {
    return AggregateFunction.SUM.resultType(List.of(argument));
  }

  private static SumAccumulator sum(DataType argument, DataType type, InputRows rows) {
    if (argument instanceof DataType.Decimal decimal && !decimal.fitsLong()) {
      return new WideSum((DataType.Decimal) type, rows);
    }
    return argument == Primitive.FLOAT || argument == Primitive.DOUBLE
        ? new DoubleSum(rows)
        : new LongSum(type, rows);
  }

  private static Accumulator extreme(DataType argument, Extreme extreme, InputRows rows) {
    if (argument == Primitive.STRING || argument == Primitive.BINARY) {
      return new BytesExtreme(argument, extreme);
    } else if (argument == Primitive.FLOAT || argument == Primitive.DOUBLE) {
      return new DoubleExtreme(argument, extreme, rows);
    } else if (argument instanceof DataType.Decimal decimal && !decimal.fitsLong()) {
      return new DecimalExtreme(decimal, extreme);
    } else if (argument == Primitive.VOID) {
      return new NoValue(argument);
    }
    return new LongExtreme(argument, extreme, rows);
  }

  /** Rows {@code rows[0 .. count)} of each of {@code vectors}. */
  public static ColumnVector[] select(ColumnVector[] vectors, int[] rows, int count) {
    ColumnVector[] selected = new ColumnVector[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      selected[i] = vectors[i].select(rows, count);
    }
    return selected;
  }
}
