package io.moraine.engine.bind;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.function.TypeCoercion;
import io.moraine.core.type.DataType;
import java.util.List;
import java.util.stream.Collectors;

/** Types that several values share. */
final class Typing {
  private Typing() {}

  /**
   * The type that values of all {@code types} can become.
   *
   * @throws InvalidInputException if there is none
   */
  static DataType commonType(List<DataType> types) {
    return TypeCoercion.widestCommon(types)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Values of one column need a common type, found "
                        + types.stream().map(DataType::sql).collect(Collectors.joining(", "))));
  }
}
