package io.moraine.core.parquet.bloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.XxHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BloomFilterTest {
  @Test
  void hashesAreThoseOfParquetJava() {
    XxHash theirs = new XxHash();
    Random random = new Random(1);
    // Stripes have 32 bytes; what is left goes by 8, by 4 and by 1.
    for (int length = 0; length < 140; length++) {
      byte[] bytes = new byte[length + 3];
      random.nextBytes(bytes);
      assertThat(ValueHash.of(bytes, 3, length))
          .as("%d bytes", length)
          .isEqualTo(theirs.hashByteBuffer(ByteBuffer.wrap(bytes, 3, length).slice()));
    }
    for (long value : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong()}) {
      byte[] bytes = new byte[Long.BYTES];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (value >>> (8 * i));
      }
      assertThat(ValueHash.of(value)).isEqualTo(ValueHash.of(bytes, 0, Long.BYTES));
      assertThat(ValueHash.of((int) value)).isEqualTo(ValueHash.of(bytes, 0, Integer.BYTES));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 1024, 65536})
  void bitsAreThoseOfParquetJava(int sizeBytes) throws IOException {
    BloomFilter ours = BloomFilter.ofSize(sizeBytes);
    BlockSplitBloomFilter theirs = new BlockSplitBloomFilter(sizeBytes);
    Random random = new Random(2);
    for (int i = 0; i < sizeBytes; i++) {
      long hash = random.nextLong();
      ours.add(hash);
      theirs.insertHash(hash);
    }
    var bytes = new ByteArrayOutputStream();
    theirs.writeTo(bytes);
    assertThat(ours.toBytes()).isEqualTo(bytes.toByteArray());
    BloomFilter back = BloomFilter.of(bytes.toByteArray(), 0, sizeBytes);
    for (int i = 0; i < 1000; i++) {
      long hash = random.nextLong();
      assertThat(back.mayHold(hash)).isEqualTo(theirs.findHash(hash));
    }
  }

  @Test
  void aHalvedFilterHoldsTheSameAndErrsMore() {
    BloomFilter filter = BloomFilter.ofSize(1 << 16);
    Random random = new Random(3);
    long[] hashes = random.longs(2000).toArray();
    Arrays.stream(hashes).forEach(filter::add);
    double last = 0;
    while (filter.sizeBytes() > BloomFilter.LEAST_BYTES) {
      assertThat(filter.falsePositives()).isGreaterThanOrEqualTo(last);
      assertThat(rate(filter, random)).isCloseTo(filter.falsePositives(), within());
      last = filter.falsePositives();
      BloomFilter whole = filter;
      filter = filter.halved();
      assertThat(filter.sizeBytes()).isEqualTo(whole.sizeBytes() / 2);
      for (long hash : hashes) {
        assertThat(filter.mayHold(hash)).isTrue();
      }
    }
    assertThat(last).isGreaterThan(0.9);
    BloomFilter single = filter;
    assertThatThrownBy(single::halved)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A Bloom filter of 1 blocks cannot be halved");
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(0.01);
  }

  private static double rate(BloomFilter filter, Random random) {
    int held = 0;
    for (int i = 0; i < 20_000; i++) {
      held += filter.mayHold(random.nextLong()) ? 1 : 0;
    }
    return held / 20_000.0;
  }

  @Test
  void aSizeForSomeValuesErrsAboutAsOftenAsWished() {
    for (double wished : new double[] {0.1, 0.01, 0.001}) {
      BloomFilter filter = BloomFilter.ofSize(BloomFilter.sizeFor(10_000, wished));
      Random random = new Random(4);
      random.longs(10_000).forEach(filter::add);
      // Sizes are powers of two: up to twice what is needed.
      assertThat(filter.falsePositives()).isBetween(wished / 50, wished * 1.5);
    }
    assertThat(BloomFilter.sizeFor(0, 0.01)).isEqualTo(BloomFilter.LEAST_BYTES);
    assertThat(BloomFilter.sizeFor(Long.MAX_VALUE / 16, 0.01)).isEqualTo(BloomFilter.MOST_BYTES);
  }

  @ParameterizedTest
  @ValueSource(ints = {-32, 0, 31, 33, (128 << 20) + 32})
  void refusesSizesThatAreNoBlocks(int sizeBytes) {
    assertThatThrownBy(() -> BloomFilter.ofSize(sizeBytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in blocks of 32, got %d".formatted(sizeBytes));
  }
}
