package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.parquet.decode.Decoders;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.parquet.decode.ValueDecoder;
import io.moraine.core.parquet.footer.RawStatistics;
import io.moraine.core.parquet.schema.Annotation;
import io.moraine.core.parquet.schema.PhysicalType;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns a footer's bounds into values of a requested type; what cannot be trusted is unknown. */
final class Bounds {
  private static final int PLAIN = 0;

  private Bounds() {}

  static ColumnStatistics of(SchemaNode.Leaf leaf, RawStatistics raw, DataType wanted) {
    Optional<Conversion> conversion =
        ordered(leaf, raw) ? Conversions.of(leaf, wanted) : Optional.empty();
    if (conversion.isEmpty()) {
      return new ColumnStatistics(null, null, raw.nullCount());
    }
    Object min = value(leaf, raw.min(), conversion.get(), wanted);
    Object max = value(leaf, raw.max(), conversion.get(), wanted);
    if (min instanceof Float
        || min instanceof Double
        || max instanceof Float
        || max instanceof Double) {
      // Writers leave NaN out, which is above every bound, and may take either zero for the other.
      return new ColumnStatistics(lowerNumber(min), null, raw.nullCount());
    }
    return new ColumnStatistics(min, max, raw.nullCount());
  }

  private static Object lowerNumber(Object min) {
    if (min instanceof Float value) {
      return Float.isNaN(value) ? null : value == 0 ? Float.valueOf(-0f) : value;
    } else if (min instanceof Double value) {
      return Double.isNaN(value) ? null : value == 0 ? Double.valueOf(-0d) : value;
    }
    return null;
  }

  /** Whether the bounds are by the order of the values. */
  private static boolean ordered(SchemaNode.Leaf leaf, RawStatistics raw) {
    if (leaf.physicalType() == PhysicalType.INT96) {
      return false;
    }
    if (!raw.legacy()) {
      return true;
    }
    boolean unsigned = leaf.annotation() instanceof Annotation.Int integer && !integer.signed();
    return leaf.physicalType() != PhysicalType.BYTE_ARRAY
        && leaf.physicalType() != PhysicalType.FIXED_LEN_BYTE_ARRAY
        && !unsigned;
  }

  private static Object value(
      SchemaNode.Leaf leaf, byte[] bytes, Conversion conversion, DataType wanted) {
    if (bytes == null) {
      return null;
    }
    boolean hasLength = leaf.physicalType() == PhysicalType.BYTE_ARRAY;
    if (leaf.physicalType() == PhysicalType.FIXED_LEN_BYTE_ARRAY
        && bytes.length != leaf.typeLength()) {
      return null;
    }
    if (wanted == DataType.Primitive.STRING && !isText(bytes)) {
      return null;
    }
    // A bound lacks the length that a byte array has in a page.
    int prefix = hasLength ? 4 : 0;
    byte[] page = new byte[prefix + bytes.length + ValueDecoder.SLACK];
    System.arraycopy(bytes, 0, page, prefix, bytes.length);
    for (int i = 0; i < prefix; i++) {
      page[i] = (byte) (bytes.length >>> (8 * i));
    }
    try {
      ValueSink sink = ValueSink.of(leaf.physicalType(), conversion.rawType());
      sink.begin(1);
      ValueDecoder decoder =
          Decoders.of(
                  PLAIN,
                  leaf.physicalType(),
                  leaf.typeLength(),
                  page,
                  0,
                  prefix + bytes.length,
                  null)
              .orElseThrow();
      sink.append(decoder, 1, null, 0, 1);
      ColumnVector vector = conversion.apply(sink.build(1, null));
      return vector.value(0);
    } catch (MalformedPage | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
