package io.moraine;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the value of a component, or of a part of it, of one that a batch holds. */
@FunctionalInterface
interface RecordValue {
  /** The value; {@code held} may be null. */
  @Nullable Object read(@Nullable Object held);

  /**
   * How values of {@code type} become those of {@code wanted}.
   *
   * @param place for messages
   * @throws InvalidInputException if they cannot
   */
  static RecordValue of(Type wanted, DataType type, String place) {
    if (wanted instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0], type, place);
    } else if (wanted instanceof ParameterizedType generic) {
      return generic((Class<?>) generic.getRawType(), generic, type, place);
    } else if (!(wanted instanceof Class<?> wantedClass)) {
      throw misfit(wanted, type, place);
    } else if (wantedClass.isPrimitive()) {
      RecordValue boxed = whole(boxed(wantedClass), type, place, wantedClass);
      return held -> {
        if (held == null) {
          throw new InvalidInputException(
              "A row has null for %s, which is %s: make it %s or Optional"
                  .formatted(place, wantedClass, boxed(wantedClass).getSimpleName()));
        }
        return boxed.read(held);
      };
    } else {
      return whole(wantedClass, type, place, wantedClass);
    }
  }

  private static RecordValue generic(
      Class<?> raw, ParameterizedType generic, DataType type, String place) {
    Type[] arguments = generic.getActualTypeArguments();
    if (raw == Optional.class) {
      RecordValue present = of(arguments[0], type, place);
      return held -> held == null ? Optional.empty() : Optional.ofNullable(present.read(held));
    } else if (type instanceof DataType.Array array
        && (raw == List.class || raw == Collection.class || raw == Set.class)) {
      RecordValue element = of(arguments[0], array.element(), "an element of " + place);
      boolean set = raw == Set.class;
      return held -> held == null ? null : elements((List<?>) held, element, set);
    } else if (type instanceof DataType.MapOf map && raw == Map.class) {
      RecordValue key = of(arguments[0], map.key(), "a key of " + place);
      RecordValue value = of(arguments[1], map.value(), "a value of " + place);
      return held -> {
        if (held == null) {
          return null;
        }
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        ((Map<?, ?>) held).forEach((k, v) -> entries.put(key.read(k), value.read(v)));
        return Collections.unmodifiableMap(entries);
      };
    }
    throw misfit(generic, type, place);
  }

  private static Object elements(List<?> held, RecordValue element, boolean set) {
    Collection<@Nullable Object> elements = set ? new LinkedHashSet<>() : new ArrayList<>();
    held.forEach(each -> elements.add(element.read(each)));
    return elements instanceof List<?> list
        ? Collections.unmodifiableList(list)
        : Collections.unmodifiableSet((Set<?>) elements);
  }

  /** As {@code wanted}, which messages call {@code shown}. */
  private static RecordValue whole(Class<?> wanted, DataType type, String place, Class<?> shown) {
    if (wanted == Object.class) {
      return held -> JavaValues.toJava(held, type);
    } else if (wanted.isRecord() && type instanceof StructType struct) {
      RecordMapping<?> mapping = RecordMapping.of(wanted, struct);
      return held -> held == null ? null : mapping.read((List<?>) held);
    } else if (wanted == Row.class && type instanceof StructType) {
      return held -> JavaValues.toJava(held, type);
    } else if (wanted.isEnum() && type == Primitive.STRING) {
      return held -> held == null ? null : constant(wanted, (String) held, place);
    } else if (type instanceof DataType.Decimal decimal) {
      return decimal(wanted, decimal, place, shown);
    }
    RecordValue value = type instanceof Primitive known ? primitive(wanted, known) : null;
    if (value == null) {
      throw misfit(shown, type, place);
    }
    return held -> held == null ? null : value.read(held);
  }

  private static RecordValue decimal(
      Class<?> wanted, DataType.Decimal type, String place, Class<?> shown) {
    if (wanted == BigDecimal.class) {
      return held -> held;
    } else if (wanted == BigInteger.class && type.scale() == 0) {
      return held -> held == null ? null : ((BigDecimal) held).toBigIntegerExact();
    }
    throw misfit(shown, type, place);
  }

  private static Object constant(Class<?> type, String name, String place) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new InvalidInputException(
        "A row has '%s' for %s, which is one of %s"
            .formatted(name, place, Arrays.toString(type.getEnumConstants())));
  }

  /** Null if there is none. */
  private static @Nullable RecordValue primitive(Class<?> wanted, Primitive type) {
    if (type.isIntegral()) {
      return whole(wanted, type);
    }
    return switch (type) {
      case BOOLEAN -> wanted == Boolean.class ? held -> held : null;
      case FLOAT ->
          wanted == Float.class
              ? held -> held
              : wanted == Double.class ? held -> ((Number) held).doubleValue() : null;
      case DOUBLE -> wanted == Double.class ? held -> held : null;
      case STRING ->
          wanted == String.class || wanted == CharSequence.class
              ? held -> held
              : wanted == UUID.class ? held -> UUID.fromString((String) held) : null;
      case BINARY -> wanted == byte[].class ? held -> ((byte[]) held).clone() : null;
      case DATE -> wanted == LocalDate.class ? held -> LocalDate.ofEpochDay((Integer) held) : null;
      case TIMESTAMP -> instant(wanted);
      case TIMESTAMP_NTZ ->
          wanted == LocalDateTime.class ? held -> JavaValues.toJava(held, type) : null;
      default -> null;
    };
  }

  /** A type at least as wide as the column's. */
  private static @Nullable RecordValue whole(Class<?> wanted, Primitive type) {
    if (wanted == BigDecimal.class) {
      return held -> BigDecimal.valueOf(((Number) held).longValue());
    } else if (wanted == BigInteger.class) {
      return held -> BigInteger.valueOf(((Number) held).longValue());
    } else if (wanted == Long.class) {
      return held -> ((Number) held).longValue();
    } else if (wanted == Integer.class && type != Primitive.LONG) {
      return held -> held;
    } else if (wanted == Short.class && (type == Primitive.SHORT || type == Primitive.BYTE)) {
      return held -> ((Number) held).shortValue();
    }
    return wanted == Byte.class && type == Primitive.BYTE
        ? held -> ((Number) held).byteValue()
        : null;
  }

  private static @Nullable RecordValue instant(Class<?> wanted) {
    RecordValue instant = held -> JavaValues.toJava(held, Primitive.TIMESTAMP);
    if (wanted == Instant.class) {
      return instant;
    } else if (wanted == OffsetDateTime.class) {
      return held -> ((Instant) instant.read(held)).atOffset(ZoneOffset.UTC);
    }
    return wanted == ZonedDateTime.class
        ? held -> ((Instant) instant.read(held)).atZone(ZoneOffset.UTC)
        : null;
  }

  private static Class<?> boxed(Class<?> primitive) {
    return MethodType.methodType(primitive).wrap().returnType();
  }

  private static InvalidInputException misfit(Type wanted, DataType type, String place) {
    return new InvalidInputException(
        "%s is %s, but its column is %s, which becomes %s"
            .formatted(
                place.substring(0, 1).toUpperCase(Locale.ROOT) + place.substring(1),
                wanted instanceof Class<?> known ? known.getSimpleName() : wanted.getTypeName(),
                type.sql(),
                RecordSchemas.javaNames(type)));
  }
}
