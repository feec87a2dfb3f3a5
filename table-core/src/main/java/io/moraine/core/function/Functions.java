package io.moraine.core.function;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import java.util.List;
import java.util.Optional;

/** The scalar functions there are. */
public final class Functions {
  /** All of them. */
  public static final FunctionRegistry STANDARD = standard();

  private Functions() {}

  private static FunctionRegistry standard() {
    FunctionList list = new FunctionList();
    OperatorFunctions.addTo(list);
    ConditionalFunctions.addTo(list);
    MathFunctions.addTo(list);
    RoundFunctions.addTo(list);
    StringFunctions.addTo(list);
    PatternFunctions.addTo(list);
    EncodingFunctions.addTo(list);
    DateFunctions.addTo(list);
    TimestampFunctions.addTo(list);
    CollectionFunctions.addTo(list);
    HashFunctions.addTo(list);
    UnitFunctions.addTo(list);
    list.add(new FieldsByName());
    return list.registry();
  }

  /** The function called {@code name}, without regard to case, if there is one. */
  public static Optional<ScalarFunction> find(String name) {
    return STANDARD.find(name);
  }

  /**
   * How the function called {@code name} takes arguments of these types.
   *
   * @throws InvalidInputException if there is none or it does not; the message says what there is
   */
  public static Signature resolve(String name, List<DataType> argumentTypes) {
    return STANDARD.resolve(name, argumentTypes);
  }
}
