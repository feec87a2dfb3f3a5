package io.moraine.core.function;

import static io.moraine.core.function.Parameter.ANY;
import static io.moraine.core.function.Parameter.ARRAY;
import static io.moraine.core.function.Parameter.MAP;
import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.kernel.Rowwise;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Functions that make, take apart and search arrays, maps and structs. */
final class CollectionFunctions {
  private CollectionFunctions() {}

  static void addTo(FunctionList list) {
    MakingFunctions.addTo(list);
    sizes(list);
    list.add(new ElementFunction("element_at")).add(new ElementFunction("subscript"));
    list.add(new ElementFunction("try_element_at"));
    list.add(
        "map_keys",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
            List.of(MAP),
            types -> new DataType.Array(((DataType.MapOf) types.get(0)).key(), false),
            (call, context) ->
                Rowwise.strict(call.type(), a -> new ArrayList<>(((Map<?, ?>) a[0]).keySet()))));
    list.add(
        "map_values",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
            List.of(MAP),
            types -> {
              DataType.MapOf map = (DataType.MapOf) types.get(0);
              return new DataType.Array(map.value(), map.valueContainsNull());
            },
            (call, context) ->
                Rowwise.strict(call.type(), a -> new ArrayList<>(((Map<?, ?>) a[0]).values()))));
    searches(list);
    orders(list);
  }

  private static void sizes(FunctionList list) {
    list.add(
        "size",
        EnumSet.of(STRICT, INFALLIBLE),
        FunctionList.rows(List.of(ARRAY), Primitive.INTEGER, a -> ((List<?>) a[0]).size()),
        FunctionList.rows(List.of(MAP), Primitive.INTEGER, a -> ((Map<?, ?>) a[0]).size()));
    list.alias("size", "cardinality", "array_size");
  }

  private static void searches(FunctionList list) {
    list.add(
        "array_contains",
        EnumSet.of(STRICT, INFALLIBLE),
        FunctionList.rows(
                List.of(ARRAY, ANY), Primitive.BOOLEAN, a -> contains((List<?>) a[0], a[1]))
            .nullable(Signature.Nullability.ALWAYS));
    list.add(
        "array_position",
        EnumSet.of(STRICT, INFALLIBLE),
        FunctionList.rows(
            List.of(ARRAY, ANY), Primitive.LONG, a -> position((List<?>) a[0], a[1]) + 1L));
    list.add(
        "map_contains_key",
        EnumSet.of(STRICT, INFALLIBLE),
        FunctionList.rows(
            List.of(MAP, ANY), Primitive.BOOLEAN, a -> ((Map<?, ?>) a[0]).containsKey(a[1])));
    list.add(
        "array_join",
        EnumSet.of(STRICT, INFALLIBLE),
        FunctionList.rows(
                List.of(
                    Parameter.exactly(new DataType.Array(Primitive.STRING, true)),
                    Parameter.STRING,
                    Parameter.STRING),
                Primitive.STRING,
                CollectionFunctions::join)
            .requiring(2));
  }

  private static void orders(FunctionList list) {
    extreme(list, "array_max", 1);
    extreme(list, "array_min", -1);
    sameArray(list, "array_distinct", CollectionFunctions::distinct);
    sameArray(list, "array_compact", values -> values.stream().filter(v -> v != null).toList());
    list.add(
        "sort_array",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
                List.of(ARRAY, Parameter.BOOLEAN),
                types -> types.get(0),
                (call, context) ->
                    Rowwise.strict(
                        call.type(), a -> sorted((List<?>) a[0], a.length < 2 || (Boolean) a[1])))
            .requiring(1));
  }

  private static void sameArray(
      FunctionList list, String name, java.util.function.UnaryOperator<List<?>> function) {
    list.add(
        name,
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
            List.of(ARRAY),
            types -> types.get(0),
            (call, context) -> Rowwise.strict(call.type(), a -> function.apply((List<?>) a[0]))));
  }

  private static void extreme(FunctionList list, String name, int sign) {
    list.add(
        name,
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
                List.of(ARRAY),
                types -> ((DataType.Array) types.get(0)).element(),
                (call, context) ->
                    Rowwise.strict(
                        call.type(),
                        a ->
                            ((List<?>) a[0])
                                .stream()
                                    .filter(v -> v != null)
                                    .max((x, y) -> ValueOrder.compare(x, y) * sign)
                                    .orElse(null)))
            .nullable(Signature.Nullability.ALWAYS));
  }

  /** TRUE if it is there; else null if an element is null, which might be it. */
  private static Object contains(List<?> values, Object sought) {
    return position(values, sought) >= 0 ? (Object) true : values.contains(null) ? null : false;
  }

  private static int position(List<?> values, Object sought) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null && ValueOrder.compare(values.get(i), sought) == 0) {
        return i;
      }
    }
    return -1;
  }

  private static Object join(Object[] arguments) {
    List<String> texts = new ArrayList<>();
    for (Object value : (List<?>) arguments[0]) {
      if (value != null || arguments.length > 2) {
        texts.add((String) (value != null ? value : arguments[2]));
      }
    }
    return String.join((String) arguments[1], texts);
  }

  private static List<?> distinct(List<?> values) {
    TreeSet<Object> seen = new TreeSet<>(Comparator.nullsFirst((a, b) -> ValueOrder.compare(a, b)));
    List<Object> result = new ArrayList<>();
    for (Object value : values) {
      if (seen.add(value)) {
        result.add(value);
      }
    }
    return result;
  }

  /** Ascending with nulls first, or descending with nulls last. */
  private static List<?> sorted(List<?> values, boolean ascending) {
    List<Object> result = new ArrayList<>(values);
    Comparator<Object> order = Comparator.nullsFirst(ValueOrder::compare);
    result.sort(ascending ? order : Collections.reverseOrder(order));
    return result;
  }
}
