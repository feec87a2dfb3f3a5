package io.moraine.engine.physical;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an aggregate computes over the rows of a group. Unless said otherwise, rows whose argument
 * is null do not count, and a group without counting rows gives null.
 */
public enum AggregateFunction {
  /** Rows whose arguments are all not null; without arguments, all rows. 0 for none. */
  COUNT,
  /** The sum; of whole numbers a long, and an error if it overflows. */
  SUM,
  /** The mean; of decimals a decimal of four more digits, else a double. */
  AVG,
  /** The smallest value. */
  MIN,
  /** The greatest value. */
  MAX,
  /** Some value, null if it meets one. */
  ANY_VALUE,
  /** The value of the first row, null or not. */
  FIRST,
  /** The value of the last row, null or not. */
  LAST,
  /** The first value that is not null. */
  FIRST_IGNORE_NULLS,
  /** The last value that is not null. */
  LAST_IGNORE_NULLS,
  /** The standard deviation of all values. */
  STDDEV_POP,
  /** The standard deviation of a sample; null for one value. */
  STDDEV_SAMP,
  /** The variance of all values. */
  VAR_POP,
  /** The variance of a sample; null for one value. */
  VAR_SAMP,
  /** Whether all are true. */
  BOOL_AND,
  /** Whether one is true. */
  BOOL_OR,
  /** The bits that all have. */
  BIT_AND,
  /** The bits that one has. */
  BIT_OR,
  /** The bits that an odd number has. */
  BIT_XOR,
  /** The values, in the order they came; empty for none. */
  COLLECT_LIST,
  /** The distinct values; empty for none. */
  COLLECT_SET,
  /** How many distinct values there are; exact. */
  APPROX_COUNT_DISTINCT,
  /** The first argument of the row with the smallest second one. */
  MIN_BY,
  /** The first argument of the row with the greatest second one. */
  MAX_BY;

  /** The function that SQL calls {@code name}, without regard to case. */
  public static Optional<AggregateFunction> find(String name) {
    return Optional.ofNullable(
        switch (name.toLowerCase(Locale.ROOT)) {
          case "count" -> COUNT;
          case "sum" -> SUM;
          case "avg", "mean" -> AVG;
          case "min" -> MIN;
          case "max" -> MAX;
          case "any_value" -> ANY_VALUE;
          case "first", "first_value" -> FIRST;
          case "last", "last_value" -> LAST;
          case "stddev_pop" -> STDDEV_POP;
          case "stddev_samp", "stddev", "std" -> STDDEV_SAMP;
          case "var_pop" -> VAR_POP;
          case "var_samp", "variance" -> VAR_SAMP;
          case "bool_and", "every" -> BOOL_AND;
          case "bool_or", "any", "some" -> BOOL_OR;
          case "bit_and" -> BIT_AND;
          case "bit_or" -> BIT_OR;
          case "bit_xor" -> BIT_XOR;
          case "collect_list", "array_agg" -> COLLECT_LIST;
          case "collect_set" -> COLLECT_SET;
          case "approx_count_distinct" -> APPROX_COUNT_DISTINCT;
          case "min_by" -> MIN_BY;
          case "max_by" -> MAX_BY;
          default -> null;
        });
  }

  /** The name in lower case. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type of the result over arguments of {@code types}.
   *
   * @throws InvalidInputException if the function does not take them; the message says what it
   *     takes
   */
  public DataType resultType(List<DataType> types) {
    return switch (this) {
      case COUNT, APPROX_COUNT_DISTINCT -> Primitive.LONG;
      case SUM -> sumType(one(types));
      case AVG -> averageType(one(types));
      case MIN, MAX -> orderable(one(types));
      case ANY_VALUE, FIRST, LAST, FIRST_IGNORE_NULLS, LAST_IGNORE_NULLS -> one(types);
      case STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> {
        require(one(types).isNumeric() || one(types) == Primitive.VOID, "a number", types);
        yield Primitive.DOUBLE;
      }
      case BOOL_AND, BOOL_OR -> {
        require(one(types) == Primitive.BOOLEAN, "a boolean", types);
        yield Primitive.BOOLEAN;
      }
      case BIT_AND, BIT_OR, BIT_XOR -> {
        DataType type = one(types);
        require(type.isIntegral() || type == Primitive.VOID, "a whole number", types);
        yield type;
      }
      case COLLECT_LIST, COLLECT_SET -> new DataType.Array(one(types), false);
      case MIN_BY, MAX_BY -> {
        require(types.size() == 2, "two arguments", types);
        orderable(types.get(1));
        yield types.get(0);
      }
    };
  }

  private DataType one(List<DataType> types) {
    require(types.size() == 1, "one argument", types);
    return types.get(0);
  }

  private DataType orderable(DataType type) {
    require(
        !type.isNested() && type != Primitive.VARIANT, "a type that has an order", List.of(type));
    return type;
  }

  private DataType sumType(DataType type) {
    if (type instanceof DataType.Decimal decimal) {
      return new DataType.Decimal(
          Math.min(DataType.Decimal.MAX_PRECISION, decimal.precision() + 10), decimal.scale());
    }
    require(type.isNumeric() || type == Primitive.VOID, "a number", List.of(type));
    return type.isIntegral() ? Primitive.LONG : Primitive.DOUBLE;
  }

  private DataType averageType(DataType type) {
    if (type instanceof DataType.Decimal decimal) {
      return new DataType.Decimal(
          Math.min(DataType.Decimal.MAX_PRECISION, decimal.precision() + 4),
          Math.min(DataType.Decimal.MAX_PRECISION, decimal.scale() + 4));
    }
    require(type.isNumeric() || type == Primitive.VOID, "a number", List.of(type));
    return Primitive.DOUBLE;
  }

  private void require(boolean holds, String expected, List<DataType> types) {
    if (!holds) {
      throw new InvalidInputException(
          "%s takes %s, got (%s)".formatted(sqlName(), expected, PlanText.join(types)));
    }
  }
}
