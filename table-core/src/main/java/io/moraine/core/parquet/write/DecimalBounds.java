package io.moraine.core.parquet.write;

import io.moraine.core.batch.DecimalVector;
import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;

/** Bounds of decimals of more than 18 digits. */
final class DecimalBounds extends Bounds {
  private final DataType.Decimal type;
  private boolean empty = true;
  private long leastHigh;
  private long leastLow;
  private long greatestHigh;
  private long greatestLow;

  DecimalBounds(DataType.Decimal type) {
    this.type = type;
  }

  @Override
  Bounds fresh() {
    return new DecimalBounds(type);
  }

  @Override
  void clear() {
    empty = true;
  }

  void add(long high, long low) {
    if (empty || compare(high, low, leastHigh, leastLow) < 0) {
      leastHigh = high;
      leastLow = low;
    }
    if (empty || compare(high, low, greatestHigh, greatestLow) > 0) {
      greatestHigh = high;
      greatestLow = low;
    }
    empty = false;
  }

  private static int compare(long high, long low, long otherHigh, long otherLow) {
    return high != otherHigh ? Long.compare(high, otherHigh) : Long.compareUnsigned(low, otherLow);
  }

  @Override
  boolean isEmpty() {
    return empty;
  }

  @Override
  boolean isTellable() {
    return !empty;
  }

  @Override
  void merge(Bounds other) {
    DecimalBounds that = (DecimalBounds) other;
    if (!that.empty) {
      add(that.leastHigh, that.leastLow);
      add(that.greatestHigh, that.greatestLow);
    }
  }

  @Override
  int compareLeast(Bounds other) {
    DecimalBounds that = (DecimalBounds) other;
    return compare(leastHigh, leastLow, that.leastHigh, that.leastLow);
  }

  @Override
  int compareGreatest(Bounds other) {
    DecimalBounds that = (DecimalBounds) other;
    return compare(greatestHigh, greatestLow, that.greatestHigh, that.greatestLow);
  }

  @Override
  Encoded lower(int limit) {
    return encode(leastHigh, leastLow);
  }

  @Override
  Encoded upper(int limit) {
    return encode(greatestHigh, greatestLow);
  }

  private Encoded encode(long high, long low) {
    byte[] bytes = new byte[DecimalWriter.bytes(type.precision())];
    DecimalWriter.encode(high, low, bytes, 0, bytes.length);
    return new Encoded(ByteBuffer.wrap(bytes), true);
  }

  @Override
  Object least() {
    return empty ? null : object(leastHigh, leastLow);
  }

  @Override
  Object greatest() {
    return empty ? null : object(greatestHigh, greatestLow);
  }

  private BigDecimal object(long high, long low) {
    return new BigDecimal(DecimalVector.unscaled(high, low), type.scale());
  }
}
