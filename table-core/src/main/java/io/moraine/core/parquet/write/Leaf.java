package io.moraine.core.parquet.write;

import io.moraine.core.type.DataType;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.Type;

/**
 * A leaf column of the file.
 *
 * @param path its names in the Parquet schema, from the top down
 * @param type of its values
 * @param physical how Parquet holds them
 * @param maxDefinition the definition level of a value
 * @param maxRepetition 0 outside arrays and maps
 * @param nullable whether a value itself may be null
 * @param hasBounds whether the order of its values means anything
 */
record Leaf(
    List<String> path,
    DataType type,
    Type physical,
    int maxDefinition,
    int maxRepetition,
    boolean nullable,
    boolean hasBounds) {

  Leaf {
    path = List.copyOf(path);
  }

  /** A writer of its values. */
  ValueWriter valueWriter(WriteOptions options, PageCompressors pages) {
    return switch (physical) {
      case BOOLEAN -> new BooleanWriter(options, pages);
      case INT32 -> new FixedWriter(type, FixedLayout.INT32, options, pages);
      case INT64 -> new FixedWriter(type, FixedLayout.INT64, options, pages);
      case FLOAT -> new FixedWriter(type, FixedLayout.FLOAT, options, pages);
      case DOUBLE -> new FixedWriter(type, FixedLayout.DOUBLE, options, pages);
      case BYTE_ARRAY -> new BytesWriter(type, options, pages);
      case FIXED_LEN_BYTE_ARRAY -> new DecimalWriter((DataType.Decimal) type, options, pages);
      case INT96 -> throw new AssertionError(path);
    };
  }

  /** What collects its chunks' Bloom filters, if it gets some. */
  Optional<ChunkBloomFilter> bloomFilter(WriteOptions options) {
    if (physical == Type.BOOLEAN) {
      return Optional.empty();
    }
    int width = type instanceof DataType.Decimal wide ? DecimalWriter.bytes(wide.precision()) : 0;
    return options
        .bloomFilters()
        .column(path)
        .map(
            column ->
                new ChunkBloomFilter(physical, width, column, options.bloomFilters().maxBytes()));
  }
}
