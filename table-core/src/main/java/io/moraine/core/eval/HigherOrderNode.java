package io.moraine.core.eval;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.MapVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.Lambda;
import io.moraine.core.kernel.Validity;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A function that applies lambdas to the elements of arrays and the entries of maps, to those of
 * all rows at once.
 */
final class HigherOrderNode extends Node {
  private final Call call;
  private final List<Node> arguments;
  private final List<LambdaBody> lambdas;

  private HigherOrderNode(Call call, List<Node> arguments, List<LambdaBody> lambdas) {
    super(
        arguments.stream().allMatch(Node::isInfallible)
            && lambdas.stream().allMatch(LambdaBody::isInfallible)
            && !call.is("transform_keys")
            && !call.is("array_sort"));
    this.call = call;
    this.arguments = arguments;
    this.lambdas = lambdas;
  }

  static boolean isOne(Call call) {
    return call.arguments().stream().anyMatch(argument -> argument instanceof Lambda);
  }

  static HigherOrderNode of(Call call, Compiler compiler) {
    List<Node> arguments = new ArrayList<>();
    List<LambdaBody> lambdas = new ArrayList<>();
    for (var argument : call.arguments()) {
      if (argument instanceof Lambda lambda) {
        lambdas.add(new LambdaBody(lambda, compiler));
      } else {
        arguments.add(compiler.compile(argument));
      }
    }
    return new HigherOrderNode(call, arguments, lambdas);
  }

  @Override
  ColumnVector evaluate(Rows rows) {
    ColumnVector[] values = new ColumnVector[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.get(i).evaluate(rows).flat();
    }
    return switch (call.function()) {
      case "transform" -> transform(rows, (ListVector) values[0]);
      case "filter" -> filter(rows, (ListVector) values[0]);
      case "exists" -> quantified(rows, (ListVector) values[0], true);
      case "forall" -> quantified(rows, (ListVector) values[0], false);
      case "aggregate" -> aggregate(rows, (ListVector) values[0], values[1]);
      case "zip_with" -> zip(rows, (ListVector) values[0], (ListVector) values[1]);
      case "map_filter" -> filterMap(rows, (MapVector) values[0]);
      case "transform_keys", "transform_values" -> transformMap(rows, (MapVector) values[0]);
      case "array_sort" -> sort(rows, (ListVector) values[0]);
      default -> throw new IllegalStateException("Not a function of lambdas: " + call);
    };
  }

  private ColumnVector lambda(Rows rows, Elements elements, ColumnVector... values) {
    return lambdas.get(0).evaluate(rows, elements.rows, elements.count(), values);
  }

  private ColumnVector transform(Rows rows, ListVector list) {
    Elements elements = Elements.of(list, list.offsets());
    ColumnVector results = lambda(rows, elements, elements.of(list.elements()), elements.numbers());
    return new ListVector(
        (DataType.Array) call.type(), list.size(), elements.offsets, results, list.validity());
  }

  /** Of {@code elements}, those for which {@code wanted} is true; and where rows end then. */
  private static int[] kept(Elements elements, ColumnVector wanted, int[] offsets) {
    BooleanVector truth = (BooleanVector) wanted;
    int[] kept = new int[elements.count()];
    int count = 0;
    for (int row = 0; row + 1 < offsets.length; row++) {
      for (int i = elements.offsets[row]; i < elements.offsets[row + 1]; i++) {
        if (!truth.isNull(i) && truth.values()[i] != 0) {
          kept[count++] = elements.places[i];
        }
      }
      offsets[row + 1] = count;
    }
    return Arrays.copyOf(kept, count);
  }

  private ColumnVector filter(Rows rows, ListVector list) {
    Elements elements = Elements.of(list, list.offsets());
    ColumnVector wanted = lambda(rows, elements, elements.of(list.elements()), elements.numbers());
    int[] offsets = new int[list.size() + 1];
    int[] kept = kept(elements, wanted, offsets);
    return new ListVector(
        (DataType.Array) call.type(),
        list.size(),
        offsets,
        list.elements().select(kept, kept.length),
        list.validity());
  }

  private ColumnVector quantified(Rows rows, ListVector list, boolean deciding) {
    Elements elements = Elements.of(list, list.offsets());
    BooleanVector truth = (BooleanVector) lambda(rows, elements, elements.of(list.elements()));
    int count = list.size();
    byte[] values = new byte[count];
    byte[] validity = new byte[count];
    for (int row = 0; row < count; row++) {
      boolean decided = false;
      boolean unknown = false;
      for (int i = elements.offsets[row]; i < elements.offsets[row + 1]; i++) {
        unknown |= truth.isNull(i);
        decided |= !truth.isNull(i) && truth.values()[i] != 0 == deciding;
      }
      values[row] = (byte) (decided == deciding ? 1 : 0);
      validity[row] = (byte) (list.isNull(row) || (unknown && !decided) ? 0 : 1);
    }
    return new BooleanVector(DataType.Primitive.BOOLEAN, count, values, validity);
  }

