package io.moraine.core.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesBoundsTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String lower(String text, int limit) {
    return new String(Utf8Bounds.lower(utf8(text), limit), StandardCharsets.UTF_8);
  }

  private static String upper(String text, int limit) {
    return new String(Utf8Bounds.upper(utf8(text), limit), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    // Text, limit, lower, upper.
    "abc, 3, abc, abc",
    "abcd, 3, abc, abd",
    // ü is two bytes, 水 three, 😀 four: none is cut through.
    "abü, 3, ab, ac",
    "aü水, 3, aü, aý",
    "a水b, 3, a, b",
    "a水b, 4, a水, a氵",
    "😀😀, 4, 😀, 😁",
    "😀😀, 7, 😀, 😁",
    // The last of one-byte and two-byte characters are followed by the first longer ones.
    "a\u007fx, 2, a\u007f, a\u0080",
    "\u07ffx, 2, \u07ff, \u0800",
    // Surrogates are no characters.
    "\ud7ffx, 3, \ud7ff, \ue000",
    // After the very last character, the one before must be raised.
    "a\udbff\udfffx, 5, a\udbff\udfff, b",
  })
  void stringsAreCutBetweenCharacters(String text, int limit, String lower, String upper) {
    assertThat(lower(text, limit)).isEqualTo(lower);
    assertThat(upper(text, limit)).isEqualTo(upper);
  }

  @Test
  void aBoundThatCannotBeRaisedStaysWhole() {
    String last = "\udbff\udfff\udbff\udfffx";
    assertThat(upper(last, 8)).isEqualTo(last);
    byte[] ff = {-1, -1, -1};
    assertThat(ByteBounds.upper(ff, 2)).isEqualTo(ff);
  }

  @Test
  void binariesAreCutAnywhere() {
    assertThat(ByteBounds.lower(new byte[] {1, -1, 3}, 2)).containsExactly(1, -1);
    assertThat(ByteBounds.upper(new byte[] {1, -1, 3}, 2)).containsExactly(2);
    assertThat(ByteBounds.upper(new byte[] {1, 127, 3}, 2)).containsExactly(1, -128);
  }

  @Test
  void boundsOfAnyBytesHoldEvenIfTheyAreNotUtf8() {
    Random random = new Random(3);
    byte[] pool = {0x41, 0x7f, (byte) 0x80, (byte) 0xbf, (byte) 0xc3, (byte) 0xe6, (byte) 0xf0, -1};
    for (int i = 0; i < 20_000; i++) {
      byte[] value = new byte[random.nextInt(12)];
      for (int j = 0; j < value.length; j++) {
        value[j] = pool[random.nextInt(pool.length)];
      }
      int limit = 1 + random.nextInt(8);
      assertThat(Arrays.compareUnsigned(Utf8Bounds.lower(value, limit), value))
          .isLessThanOrEqualTo(0);
      assertThat(Arrays.compareUnsigned(Utf8Bounds.upper(value, limit), value))
          .as("%s cut to %d", Arrays.toString(value), limit)
          .isGreaterThanOrEqualTo(0);
      assertThat(Arrays.compareUnsigned(ByteBounds.upper(value, limit), value))
          .isGreaterThanOrEqualTo(0);
    }
  }
}
