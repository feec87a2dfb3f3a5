package io.moraine;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.StructType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of rows, by name. That each component has a column of a fitting type is checked
 * once, when the mapping is made; columns without a component are not looked at.
 */
final class RecordMapping<R> {
  private final Class<R> type;
  private final MethodHandle constructor;
  private final int[] ordinals;
  private final List<RecordValue> values;

  private RecordMapping(
      Class<R> type, MethodHandle constructor, int[] ordinals, List<RecordValue> values) {
    this.type = type;
    this.constructor = constructor;
    this.ordinals = ordinals;
    this.values = List.copyOf(values);
  }

  /**
   * How rows of {@code schema} become records.
   *
   * @throws InvalidInputException if {@code type} is no record, or a component has no column or one
   *     of another type
   */
  static <R> RecordMapping<R> of(Class<R> type, StructType schema) {
    RecordComponent[] components = RecordComponents.of(type);
    int[] ordinals = new int[components.length];
    List<RecordValue> values = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      OptionalInt ordinal = RecordComponents.ordinal(component, schema);
      if (ordinal.isEmpty() && component.getType() != Optional.class) {
        throw new InvalidInputException(
            "There is no column '%s' for %s; there are %s"
                .formatted(
                    RecordComponents.column(component),
                    RecordComponents.text(component),
                    String.join(", ", schema.names())));
      }
      ordinals[i] = ordinal.orElse(-1);
      values.add(
          ordinal.isEmpty()
              ? held -> Optional.empty()
              : RecordValue.of(
                  component.getGenericType(),
                  schema.field(ordinals[i]).type(),
                  RecordComponents.text(component)));
    }
    return new RecordMapping<>(type, constructor(type, components), ordinals, values);
  }

  private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
    try {
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, components.length);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new InvalidInputException(
          "Cannot make records of %s: its module has to open its package to io.moraine"
              .formatted(type.getName()),
          e);
    }
  }

  /** The columns that the records need, by their ordinals. */
  int[] ordinals() {
    return Arrays.stream(ordinals).filter(ordinal -> ordinal >= 0).distinct().toArray();
  }

  /** The record of a row, given as a batch holds its values. */
  R read(List<?> held) {
    @Nullable Object[] arguments = new Object[ordinals.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = values.get(i).read(ordinals[i] < 0 ? null : held.get(ordinals[i]));
    }
    try {
      return type.cast((Object) constructor.invoke(arguments));
    } catch (RuntimeException | Error e) {
      // What the record's own constructor says of its values.
      throw e;
    } catch (Throwable e) {
      throw new InvalidInputException("Cannot make a %s: %s".formatted(type.getName(), e), e);
    }
  }
}
