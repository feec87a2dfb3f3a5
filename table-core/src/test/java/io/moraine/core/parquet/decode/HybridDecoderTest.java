package io.moraine.core.parquet.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.bitpacking.ByteBitPackingValuesWriter;
import org.apache.parquet.column.values.bitpacking.Packer;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HybridDecoderTest {
  static IntStream widths() {
    return IntStream.rangeClosed(0, 32);
  }

  @ParameterizedTest(name = "{0} bits")
  @MethodSource("widths")
  void numbersOfEveryWidthAreThoseThatParquetJavaEncodes(int width) throws IOException {
    // 503, 504, 505: around the longest packed run with a header of one byte.
    for (int count : new int[] {1, 7, 8, 9, 503, 504, 505, 5000}) {
      int[] values = values(count, width, new Random(width * 31L + count));
      byte[] encoded = encode(values, width);
      for (int step : new int[] {1, 5, 8, 1000, 5000}) {
        HybridDecoder decoder = new HybridDecoder();
        decoder.reset(padded(encoded), 0, encoded.length, width);
        int[] decoded = new int[count];
        for (int at = 0; at < count; at += step) {
          decoder.decode(decoded, at, Math.min(step, count - at));
        }
        assertThat(decoded).as("%d values, %d at a time", count, step).isEqualTo(values);
      }
    }
  }

  @ParameterizedTest(name = "{0} bits")
  @ValueSource(ints = {1, 2, 3, 7, 8})
  void levelsAreDecodedIntoBytes(int width) throws IOException {
    int[] values = values(4000, width, new Random(width));
    byte[] encoded = encode(values, width);
    for (int step : new int[] {1, 9, 64, 4000}) {
      HybridDecoder decoder = new HybridDecoder();
      decoder.reset(padded(encoded), 0, encoded.length, width);
      byte[] decoded = new byte[4000];
      for (int at = 0; at < 4000; at += step) {
        decoder.decode(decoded, at, Math.min(step, 4000 - at));
      }
      for (int i = 0; i < 4000; i++) {
        assertThat(decoded[i]).as("value %d", i).isEqualTo((byte) values[i]);
      }
    }
  }

  @ParameterizedTest(name = "{0} bits")
  @ValueSource(ints = {1, 2, 3, 5, 7})
  void levelsOfTheDeprecatedEncodingAreThoseThatParquetJavaEncodes(int width) throws IOException {
    int[] values = values(1001, width, new Random(width));
    var writer = new ByteBitPackingValuesWriter((1 << width) - 1, Packer.BIG_ENDIAN);
    for (int value : values) {
      writer.writeInteger(value);
    }
    byte[] encoded = writer.getBytes().toInputStream().readAllBytes();
    HybridDecoder decoder = new HybridDecoder();
    int end = decoder.resetToBitPacked(padded(encoded), 0, encoded.length, width, 1001);
    assertThat(end).isEqualTo((1001 * width + 7) / 8);
    byte[] decoded = new byte[1001];
    decoder.decode(decoded, 0, 500);
    decoder.decode(decoded, 500, 501);
    for (int i = 0; i < 1001; i++) {
      assertThat(decoded[i]).as("value %d", i).isEqualTo((byte) values[i]);
    }
    assertThatThrownBy(() -> decoder.decode(new byte[1], 0, 1)).isInstanceOf(MalformedPage.class);
    assertThatThrownBy(() -> decoder.resetToBitPacked(encoded, 0, encoded.length - 1, width, 1001))
        .isInstanceOf(MalformedPage.class)
        .hasMessageContaining("1001 levels have");
  }

  @Test
  void aRunIsSkippedOnlyIfItGivesTheValueForAllOfThem() throws IOException {
    int[] values = new int[300];
    Arrays.fill(values, 0, 100, 1);
    byte[] encoded = encode(values, 1);
    HybridDecoder decoder = new HybridDecoder();
    decoder.reset(padded(encoded), 0, encoded.length, 1);
    assertThat(decoder.skipIfAll(0, 10)).isFalse();
    assertThat(decoder.skipIfAll(1, 60)).isTrue();
    assertThat(decoder.skipIfAll(1, 41)).isFalse();
    byte[] rest = new byte[240];
    decoder.decode(rest, 0, 240);
    assertThat(rest[39]).isEqualTo((byte) 1);
    assertThat(rest[40]).isEqualTo((byte) 0);
    assertThat(decoder.skipIfAll(0, 0)).isTrue();
  }

  @Test
  void refusesRunsThatEndTooSoonAndValuesThatAreTooWide() {
    HybridDecoder decoder = new HybridDecoder();
    // A packed run of 8 values of 4 bits, of which half are there.
    decoder.reset(padded(new byte[] {3, 1, 2}), 0, 3, 4);
    decoder.decode(new int[4], 0, 4);
    assertThatThrownBy(() -> decoder.decode(new int[1], 0, 1))
        .isInstanceOf(MalformedPage.class)
        .hasMessage("packed numbers end before the last of them");
    decoder.reset(padded(new byte[] {20, 2}), 0, 2, 1);
    assertThatThrownBy(() -> decoder.decode(new int[1], 0, 1))
        .hasMessage("a run repeats 2, which does not fit 1 bits");
    decoder.reset(padded(new byte[] {20}), 0, 1, 1);
    assertThatThrownBy(() -> decoder.decode(new int[1], 0, 1))
        .hasMessage("a run of packed numbers ends before its value");
    decoder.reset(padded(new byte[] {-1, -1, -1, -1, -1, 1}), 0, 6, 1);
    assertThatThrownBy(() -> decoder.decode(new int[1], 0, 1))
        .hasMessage("the length of a run is longer than 5 bytes");
    assertThatThrownBy(() -> decoder.reset(new byte[9], 0, 1, 33))
        .hasMessage("packed numbers need a width of 0 to 32 bits, got 33");
  }

  /** Long and short repetitions, and values in between. */
  private static int[] values(int count, int width, Random random) {
    int mask = width == 32 ? -1 : (1 << width) - 1;
    int[] values = new int[count];
    int at = 0;
    while (at < count) {
      int run = random.nextInt(4) == 0 ? random.nextInt(200) : 1;
      int value = random.nextInt() & mask;
      for (int i = 0; i < run && at < count; i++) {
        values[at++] = value;
      }
    }
    return values;
  }

  private static byte[] encode(int[] values, int width) throws IOException {
    try (var encoder =
        new RunLengthBitPackingHybridEncoder(width, 64, 1 << 20, new HeapByteBufferAllocator())) {
      for (int value : values) {
        encoder.writeInt(value);
      }
      return encoder.toBytes().toInputStream().readAllBytes();
    }
  }

  private static byte[] padded(byte[] bytes) {
    byte[] padded = Arrays.copyOf(bytes, bytes.length + ValueDecoder.SLACK);
    // Loads pass the end: what they find there must not count.
    Arrays.fill(padded, bytes.length, padded.length, (byte) 0xa5);
    return padded;
  }
}
