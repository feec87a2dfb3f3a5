package io.moraine;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of records, for tables that have their columns. */
final class RecordRows {
  private RecordRows() {}

  /**
   * Rows of the columns of {@code schema} that the records have, in its order.
   *
   * @throws InvalidInputException if a component has no column, or a value does not fit its column
   */
  static <R> Rows of(StructType schema, Class<R> type, Iterable<? extends R> records) {
    Method[] accessors = accessors(type, schema);
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < accessors.length; i++) {
      if (accessors[i] != null) {
        fields.add(schema.field(i));
      }
    }
    Rows rows = Rows.of(StructType.of(fields));
    long number = 0;
    for (R record : records) {
      number++;
      if (record == null) {
        throw new InvalidInputException("Record %d is null".formatted(number));
      }
      try {
        rows.add(values(record, accessors, schema).toArray());
      } catch (InvalidInputException e) {
        throw new InvalidInputException("Record %d: %s".formatted(number, e.getMessage()), e);
      }
    }
    return rows;
  }

  /** For each field of {@code schema} what reads it of a record; null where none does. */
  private static @Nullable Method[] accessors(Class<?> type, StructType schema) {
    @Nullable Method[] accessors = new Method[schema.size()];
    for (RecordComponent component : RecordComponents.of(type)) {
      OptionalInt ordinal = RecordComponents.ordinal(component, schema);
      if (ordinal.isEmpty()) {
        throw new InvalidInputException(
            "There is no column '%s' for %s; there are %s"
                .formatted(
                    RecordComponents.column(component),
                    RecordComponents.text(component),
                    String.join(", ", schema.names())));
      }
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      accessors[ordinal.getAsInt()] = accessor;
    }
    return accessors;
  }

  private static List<@Nullable Object> values(
      Object record, @Nullable Method[] accessors, StructType schema) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < accessors.length; i++) {
      if (accessors[i] != null) {
        values.add(value(read(accessors[i], record), schema.field(i).type()));
      }
    }
    return values;
  }

  private static @Nullable Object read(Method accessor, Object record) {
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new InvalidInputException(
          "Cannot read %s of a %s: %s"
              .formatted(accessor.getName(), record.getClass().getName(), e.getCause()),
          e);
    }
  }

  /** The value as {@link Rows#add} takes it. */
  private static @Nullable Object value(@Nullable Object value, DataType type) {
    if (value instanceof Optional<?> optional) {
      return value(optional.orElse(null), type);
    } else if (value instanceof Enum<?> constant) {
      return constant.name();
    } else if (value instanceof UUID id) {
      return id.toString();
    } else if (value instanceof Record record && type instanceof StructType struct) {
      @Nullable Method[] accessors = accessors(record.getClass(), struct);
      List<@Nullable Object> fields = new ArrayList<>();
      for (int i = 0; i < accessors.length; i++) {
        fields.add(
            accessors[i] == null
                ? null
                : value(read(accessors[i], record), struct.field(i).type()));
      }
      return fields;
    } else if (value instanceof Collection<?> elements && type instanceof DataType.Array array) {
      List<@Nullable Object> list = new ArrayList<>();
      elements.forEach(element -> list.add(value(element, array.element())));
      return list;
    } else if (value instanceof Map<?, ?> entries && type instanceof DataType.MapOf map) {
      Map<@Nullable Object, @Nullable Object> converted = new LinkedHashMap<>();
      entries.forEach((k, v) -> converted.put(value(k, map.key()), value(v, map.value())));
      return converted;
    }
    return value;
  }
}
