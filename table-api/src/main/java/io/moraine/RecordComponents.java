package io.moraine;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.StructType;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.OptionalInt;

/** How components of records and columns find each other. */
final class RecordComponents {
  private RecordComponents() {}

  /** The components of a record. */
  static RecordComponent[] of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new InvalidInputException(
          "%s is no record: rows become records, whose components are the columns"
              .formatted(type.getName()));
    }
    return components;
  }

  /** The name of the column that a component stands for. */
  static String column(RecordComponent component) {
    Column column = component.getAnnotation(Column.class);
    return column == null || column.name().isEmpty() ? component.getName() : column.name();
  }

  /** Where the component's column is: {@code tradeDay} is also {@code trade_day}. */
  static OptionalInt ordinal(RecordComponent component, StructType schema) {
    String name = column(component);
    OptionalInt exact = schema.ordinalOf(name);
    if (exact.isPresent()) {
      return exact;
    }
    String letters = letters(name);
    for (int i = 0; i < schema.size(); i++) {
      if (letters(schema.field(i).name()).equals(letters)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static String letters(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** {@code component 'price' of Trade}. */
  static String text(RecordComponent component) {
    return "component '%s' of %s"
        .formatted(component.getName(), component.getDeclaringRecord().getSimpleName());
  }
}
