package io.moraine.core.parquet.decode;

import io.moraine.core.parquet.schema.PhysicalType;
import java.util.Optional;

/** Chooses a page's decoder by its encoding. */
public final class Decoders {
  private Decoders() {}

  /**
   * A decoder of the values in {@code data[from .. to)}, which {@link ValueDecoder#SLACK} bytes
   * follow; empty if the encoding is not one of Parquet's for values.
   *
   * @param encoding the encoding's number in the format
   * @param typeLength bytes of each value of a FIXED_LEN_BYTE_ARRAY, else 0
   * @param dictionary null if the chunk has none
   * @throws MalformedPage if the values do not begin as the encoding has it
   */
  public static Optional<ValueDecoder> of(
      int encoding,
      PhysicalType type,
      int typeLength,
      byte[] data,
      int from,
      int to,
      Dictionary dictionary) {
    return of(encoding, type, typeLength, data, from, to, dictionary, new Scratch());
  }

  /** As the other, with arrays that the decoders of the pages before have used. */
  public static Optional<ValueDecoder> of(
      int encoding,
      PhysicalType type,
      int typeLength,
      byte[] data,
      int from,
      int to,
      Dictionary dictionary,
      Scratch scratch) {
    if (from == to && encoding >= 3 && encoding <= 7) {
      // A page of nulls only needs no values, not even their header.
      return Optional.of(new PlainDecoder(type, data, from, to, typeLength));
    }
    return Optional.ofNullable(
        switch (encoding) {
          case 0 ->
              type == PhysicalType.INT96
                  ? new Int96Decoder(data, from, to)
                  : new PlainDecoder(type, data, from, to, typeLength);
          case 2, 8 -> {
            if (dictionary == null) {
              throw new MalformedPage("values are codes, but the chunk has no dictionary");
            }
            yield new DictionaryDecoder(dictionary, data, from, to, scratch);
          }
          case 3 -> {
            requireType(type == PhysicalType.BOOLEAN, type, "RLE");
            yield new BooleanRunDecoder(data, from, to);
          }
          case 5 -> {
            requireType(
                type == PhysicalType.INT32 || type == PhysicalType.INT64,
                type,
                "DELTA_BINARY_PACKED");
            yield new DeltaPackedDecoder(data, from, to, scratch);
          }
          case 6 -> {
            requireType(type == PhysicalType.BYTE_ARRAY, type, "DELTA_LENGTH_BYTE_ARRAY");
            yield new DeltaLengthDecoder(data, from, to, scratch);
          }
          case 7 -> {
            requireType(
                type == PhysicalType.BYTE_ARRAY || type == PhysicalType.FIXED_LEN_BYTE_ARRAY,
                type,
                "DELTA_BYTE_ARRAY");
            yield new DeltaByteArrayDecoder(data, from, to, scratch);
          }
          case 9 -> new StreamSplitDecoder(data, from, to, splitSize(type, typeLength));
          default -> null;
        });
  }

  private static int splitSize(PhysicalType type, int typeLength) {
    return switch (type) {
      case INT32, FLOAT -> 4;
      case INT64, DOUBLE -> 8;
      case FIXED_LEN_BYTE_ARRAY -> typeLength;
      default -> {
        requireType(false, type, "BYTE_STREAM_SPLIT");
        yield 0;
      }
    };
  }

  private static void requireType(boolean matches, PhysicalType type, String encoding) {
    if (!matches) {
      throw new MalformedPage(
          "values of type %s cannot have the encoding %s".formatted(type, encoding));
    }
  }
}
