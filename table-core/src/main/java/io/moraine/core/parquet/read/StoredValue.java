package io.moraine.core.parquet.read;

import io.moraine.core.parquet.bloom.ValueHash;
import io.moraine.core.parquet.schema.Annotation;
import io.moraine.core.parquet.schema.Annotation.Plain;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/** How a value lies in a file: the way from a type of tables back to Parquet's. */
final class StoredValue {
  private StoredValue() {}

  /**
   * The hash of the one form in which {@code leaf} can hold {@code value}, a value of {@code
   * wanted}; empty if there may be others, or none.
   */
  static OptionalLong hash(SchemaNode.Leaf leaf, DataType wanted, Object value) {
    if (Conversions.of(leaf, wanted).isEmpty()) {
      return OptionalLong.empty();
    } else if (leaf.annotation() instanceof Annotation.DecimalOf decimal) {
      return value instanceof BigDecimal number ? ofDecimal(leaf, decimal, number) : none();
    }
    return switch (leaf.physicalType()) {
      case INT32 ->
          isSigned(leaf)
                  && (leaf.annotation() == Plain.DATE) == (wanted == Primitive.DATE)
                  && value instanceof Number number
              ? ofInt(number)
              : none();
      case INT64 -> isSigned(leaf) && value instanceof Long number ? ofLong(number) : none();
      // The two zeros are equal, and so are all NaNs, but not their bits.
      case FLOAT ->
          value instanceof Float f && f != 0 && !f.isNaN()
              ? OptionalLong.of(ValueHash.of(Float.floatToRawIntBits(f)))
              : none();
      case DOUBLE ->
          value instanceof Double d && d != 0 && !d.isNaN()
              ? OptionalLong.of(ValueHash.of(Double.doubleToRawLongBits(d)))
              : none();
      case BYTE_ARRAY ->
          value instanceof String text
              ? ofBytes(text.getBytes(StandardCharsets.UTF_8))
              : value instanceof byte[] bytes ? ofBytes(bytes) : none();
      case FIXED_LEN_BYTE_ARRAY ->
          wanted == Primitive.BINARY && value instanceof byte[] bytes ? ofBytes(bytes) : none();
      case BOOLEAN, INT96 -> none();
    };
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }

  private static boolean isSigned(SchemaNode.Leaf leaf) {
    return leaf.annotation() == Plain.NONE
        || leaf.annotation() == Plain.DATE
        || (leaf.annotation() instanceof Annotation.Int integer && integer.signed())
        || (leaf.annotation() instanceof Annotation.Timestamp timestamp
            && timestamp.unit() == Annotation.TimeUnit.MICROS);
  }

  /** An integer, or a long read from a narrower column. */
  private static OptionalLong ofInt(Number number) {
    long value = number.longValue();
    boolean whole = number instanceof Integer || number instanceof Long;
    return whole && value == (int) value ? OptionalLong.of(ValueHash.of((int) value)) : none();
  }

  private static OptionalLong ofLong(long value) {
    return OptionalLong.of(ValueHash.of(value));
  }

  private static OptionalLong ofBytes(byte[] bytes) {
    return OptionalLong.of(ValueHash.of(bytes, 0, bytes.length));
  }

  private static OptionalLong ofDecimal(
      SchemaNode.Leaf leaf, Annotation.DecimalOf decimal, BigDecimal number) {
    if (number.stripTrailingZeros().scale() > decimal.scale()) {
      return none();
    }
    BigInteger unscaled = number.setScale(decimal.scale()).unscaledValue();
    int bits = unscaled.bitLength();
    return switch (leaf.physicalType()) {
      case INT32 -> bits < Integer.SIZE ? ofInt(unscaled.intValue()) : none();
      case INT64 -> bits < Long.SIZE ? ofLong(unscaled.longValue()) : none();
      case FIXED_LEN_BYTE_ARRAY ->
          bits < leaf.typeLength() * Byte.SIZE
              ? ofBytes(extended(unscaled, leaf.typeLength()))
              : none();
      default -> none();
    };
  }

  private static byte[] extended(BigInteger number, int length) {
    byte[] shortest = number.toByteArray();
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) (number.signum() < 0 ? -1 : 0));
    System.arraycopy(shortest, 0, bytes, length - shortest.length, shortest.length);
    return bytes;
  }
}
