package io.moraine.core.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HybridEncoderTest {
  static int[] widths() {
    int[] widths = new int[32];
    Arrays.setAll(widths, i -> i + 1);
    return widths;
  }

  private static void roundTrip(int[] values, int count, int width) throws IOException {
    ByteSink out = new ByteSink(3);
    out.putByte(99);
    HybridEncoder.encode(values, count, width, out);
    byte[] bytes = Arrays.copyOfRange(out.array(), out.from() + 1, out.from() + out.size());
    var decoder = new RunLengthBitPackingHybridDecoder(width, new ByteArrayInputStream(bytes));
    int[] back = new int[count];
    for (int i = 0; i < count; i++) {
      back[i] = decoder.readInt();
    }
    assertThat(back).isEqualTo(Arrays.copyOf(values, count));
  }

  @ParameterizedTest(name = "{0} bits")
  @MethodSource("widths")
  void parquetJavaDecodesEveryWidth(int width) throws IOException {
    int mask = (int) ((1L << width) - 1);
    Random random = new Random(width);
    for (int count : new int[] {0, 1, 7, 8, 9, 63, 64, 65, 503, 504, 505, 1000}) {
      int[] noise = new int[count + 3];
      int[] runs = new int[count + 3];
      int left = 0;
      for (int i = 0; i < noise.length; i++) {
        noise[i] = random.nextInt() & mask;
        left = left == 0 ? random.nextInt(300) : left - 1;
        runs[i] = left == 0 || i == 0 ? random.nextInt() & mask : runs[i - 1];
      }
      roundTrip(noise, count, width);
      roundTrip(runs, count, width);
      int[] highest = new int[count];
      Arrays.fill(highest, mask);
      roundTrip(highest, count, width);
    }
  }

  @Test
  void equalValuesTakeOneRun() {
    ByteSink out = new ByteSink();
    HybridEncoder.encode(new int[20_000], 20_000, 3, out);
    assertThat(out.size()).isEqualTo(4);
  }

  @Test
  void zeroBitsTakeNoValueBytes() throws IOException {
    ByteSink out = new ByteSink();
    HybridEncoder.encode(new int[5], 5, 0, out);
    assertThat(out.size()).isEqualTo(1);
    roundTrip(new int[5], 5, 0);
  }

  @Test
  void widthIsThatOfTheHighestValue() {
    assertThat(HybridEncoder.width(0)).isZero();
    assertThat(HybridEncoder.width(1)).isEqualTo(1);
    assertThat(HybridEncoder.width(255)).isEqualTo(8);
    assertThat(HybridEncoder.width(256)).isEqualTo(9);
  }
}
