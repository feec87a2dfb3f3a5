package io.moraine.core.function;

import static io.moraine.core.function.Parameter.ANY;
import static io.moraine.core.function.Parameter.ARRAY;
import static io.moraine.core.function.Parameter.INT;
import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/** Functions that make arrays of arrays. */
final class ArrayFunctions {
  /** More elements are taken for a mistake. */
  private static final long MOST_ELEMENTS = 100_000_000;

  private ArrayFunctions() {}

  static void addTo(FunctionList list) {
    parts(list);
    sets(list);
    elements(list);
    sequences(list);
  }

  private static void parts(FunctionList list) {
    list.add(
        "slice",
        EnumSet.of(STRICT),
        Overload.of(
            List.of(ARRAY, INT, INT),
            types -> types.get(0),
            (call, context) ->
                Rowwise.strict(
                    call.type(), a -> slice((List<?>) a[0], (Integer) a[1], (Integer) a[2]))));
    list.add(
        "flatten",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
                List.of(arrayOfArrays()),
                types -> flattened((DataType.Array) types.get(0)),
                (call, context) -> Rowwise.strict(call.type(), a -> flat((List<?>) a[0])))
            .nullable(Signature.Nullability.ALWAYS));
    list.add(
        "array_repeat",
        EnumSet.noneOf(ScalarFunction.Trait.class),
        Overload.of(
                List.of(ANY, INT),
                types -> new DataType.Array(types.get(0), true),
                (call, context) ->
                    Rowwise.seeingNulls(
                        call.type(),
                        a ->
                            a[1] == null
                                ? null
                                : Collections.nCopies(Math.max(0, (Integer) a[1]), a[0])))
            .nullable(Signature.Nullability.ALWAYS));
  }

  private static Parameter arrayOfArrays() {
    return new Parameter(
        "ARRAY<ARRAY>",
        type ->
            Optional.of(type)
                .filter(
                    t ->
                        t instanceof DataType.Array array
                            && array.element() instanceof DataType.Array));
  }

  private static DataType flattened(DataType.Array outer) {
    return outer.element();
  }

  private static Object flat(List<?> arrays) {
    List<Object> all = new ArrayList<>();
    for (Object array : arrays) {
      if (array == null) {
        return null;
      }
      all.addAll((List<?>) array);
    }
    return all;
  }

  private static List<?> slice(List<?> values, int start, int length) {
    if (start == 0 || length < 0) {
      throw new InvalidInputException(
          "slice starts at 1, or at −1 from the end, and has a length from 0; got %d and %d"
              .formatted(start, length));
    }
    long from = start > 0 ? start - 1L : (long) values.size() + start;
    if (from < 0 || from >= values.size()) {
      return List.of();
    }
    return values.subList((int) from, (int) Math.min(values.size(), from + length));
  }

  private static void sets(FunctionList list) {
    set(list, "array_union", ArrayFunctions::union);
    set(list, "array_intersect", ArrayFunctions::intersection);
    set(list, "array_except", ArrayFunctions::difference);
    list.add(
        "arrays_overlap",
        EnumSet.of(STRICT, INFALLIBLE),
        new Overload(
            List.of(ARRAY, ARRAY),
            2,
            false,
            types -> Primitive.BOOLEAN,
            Signature.Nullability.ALWAYS,
            (call, context) ->
                Rowwise.strict(call.type(), a -> overlap((List<?>) a[0], (List<?>) a[1]))));
  }

  private static void set(FunctionList list, String name, BinaryOperator<List<?>> function) {
    list.add(
        new ArrayFunction(
            name,
            ArrayFunction.Shape.ARRAYS,
            call ->
                Rowwise.strict(call.type(), a -> function.apply((List<?>) a[0], (List<?>) a[1]))));
  }

  private static Set<Object> newSet() {
    return new TreeSet<>(Comparator.nullsFirst((a, b) -> ValueOrder.compare(a, b)));
  }

  private static Set<Object> setOf(List<?> values) {
    Set<Object> set = newSet();
    set.addAll(values);
    return set;
  }

  private static List<?> union(List<?> left, List<?> right) {
    Set<Object> met = newSet();
    List<Object> result = new ArrayList<>();
    for (List<?> values : List.of(left, right)) {
      for (Object value : values) {
        if (met.add(value)) {
          result.add(value);
        }
      }
    }
    return result;
  }

  private static List<?> intersection(List<?> left, List<?> right) {
    Set<Object> wanted = setOf(right);
    List<Object> result = new ArrayList<>();
    for (Object value : left) {
      if (wanted.remove(value)) {
        result.add(value);
      }
    }
    return result;
  }

  private static List<?> difference(List<?> left, List<?> right) {
    Set<Object> met = setOf(right);
    List<Object> result = new ArrayList<>();
    for (Object value : left) {
      if (met.add(value)) {
        result.add(value);
      }
    }
    return result;
  }

  /** True if they share a value; else null if one has a null, which might be one of the other's. */
  private static Object overlap(List<?> left, List<?> right) {
    Set<Object> values = newSet();
    left.stream().filter(value -> value != null).forEach(values::add);
    if (right.stream().anyMatch(value -> value != null && values.contains(value))) {
      return true;
    }
    boolean nulls = left.contains(null) || right.contains(null);
    return nulls && !left.isEmpty() && !right.isEmpty() ? null : (Object) false;
  }

  private static void elements(FunctionList list) {
    element(list, "array_append", (values, value) -> with(values, values.size(), value));
    element(list, "array_prepend", (values, value) -> with(values, 0, value));
    list.add(
        new ArrayFunction(
            "array_remove",
            ArrayFunction.Shape.ELEMENT,
            call ->
                Rowwise.strict(
                    call.type(),
                    a ->
                        ((List<?>) a[0])
                            .stream()
                                .filter(v -> v == null || ValueOrder.compare(v, a[1]) != 0)
                                .toList())));
    list.add(
        "get",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
                List.of(ARRAY, INT),
                types -> ((DataType.Array) types.get(0)).element(),
                (call, context) ->
                    Rowwise.strict(
                        call.type(),
                        a -> {
                          List<?> values = (List<?>) a[0];
                          int at = (Integer) a[1];
                          return at < 0 || at >= values.size() ? null : values.get(at);
                        }))
            .nullable(Signature.Nullability.ALWAYS));
    list.add(
        "arrays_zip",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
                List.of(ARRAY),
                ArrayFunctions::zipped,
                (call, context) -> Rowwise.strict(call.type(), ArrayFunctions::zip))
            .repeating(1));
  }

  private static DataType zipped(List<DataType> types) {
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      fields.add(StructField.of(String.valueOf(i), ((DataType.Array) types.get(i)).element()));
    }
    return new DataType.Array(StructType.of(fields), false);
  }

  private static Object zip(Object[] arrays) {
    int length = 0;
    for (Object array : arrays) {
      length = Math.max(length, ((List<?>) array).size());
    }
    List<Object> rows = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      int at = i;
      rows.add(
          Arrays.asList(
              Arrays.stream(arrays)
                  .map(array -> at < ((List<?>) array).size() ? ((List<?>) array).get(at) : null)
                  .toArray()));
    }
    return rows;
  }

  private interface Insertion {
    List<?> apply(List<?> values, Object value);
  }

  private static void element(FunctionList list, String name, Insertion function) {
    list.add(
        new ArrayFunction(
            name,
            ArrayFunction.Shape.ADDED,
            call ->
                Rowwise.seeingNulls(
                    call.type(), a -> a[0] == null ? null : function.apply((List<?>) a[0], a[1]))));
  }

  private static List<?> with(List<?> values, int at, Object value) {
    List<Object> more = new ArrayList<>(values);
    more.add(at, value);
    return more;
  }

  private static void sequences(FunctionList list) {
    list.add(
        "sequence",
        EnumSet.of(STRICT),
        Overload.of(
                List.of(Parameter.LONG, Parameter.LONG, Parameter.LONG),
                types -> new DataType.Array(Primitive.LONG, false),
                (call, context) -> Rowwise.strict(call.type(), a -> sequence(a, false)))
            .requiring(2),
        Overload.of(
                List.of(INT, INT, INT),
                types -> new DataType.Array(Primitive.INTEGER, false),
                (call, context) -> Rowwise.strict(call.type(), a -> sequence(a, true)))
            .requiring(2),
        Overload.of(
            List.of(Parameter.DATE, Parameter.DATE),
            types -> new DataType.Array(Primitive.DATE, false),
            (call, context) -> Rowwise.strict(call.type(), a -> sequence(a, true))));
  }

  private static List<Object> sequence(Object[] arguments, boolean ints) {
    long from = ((Number) arguments[0]).longValue();
    long to = ((Number) arguments[1]).longValue();
    long step = arguments.length > 2 ? ((Number) arguments[2]).longValue() : from <= to ? 1 : -1;
    boolean reaches = from == to || (step != 0 && (from < to) == (step > 0));
    if (!reaches) {
      throw new InvalidInputException(
          "A sequence from %d to %d cannot have the step %d".formatted(from, to, step));
    }
    long count = from == to ? 1 : Math.subtractExact(to, from) / step + 1;
    if (count > MOST_ELEMENTS) {
      throw new InvalidInputException(
          "A sequence from %d to %d by %d has %,d elements, more than %,d"
              .formatted(from, to, step, count, MOST_ELEMENTS));
    }
    List<Object> values = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      long value = from + i * step;
      values.add(ints ? (Object) (int) value : (Object) value);
    }
    return values;
  }
}
