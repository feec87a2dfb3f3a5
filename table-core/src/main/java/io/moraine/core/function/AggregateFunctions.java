package io.moraine.core.function;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.function.Signature.Nullability;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The types of the aggregate functions, which the engine computes. */
public final class AggregateFunctions {
  private static final Map<String, Function<List<DataType>, Optional<Signature>>> FUNCTIONS =
      new TreeMap<>();

  static {
    add(AggregateFunctions::count, "count");
    add(types -> one(types, AggregateFunctions::sum), "sum", "try_sum");
    add(types -> one(types, AggregateFunctions::average), "avg", "mean", "try_avg");
    add(types -> one(types, AggregateFunctions::ordered), "min", "max");
    add(types -> first(types), "any_value", "first", "first_value", "last", "last_value");
    add(
        types -> one(types, type -> number(type).map(t -> of(Primitive.DOUBLE, Primitive.DOUBLE))),
        "stddev",
        "std",
        "stddev_samp",
        "stddev_pop",
        "variance",
        "var_samp",
        "var_pop",
        "skewness",
        "kurtosis");
    add(
        types -> one(types, AggregateFunctions::bool),
        "bool_and",
        "every",
        "bool_or",
        "some",
        "any");
    add(
        types ->
            one(
                types,
                type ->
                    bool(type)
                        .map(
                            s -> new Signature(s.parameters(), Primitive.LONG, Nullability.NEVER))),
        "count_if");
    add(
        types -> one(types, type -> Optional.of(collection(type))),
        "collect_list",
        "array_agg",
        "collect_set");
    add(
        types ->
            one(
                types,
                type ->
                    Optional.of(new Signature(List.of(type), Primitive.LONG, Nullability.NEVER))),
        "approx_count_distinct");
    add(AggregateFunctions::byOther, "min_by", "max_by");
    add(
        types -> one(types, type -> number(type).map(t -> of(Primitive.DOUBLE, Primitive.DOUBLE))),
        "median");
    add(AggregateFunctions::twoNumbers, "corr", "covar_pop", "covar_samp");
    add(AggregateFunctions::bits, "bit_and", "bit_or", "bit_xor");
  }

  private AggregateFunctions() {}

  private static void add(Function<List<DataType>, Optional<Signature>> function, String... names) {
    for (String name : names) {
      FUNCTIONS.put(name, function);
    }
  }

  /** Whether {@code name} is an aggregate function, without regard to case. */
  public static boolean exists(String name) {
    return FUNCTIONS.containsKey(name.toLowerCase(Locale.ROOT));
  }

  /** Their names, in order. */
  public static List<String> names() {
    return List.copyOf(FUNCTIONS.keySet());
  }

  /**
   * How the aggregate function called {@code name} takes arguments of these types; {@code count(*)}
   * has none. DISTINCT changes no type.
   *
   * @throws InvalidInputException if there is none or it does not
   */
  public static Signature resolve(String name, List<DataType> argumentTypes) {
    Function<List<DataType>, Optional<Signature>> function =
        FUNCTIONS.get(name.toLowerCase(Locale.ROOT));
    if (function == null) {
      throw new InvalidInputException(
          "No aggregate function '%s'; there are: %s"
              .formatted(name, String.join(", ", FUNCTIONS.keySet())));
    }
    return function
        .apply(argumentTypes)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Aggregate function '%s' does not take (%s)"
                        .formatted(
                            name,
                            String.join(
                                ", ", argumentTypes.stream().map(DataType::sql).toList()))));
  }

  private static Optional<Signature> count(List<DataType> types) {
    return Optional.of(new Signature(types, Primitive.LONG, Nullability.NEVER));
  }

  private static Optional<Signature> sum(DataType type) {
    return number(type)
        .map(
            t -> {
              if (t instanceof DataType.Decimal d) {
                return of(d, DecimalTypes.bounded(d.precision() + 10, d.scale()));
              }
              return t.isIntegral()
                  ? of(t, Primitive.LONG)
                  : of(Primitive.DOUBLE, Primitive.DOUBLE);
            });
  }

  private static Optional<Signature> average(DataType type) {
    return number(type)
        .map(
            t ->
                t instanceof DataType.Decimal d
                    ? of(d, DecimalTypes.bounded(d.precision() + 4, d.scale() + 4))
                    : of(t, Primitive.DOUBLE));
  }

  private static Optional<Signature> ordered(DataType type) {
    return Optional.of(of(type, type)).filter(s -> ComparisonFunction.isOrdered(type));
  }

  /** The value, and optionally whether to pass over nulls. */
  private static Optional<Signature> first(List<DataType> types) {
    if (types.isEmpty()
        || types.size() > 2
        || (types.size() == 2 && types.get(1) != Primitive.BOOLEAN)) {
      return Optional.empty();
    }
    return Optional.of(new Signature(types, types.get(0), Nullability.ALWAYS));
  }

  private static Optional<Signature> bool(DataType type) {
    return Optional.of(of(Primitive.BOOLEAN, Primitive.BOOLEAN))
        .filter(s -> type == Primitive.BOOLEAN || type == Primitive.VOID);
  }

  private static Signature collection(DataType type) {
    return new Signature(List.of(type), new DataType.Array(type, false), Nullability.NEVER);
  }

  private static Optional<Signature> byOther(List<DataType> types) {
    return Optional.of(types)
        .filter(t -> t.size() == 2 && ComparisonFunction.isOrdered(t.get(1)))
        .map(t -> new Signature(t, t.get(0), Nullability.ALWAYS));
  }

  private static Optional<Signature> twoNumbers(List<DataType> types) {
    List<DataType> doubles = List.of(Primitive.DOUBLE, Primitive.DOUBLE);
    return types.size() == 2 && types.stream().allMatch(t -> number(t).isPresent())
        ? Optional.of(new Signature(doubles, Primitive.DOUBLE, Nullability.ALWAYS))
        : Optional.empty();
  }

  private static Optional<Signature> bits(List<DataType> types) {
    return one(types, type -> Optional.of(of(type, type)).filter(s -> type.isIntegral()));
  }

  private static Optional<Signature> one(
      List<DataType> types, Function<DataType, Optional<Signature>> of) {
    return types.size() == 1 ? of.apply(types.get(0)) : Optional.empty();
  }

  private static Optional<DataType> number(DataType type) {
    return type.isNumeric()
        ? Optional.of(type)
        : type == Primitive.STRING || type == Primitive.VOID
            ? Optional.of(Primitive.DOUBLE)
            : Optional.empty();
  }

  private static Signature of(DataType parameter, DataType result) {
    return new Signature(new ArrayList<>(List.of(parameter)), result, Nullability.ALWAYS);
  }
}
