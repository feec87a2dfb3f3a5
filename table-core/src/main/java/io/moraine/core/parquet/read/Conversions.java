package io.moraine.core.parquet.read;

import io.moraine.core.parquet.schema.Annotation;
import io.moraine.core.parquet.schema.Annotation.Plain;
import io.moraine.core.parquet.schema.DeltaTypes;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Decimal;
import io.moraine.core.type.DataType.Primitive;
import java.util.Optional;

/**
 * Which requested types a column of a file can be read as: its own, wider ones that Delta tables
 * may change a column to, and those that other writers store the same way.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#type-widening">Type
 *     widening</a>
 */
final class Conversions {
  private Conversions() {}

  /** How to read {@code leaf} as {@code wanted}, if it can be. */
  static Optional<Conversion> of(SchemaNode.Leaf leaf, DataType wanted) {
    return Optional.ofNullable(
        switch (leaf.physicalType()) {
          case BOOLEAN -> wanted == Primitive.BOOLEAN ? Conversion.none(wanted) : null;
          case INT32 -> int32(leaf, wanted);
          case INT64 -> int64(leaf, wanted);
          case INT96 -> isTimestamp(wanted) ? Conversion.none(wanted) : null;
          case FLOAT -> real32(leaf, wanted);
          case DOUBLE ->
              leaf.annotation() == Plain.NONE && wanted == Primitive.DOUBLE
                  ? Conversion.none(wanted)
                  : null;
          case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> bytes(leaf, wanted);
        });
  }

  private static boolean isTimestamp(DataType type) {
    return type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ;
  }

  private static Conversion int32(SchemaNode.Leaf leaf, DataType wanted) {
    Annotation annotation = leaf.annotation();
    if (annotation instanceof Annotation.DecimalOf) {
      return decimal(leaf, wanted, scale -> IntConversions.toDecimal((Decimal) wanted, scale));
    } else if (annotation == Plain.DATE) {
      return wanted == Primitive.DATE
          ? Conversion.none(wanted)
          : wanted == Primitive.TIMESTAMP_NTZ
              ? IntConversions.of(Primitive.DATE, IntConversions::daysToMicros)
              : null;
    }
    if (annotation != Plain.NONE && !(annotation instanceof Annotation.Int)) {
      return null;
    }
    int bits = annotation instanceof Annotation.Int integer ? integer.bitWidth() : 32;
    boolean signed = !(annotation instanceof Annotation.Int integer) || integer.signed();
    if (wanted instanceof Decimal decimal) {
      int digits = bits == 8 ? 3 : bits == 16 ? 5 : 10;
      return decimal.precision() - decimal.scale() >= digits
          ? IntConversions.integerToDecimal(decimal, signed)
          : null;
    } else if (wanted == Primitive.INTEGER && signed) {
      return Conversion.none(wanted);
    } else if (wanted == Primitive.LONG) {
      return IntConversions.of(Primitive.INTEGER, raw -> IntConversions.toLong(raw, signed));
    } else if (wanted == Primitive.DOUBLE) {
      return IntConversions.of(Primitive.INTEGER, raw -> IntConversions.toDouble(raw, signed));
    } else if (wanted == Primitive.INTEGER) {
      return bits < 32
          ? IntConversions.checked(wanted, 0, 0xffff)
          : IntConversions.checked(wanted, 0, Integer.MAX_VALUE);
    } else if (wanted == Primitive.SHORT) {
      return IntConversions.checked(wanted, Short.MIN_VALUE, Short.MAX_VALUE);
    } else if (wanted == Primitive.BYTE) {
      return IntConversions.checked(wanted, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
    return null;
  }

  private static Conversion int64(SchemaNode.Leaf leaf, DataType wanted) {
    Annotation annotation = leaf.annotation();
    if (annotation instanceof Annotation.DecimalOf) {
      return decimal(leaf, wanted, scale -> LongConversions.toDecimal((Decimal) wanted, scale));
    } else if (annotation instanceof Annotation.Timestamp timestamp) {
      if (!isTimestamp(wanted)) {
        return null;
      }
      return switch (timestamp.unit()) {
        case MICROS -> Conversion.none(wanted);
        case MILLIS -> new Conversion(wanted, LongConversions::millisToMicros);
        case NANOS -> new Conversion(wanted, LongConversions::nanosToMicros);
      };
    }
    boolean signed = !(annotation instanceof Annotation.Int integer) || integer.signed();
    if (annotation != Plain.NONE && !(annotation instanceof Annotation.Int)) {
      return null;
    } else if (wanted == Primitive.LONG) {
      return signed ? Conversion.none(wanted) : LongConversions.unsignedToLong();
    } else if (wanted instanceof Decimal decimal && decimal.precision() - decimal.scale() >= 20) {
      return signed
          ? LongConversions.toDecimal(decimal, decimal.scale())
          : LongConversions.unsignedToDecimal(decimal);
    }
    return null;
  }

  private static Conversion real32(SchemaNode.Leaf leaf, DataType wanted) {
    if (leaf.annotation() != Plain.NONE) {
      return null;
    }
    return wanted == Primitive.FLOAT
        ? Conversion.none(wanted)
        : wanted == Primitive.DOUBLE
            ? new Conversion(Primitive.FLOAT, FloatConversions::toDouble)
            : null;
  }

  private static Conversion bytes(SchemaNode.Leaf leaf, DataType wanted) {
    if (leaf.annotation() instanceof Annotation.DecimalOf) {
      return decimal(leaf, wanted, scale -> BytesConversions.toDecimal((Decimal) wanted, scale));
    }
    DataType own = DeltaTypes.of(leaf).orElse(null);
    if (own == Primitive.STRING || own == Primitive.BINARY) {
      // Old writers left strings without a mark.
      return wanted == Primitive.STRING || wanted == Primitive.BINARY
          ? Conversion.none(wanted)
          : null;
    } else if (own == Primitive.FLOAT) {
      return wanted == Primitive.FLOAT
          ? new Conversion(Primitive.BINARY, FloatConversions::halfToFloat)
          : wanted == Primitive.DOUBLE
              ? new Conversion(
                  Primitive.BINARY,
                  raw -> FloatConversions.toDouble(FloatConversions.halfToFloat(raw)))
              : null;
    }
    return null;
  }

  /** Decimals of a larger scale with as many digits before the point. */
  private static Conversion decimal(
      SchemaNode.Leaf leaf, DataType wanted, java.util.function.IntFunction<Conversion> byScale) {
    if (!(wanted instanceof Decimal to)
        || !(DeltaTypes.of(leaf).orElse(null) instanceof Decimal from)
        || to.scale() < from.scale()
        || to.precision() - to.scale() < from.precision() - from.scale()) {
      return null;
    }
    return byScale.apply(to.scale() - from.scale());
  }
}
