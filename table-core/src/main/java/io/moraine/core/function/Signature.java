package io.moraine.core.function;

import io.moraine.core.type.DataType;
import java.util.List;

/**
 * A function at given argument types.
 *
 * @param parameters the type each argument is cast to, where it has another
 * @param result the type of what it gives
 * @param nullability when it may give null
 */
public record Signature(List<DataType> parameters, DataType result, Nullability nullability) {
  /** When a result may be null. */
  public enum Nullability {
    /** If an argument may be. */
    LIKE_ARGUMENTS,
    /** If every argument may be. */
    LIKE_ALL_ARGUMENTS,
    /** Never. */
    NEVER,
    /** Even if no argument is. */
    ALWAYS;

    /** Whether the result may be null, given which arguments may. */
    public boolean of(List<Boolean> argumentsNullable) {
      return switch (this) {
        case LIKE_ARGUMENTS -> argumentsNullable.contains(true);
        case LIKE_ALL_ARGUMENTS -> !argumentsNullable.contains(false);
        case NEVER -> false;
        case ALWAYS -> true;
      };
    }
  }

  public Signature {
    parameters = List.copyOf(parameters);
  }
}
