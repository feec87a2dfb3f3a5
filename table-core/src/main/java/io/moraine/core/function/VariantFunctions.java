package io.moraine.core.function;

import static io.moraine.core.function.Parameter.STRING;
import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.kernel.CastRules;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.kernel.ValueCast;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.variant.VariantParser;
import io.moraine.core.variant.VariantText;
import io.moraine.core.variant.VariantValue;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Functions of variants. {@code variant_get} gives what its call's type says: whoever makes the
 * call decides.
 */
final class VariantFunctions {
  private static final Parameter VARIANT = Parameter.exactly(Primitive.VARIANT);

  private VariantFunctions() {}

  static void addTo(FunctionList list) {
    list.failing(
        "parse_json",
        List.of(STRING),
        Primitive.VARIANT,
        a -> held(VariantParser.parse((String) a[0])));
    list.nulling(
        "try_parse_json", List.of(STRING), Primitive.VARIANT, a -> tryParse((String) a[0]));
    list.plain(
        "is_variant_null",
        List.of(VARIANT),
        Primitive.BOOLEAN,
        a -> value(a[0]).kind() == VariantValue.Kind.NULL);
    get(list, "variant_get", false);
    get(list, "try_variant_get", true);
  }

  private static void get(FunctionList list, String name, boolean lenient) {
    list.add(
        name,
        lenient ? EnumSet.of(STRICT, INFALLIBLE) : EnumSet.of(STRICT),
        Overload.of(
                List.of(VARIANT, STRING),
                Primitive.VARIANT,
                (call, context) ->
                    Rowwise.strict(
                        call.type(),
                        a ->
                            path((String) a[1])
                                .find(value(a[0]))
                                .flatMap(v -> as(v, call.type(), context.zone(), lenient))
                                .orElse(null)))
            .nullable(Signature.Nullability.ALWAYS));
  }

  private static JsonPath path(String text) {
    return JsonPath.parse(text)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Not a path into a variant: '%s'; expected $, then .name, ['name'] and [0]"
                        .formatted(text)));
  }

  private static VariantValue value(Object held) {
    List<?> parts = (List<?>) held;
    return VariantValue.of((byte[]) parts.get(0), (byte[]) parts.get(1));
  }

  private static Object held(VariantValue value) {
    return List.of(value.metadata(), value.bytes());
  }

  private static Object tryParse(String json) {
    try {
      return held(VariantParser.parse(json));
    } catch (InvalidInputException e) {
      return null;
    }
  }

  /** {@code value} as {@code type}; empty for NULL. */
  private static Optional<Object> as(
      VariantValue value, DataType type, ZoneId zone, boolean lenient) {
    if (type == Primitive.VARIANT) {
      return Optional.of(held(value));
    } else if (value.kind() == VariantValue.Kind.NULL) {
      return Optional.empty();
    } else if (type == Primitive.STRING) {
      return Optional.of(
          value.kind() == VariantValue.Kind.SCALAR
              ? VariantText.text(value.scalar(), zone)
              : VariantText.json(value, zone));
    }
    Optional<Object> cast = Optional.empty();
    if (value.kind() == VariantValue.Kind.SCALAR) {
      VariantValue.Scalar scalar = value.scalar();
      if (scalar.type().equals(type)) {
        cast = Optional.of(scalar.value());
      } else if (CastRules.isAllowed(scalar.type(), type)) {
        cast = new ValueCast(scalar.type(), type, zone).apply(scalar.value());
      }
    }
    if (cast.isEmpty() && !lenient) {
      throw new InvalidInputException(
          "Cannot cast the variant %s to %s; try_variant_get gives NULL instead"
              .formatted(VariantText.json(value, zone), type.sql()));
    }
    return cast;
  }
}
