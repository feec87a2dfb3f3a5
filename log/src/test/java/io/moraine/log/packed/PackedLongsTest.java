package io.moraine.log.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedLongsTest {
  private static long[] all(PackedLongs packed) {
    long[] values = new long[packed.size()];
    packed.copyTo(values);
    for (int i = 0; i < values.length; i++) {
      assertThat(packed.at(i)).isEqualTo(values[i]);
    }
    return values;
  }

  @ParameterizedTest(name = "from {0} to {1}: {2} bytes each")
  @CsvSource({
    "7, 7, 0",
    "-9223372036854775808, -9223372036854775808, 0",
    "7, 8, 1",
    "-128, 127, 1",
    "-128, 128, 2",
    "0, 65535, 2",
    "0, 65536, 3",
    "1700000000000, 1700016777215, 3",
    "-1, 4294967295, 5",
    "0, 72057594037927935, 7",
    "0, 9223372036854775807, 8",
    "-9223372036854775808, 9223372036854775807, 8"
  })
  void numbersComeBackFromAsManyBytesAsTheirRangeNeeds(long least, long greatest, int bytes) {
    Random random = new Random(1);
    long[] values = new long[1_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 3 == 0 ? least : i % 3 == 1 ? greatest : least + (greatest - least) / 2;
      if (greatest - least > 0 && random.nextBoolean()) {
        values[i] = random.nextLong(least, greatest);
      }
    }
    PackedLongs packed = PackedLongs.of(values, values.length);
    assertThat(all(packed)).isEqualTo(values);
    assertThat(packed.heapBytes()).isBetween(64L + 1_001L * bytes, 64L + 1_001L * bytes + 8);
    if (least == (int) least && greatest == (int) greatest) {
      int[] ints = Arrays.stream(values).mapToInt(value -> (int) value).toArray();
      assertThat(all(PackedLongs.of(ints, ints.length))).isEqualTo(values);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9})
  void onlyTheFirstOnesCount(int size) {
    long[] values = {5, -1, 300, 70_000, 5, 1L << 40, 9, 9, 9, Long.MIN_VALUE};
    assertThat(all(PackedLongs.of(values, size))).isEqualTo(Arrays.copyOf(values, size));
  }

  @Test
  void thereIsNothingOutside() {
    PackedLongs packed = PackedLongs.of(new int[] {1, 300}, 2);
    assertThatThrownBy(() -> packed.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> packed.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
