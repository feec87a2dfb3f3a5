package io.moraine.core.parquet.write;

import io.moraine.core.parquet.bloom.BloomFilter;
import io.moraine.core.parquet.bloom.ValueHash;
import java.util.Optional;
import org.apache.parquet.format.Type;

/**
 * Collects a column chunk's values in a Bloom filter. It has its largest size from the start on, as
 * nobody knows how many values there will be, and is halved at the end as often as it may be.
 */
final class ChunkBloomFilter {
  /** Above, a filter excludes too little to be worth fetching. */
  private static final double USELESS = 0.5;

  private final Type type;
  private final int width;
  private final BloomFilters.Column column;
  private final int startBytes;
  private BloomFilter filter;
  private boolean empty;

  /**
   * A filter of values stored as {@code type}.
   *
   * @param width of a value in bytes; 0 if each comes after its length
   */
  ChunkBloomFilter(Type type, int width, BloomFilters.Column column, int maxBytes) {
    this.type = type;
    this.width = width;
    this.column = column;
    int most = Integer.highestOneBit(maxBytes);
    this.startBytes =
        column.expectedValues() == 0
            ? most
            : Math.min(most, BloomFilter.sizeFor(column.expectedValues(), column.falsePositives()));
    clear();
  }

  void clear() {
    filter = BloomFilter.ofSize(startBytes);
    empty = true;
  }

  /** Adds the plain values of {@code plain}. */
  void addAll(ByteSink plain) {
    byte[] bytes = plain.array();
    int at = plain.from();
    int end = at + plain.size();
    empty &= at == end;
    switch (type) {
      case INT32, FLOAT -> {
        for (; at < end; at += Integer.BYTES) {
          filter.add(ValueHash.of((int) ByteSink.INT.get(bytes, at)));
        }
      }
      case INT64, DOUBLE -> {
        for (; at < end; at += Long.BYTES) {
          filter.add(ValueHash.of((long) ByteSink.LONG.get(bytes, at)));
        }
      }
      case FIXED_LEN_BYTE_ARRAY -> {
        for (; at < end; at += width) {
          filter.add(ValueHash.of(bytes, at, width));
        }
      }
      case BYTE_ARRAY -> {
        while (at < end) {
          int length = (int) ByteSink.INT.get(bytes, at);
          filter.add(ValueHash.of(bytes, at + Integer.BYTES, length));
          at += Integer.BYTES + length;
        }
      }
      case BOOLEAN, INT96 -> throw new AssertionError(type);
    }
  }

  /** The filter, as small as it may be; empty if it would hold nothing or nearly all. */
  Optional<BloomFilter> finish() {
    if (empty || filter.falsePositives() > USELESS) {
      return Optional.empty();
    }
    while (filter.sizeBytes() > BloomFilter.LEAST_BYTES && column.expectedValues() == 0) {
      BloomFilter half = filter.halved();
      if (half.falsePositives() > column.falsePositives()) {
        break;
      }
      filter = half;
    }
    return Optional.of(filter);
  }
}