  /** All first elements, then all second ones, and so on. */
  private ColumnVector aggregate(Rows rows, ListVector list, ColumnVector start) {
    int count = list.size();
    int[] offsets = list.offsets();
    ColumnVector state = start;
    int[] selected = new int[count];
    int[] places = new int[count];
    for (int step = 0; ; step++) {
      int active = 0;
      for (int row = 0; row < count; row++) {
        if (!list.isNull(row) && offsets[row + 1] - offsets[row] > step) {
          selected[active] = row;
          places[active++] = offsets[row] + step;
        }
      }
      if (active == 0) {
        break;
      }
      ColumnVector next =
          lambdas
              .get(0)
              .evaluate(
                  rows,
                  selected,
                  active,
                  state.select(selected, active),
                  list.elements().select(places, active));
      int[] merged = new int[count];
      Arrays.setAll(merged, i -> i);
      for (int i = 0; i < active; i++) {
        merged[selected[i]] = count + i;
      }
      state = Vectors.concat(start.type(), List.of(state, next)).select(merged, count);
    }
    if (lambdas.size() > 1) {
      int[] all = new int[count];
      Arrays.setAll(all, i -> i);
      state = lambdas.get(1).evaluate(rows, all, count, state);
    }
    return nullWhereNull(state, list);
  }

  private static ColumnVector nullWhereNull(ColumnVector result, ColumnVector argument) {
    if (!argument.mayHaveNulls()) {
      return result;
    }
    return Vectors.withValidity(
        result, Validity.and(result.validity(), argument.validity(), result.size()));
  }

  private ColumnVector zip(Rows rows, ListVector left, ListVector right) {
    int count = left.size();
    int[] lengths = new int[count];
    byte[] validity = new byte[count];
    for (int row = 0; row < count; row++) {
      boolean known = !left.isNull(row) && !right.isNull(row);
      validity[row] = (byte) (known ? 1 : 0);
      lengths[row] = known ? Math.max(length(left, row), length(right, row)) : 0;
    }
    Elements elements = Elements.ofLengths(lengths);
    ColumnVector results = lambda(rows, elements, padded(left, elements), padded(right, elements));
    return new ListVector((DataType.Array) call.type(), count, elements.offsets, results, validity);
  }

  private static int length(ListVector list, int row) {
    return list.offsets()[row + 1] - list.offsets()[row];
  }

  private static ColumnVector padded(ListVector list, Elements elements) {
    int[] places = new int[elements.count()];
    for (int i = 0; i < places.length; i++) {
      int row = elements.rows[i];
      int number = elements.number(i);
      places[i] = number < length(list, row) ? list.offsets()[row] + number : -1;
    }
    return Elements.selectOrNull(list.elements(), places, places.length);
  }

  private ColumnVector filterMap(Rows rows, MapVector map) {
    Elements elements = Elements.of(map, map.offsets());
    ColumnVector wanted =
        lambda(rows, elements, elements.of(map.keys()), elements.of(map.values()));
    int[] offsets = new int[map.size() + 1];
    int[] kept = kept(elements, wanted, offsets);
    return new MapVector(
        (DataType.MapOf) call.type(),
        map.size(),
        offsets,
        map.keys().select(kept, kept.length),
        map.values().select(kept, kept.length),
        map.validity());
  }

  private ColumnVector transformMap(Rows rows, MapVector map) {
    Elements elements = Elements.of(map, map.offsets());
    ColumnVector keys = elements.of(map.keys());
    ColumnVector values = elements.of(map.values());
    ColumnVector results = lambda(rows, elements, keys, values);
    boolean ofKeys = call.is("transform_keys");
    if (ofKeys) {
      requireKeys(elements, results);
    }
    return new MapVector(
        (DataType.MapOf) call.type(),
        map.size(),
        elements.offsets,
        ofKeys ? results : keys,
        ofKeys ? values : results,
        map.validity());
  }

  private static void requireKeys(Elements elements, ColumnVector keys) {
    for (int row = 0; row + 1 < elements.offsets.length; row++) {
      Set<Object> met = new HashSet<>();
      for (int i = elements.offsets[row]; i < elements.offsets[row + 1]; i++) {
        if (keys.isNull(i)) {
          throw new InvalidInputException("Cannot use null as a key of a map");
        } else if (!met.add(keys.value(i))) {
          throw new InvalidInputException("Duplicate key of a map: " + keys.value(i));
        }
      }
    }
  }

  private ColumnVector sort(Rows rows, ListVector list) {
    Elements elements = Elements.of(list, list.offsets());
    Integer[] order = new Integer[elements.count()];
    Arrays.setAll(order, i -> i);
    ColumnVector values = elements.of(list.elements());
    for (int row = 0; row < list.size(); row++) {
      int[] of = {row};
      Arrays.sort(
          order,
          elements.offsets[row],
          elements.offsets[row + 1],
          (left, right) -> {
            ColumnVector sign =
                lambdas
                    .get(0)
                    .evaluate(
                        rows,
                        of,
                        1,
                        values.select(new int[] {left}, 1),
                        values.select(new int[] {right}, 1));
            if (sign.isNull(0)) {
              throw new InvalidInputException("The comparison of array_sort gave null");
            }
            return ((Number) sign.value(0)).intValue();
          });
    }
    int[] sorted = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    return new ListVector(
        (DataType.Array) call.type(),
        list.size(),
        elements.offsets,
        values.select(sorted, sorted.length),
        list.validity());
  }
}
