package io.moraine.core.function;

import static io.moraine.core.function.Parameter.ARRAY;
import static io.moraine.core.function.Parameter.MAP;
import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Functions that make maps, and take them apart. */
final class MapFunctions {
  private MapFunctions() {}

  static void addTo(FunctionList list) {
    list.add(
        "map_from_arrays",
        EnumSet.of(STRICT),
        Overload.of(
            List.of(ARRAY, ARRAY),
            types -> {
              DataType.Array values = (DataType.Array) types.get(1);
              return new DataType.MapOf(
                  ((DataType.Array) types.get(0)).element(),
                  values.element(),
                  values.containsNull());
            },
            (call, context) -> Rowwise.strict(call.type(), MapFunctions::fromArrays)));
    list.add(
        "map_from_entries",
        EnumSet.of(STRICT),
        Overload.of(
                List.of(entries()),
                types -> {
                  StructType pair = (StructType) ((DataType.Array) types.get(0)).element();
                  return new DataType.MapOf(pair.field(0).type(), pair.field(1).type(), true);
                },
                (call, context) -> Rowwise.strict(call.type(), MapFunctions::fromEntries))
            .nullable(Signature.Nullability.ALWAYS));
    list.add(
        "map_entries",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
            List.of(MAP),
            types -> {
              DataType.MapOf map = (DataType.MapOf) types.get(0);
              return new DataType.Array(
                  StructType.of(
                      StructField.required("key", map.key()),
                      StructField.of("value", map.value()).withNullable(map.valueContainsNull())),
                  false);
            },
            (call, context) ->
                Rowwise.strict(
                    call.type(),
                    a -> {
                      List<Object> pairs = new ArrayList<>();
                      ((Map<?, ?>) a[0]).forEach((k, v) -> pairs.add(Arrays.asList(k, v)));
                      return pairs;
                    })));
    list.add(
        "map_concat",
        EnumSet.of(STRICT),
        Overload.of(
                List.of(MAP),
                types -> types.get(0),
                (call, context) -> Rowwise.strict(call.type(), MapFunctions::concat))
            .repeating(1));
    list.add(
        "str_to_map",
        EnumSet.of(STRICT),
        Overload.of(
                List.of(Parameter.STRING, Parameter.STRING, Parameter.STRING),
                types -> new DataType.MapOf(Primitive.STRING, Primitive.STRING, true),
                (call, context) -> Rowwise.strict(call.type(), MapFunctions::fromText))
            .requiring(1));
  }

  private static Parameter entries() {
    return new Parameter(
        "ARRAY<STRUCT of two>",
        type ->
            Optional.of(type)
                .filter(
                    t ->
                        t instanceof DataType.Array array
                            && array.element() instanceof StructType pair
                            && pair.size() == 2));
  }

  private static void put(Map<Object, Object> map, Object key, Object value) {
    if (key == null) {
      throw new InvalidInputException("Cannot use null as a key of a map");
    } else if (map.containsKey(key)) {
      throw new InvalidInputException("Duplicate key of a map: " + key);
    }
    map.put(key, value);
  }

  private static Object fromArrays(Object[] arguments) {
    List<?> keys = (List<?>) arguments[0];
    List<?> values = (List<?>) arguments[1];
    if (keys.size() != values.size()) {
      throw new InvalidInputException(
          "map_from_arrays needs as many keys as values, got %d and %d"
              .formatted(keys.size(), values.size()));
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      put(map, keys.get(i), values.get(i));
    }
    return map;
  }

  private static Object fromEntries(Object[] arguments) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Object entry : (List<?>) arguments[0]) {
      if (entry == null) {
        return null;
      }
      put(map, ((List<?>) entry).get(0), ((List<?>) entry).get(1));
    }
    return map;
  }

  private static Object concat(Object[] maps) {
    Map<Object, Object> all = new LinkedHashMap<>();
    for (Object map : maps) {
      ((Map<?, ?>) map).forEach((key, value) -> put(all, key, value));
    }
    return all;
  }

  private static Object fromText(Object[] arguments) {
    String pairs = arguments.length > 1 ? (String) arguments[1] : ",";
    String values = arguments.length > 2 ? (String) arguments[2] : ":";
    Map<Object, Object> map = new LinkedHashMap<>();
    for (String pair : Pattern.compile(pairs).split((String) arguments[0], -1)) {
      String[] parts = Pattern.compile(values).split(pair, 2);
      put(map, parts[0], parts.length > 1 ? parts[1] : null);
    }
    return map;
  }
}
