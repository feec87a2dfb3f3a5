package io.moraine.core.function;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one argument of an overload may be.
 *
 * @param name as signatures show it
 * @param wanted the type that an argument of the given type is cast to; empty if it cannot be
 */
record Parameter(String name, Function<DataType, Optional<DataType>> wanted) {
  static final Parameter STRING = exactly(Primitive.STRING);
  static final Parameter BINARY = exactly(Primitive.BINARY);
  static final Parameter BOOLEAN = exactly(Primitive.BOOLEAN);
  static final Parameter INT = exactly(Primitive.INTEGER);
  static final Parameter LONG = exactly(Primitive.LONG);
  static final Parameter DOUBLE = exactly(Primitive.DOUBLE);
  static final Parameter DATE = exactly(Primitive.DATE);
  static final Parameter TIMESTAMP = exactly(Primitive.TIMESTAMP);

  /** Any type, as it is. */
  static final Parameter ANY = new Parameter("ANY", Optional::of);

  /** Any numeric type, as it is; strings as DOUBLE. */
  static final Parameter NUMERIC =
      new Parameter(
          "NUMERIC",
          type ->
              type.isNumeric()
                  ? Optional.of(type)
                  : type == Primitive.STRING || type == Primitive.VOID
                      ? Optional.of(Primitive.DOUBLE)
                      : Optional.empty());

  /** Any integer type, as it is. */
  static final Parameter INTEGRAL =
      new Parameter("INTEGRAL", type -> Optional.of(type).filter(DataType::isIntegral));

  /** Any decimal type, as it is. */
  static final Parameter DECIMAL =
      new Parameter(
          "DECIMAL", type -> Optional.of(type).filter(t -> t instanceof DataType.Decimal));

  /** Any array. */
  static final Parameter ARRAY =
      new Parameter("ARRAY", type -> Optional.of(type).filter(t -> t instanceof DataType.Array));

  /** Any map. */
  static final Parameter MAP =
      new Parameter("MAP", type -> Optional.of(type).filter(t -> t instanceof DataType.MapOf));

  /** A timestamp of either kind; dates and strings become TIMESTAMP. */
  static final Parameter ANY_TIMESTAMP =
      new Parameter(
          "TIMESTAMP",
          type ->
              type == Primitive.TIMESTAMP_NTZ
                  ? Optional.of(type)
                  : Optional.<DataType>of(Primitive.TIMESTAMP)
                      .filter(t -> TypeCoercion.isImplicit(type, t)));

  /** Exactly {@code type}, to which others are cast where that needs no asking. */
  static Parameter exactly(DataType type) {
    return new Parameter(
        type.sql(), given -> Optional.of(type).filter(t -> TypeCoercion.isImplicit(given, t)));
  }

  /** Whether an argument of {@code type} fits as it is. */
  boolean takesAsIs(DataType type) {
    return wanted.apply(type).filter(type::equals).isPresent();
  }
}
