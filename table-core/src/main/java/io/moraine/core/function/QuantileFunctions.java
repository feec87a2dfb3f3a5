package io.moraine.core.function;

import static io.moraine.core.function.Parameter.ARRAY;
import static io.moraine.core.function.Parameter.DOUBLE;
import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.kernel.Rowwise;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What percentiles and the mode of a group are, once its values are in an array. */
final class QuantileFunctions {
  private QuantileFunctions() {}

  static void addTo(FunctionList list) {
    list.add(
        "percentile_cont_of",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
                List.of(Parameter.exactly(new DataType.Array(Primitive.DOUBLE, false)), DOUBLE),
                Primitive.DOUBLE,
                (call, context) ->
                    Rowwise.strict(call.type(), a -> interpolated((List<?>) a[0], (Double) a[1])))
            .nullable(Signature.Nullability.ALWAYS));
    list.add(
        "percentile_disc_of",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
                List.of(Parameter.exactly(new DataType.Array(Primitive.DOUBLE, false)), DOUBLE),
                Primitive.DOUBLE,
                (call, context) ->
                    Rowwise.strict(call.type(), a -> discrete((List<?>) a[0], (Double) a[1])))
            .nullable(Signature.Nullability.ALWAYS));
    list.add(
        "mode_of",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
                List.of(ARRAY),
                types -> ((DataType.Array) types.get(0)).element(),
                (call, context) -> Rowwise.strict(call.type(), a -> mode((List<?>) a[0])))
            .nullable(Signature.Nullability.ALWAYS));
  }

  private static List<Object> sorted(List<?> values) {
    List<Object> sorted = new ArrayList<>(values);
    sorted.sort(ValueOrder::compare);
    return sorted;
  }

  private static Object interpolated(List<?> values, double share) {
    if (values.isEmpty()) {
      return null;
    }
    List<Object> sorted = sorted(values);
    double place = (sorted.size() - 1) * share;
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    double lower = (Double) sorted.get(below);
    double upper = (Double) sorted.get(above);
    return lower == upper ? (Object) lower : (above - place) * lower + (place - below) * upper;
  }

  private static Object discrete(List<?> values, double share) {
    if (values.isEmpty()) {
      return null;
    }
    int place = (int) Math.ceil(values.size() * share) - 1;
    return sorted(values).get(Math.max(0, place));
  }

  /** Of values that are equally frequent, the one that came first. */
  private static Object mode(List<?> values) {
    Map<Object, Integer> counts = new LinkedHashMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    Object mode = null;
    int most = 0;
    for (Map.Entry<Object, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > most) {
        most = entry.getValue();
        mode = entry.getKey();
      }
    }
    return mode;
  }
}
