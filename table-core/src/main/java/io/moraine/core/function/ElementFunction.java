package io.moraine.core.function;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Call;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An element of an array or a value of a map: {@code element_at} counts from 1, or from the end if
 * negative; {@code subscript}, which is {@code a[i]}, from 0. A key that is not there gives null,
 * an index past the end an error, of {@code try_element_at} null too.
 */
record ElementFunction(String name) implements ScalarFunction {
  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.STRICT);
  }

  @Override
  public Optional<Signature> resolve(List<DataType> arguments) {
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    DataType index = arguments.get(1);
    if (arguments.get(0) instanceof DataType.Array array
        && (index.isIntegral() || index == Primitive.VOID)) {
      return Optional.of(
          new Signature(
              List.of(array, Primitive.INTEGER), array.element(), Signature.Nullability.ALWAYS));
    } else if (arguments.get(0) instanceof DataType.MapOf map
        && TypeCoercion.isImplicit(index, map.key())) {
      return Optional.of(
          new Signature(List.of(map, map.key()), map.value(), Signature.Nullability.ALWAYS));
    }
    return Optional.empty();
  }

  @Override
  public List<String> forms() {
    return List.of("%s(ARRAY, INT)".formatted(name), "%s(MAP, key)".formatted(name));
  }

  @Override
  public Kernel kernel(Call call, EvaluationContext context) {
    return call.argument(0).type() instanceof DataType.MapOf
        ? Rowwise.strict(call.type(), a -> value((Map<?, ?>) a[0], a[1]))
        : Rowwise.strict(call.type(), a -> element((List<?>) a[0], (Integer) a[1], call));
  }

  private static Object value(Map<?, ?> map, Object key) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (ValueOrder.compare(entry.getKey(), key) == 0) {
        return entry.getValue();
      }
    }
    return null;
  }

  private Object element(List<?> list, int index, Call call) {
    boolean fromZero = name.equals("subscript");
    int place = fromZero ? index : index > 0 ? index - 1 : list.size() + index;
    boolean none = (index == 0 && !fromZero) || place < 0 || place >= list.size();
    if (none && name.startsWith("try")) {
      return null;
    } else if (none) {
      throw new InvalidInputException(
          "No element %d in an array of %d, in %s; try_element_at gives NULL instead"
              .formatted(index, list.size(), call));
    }
    return list.get(place);
  }
}
