package io.moraine.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LikePatternTest {
  private static final String[] LETTERS = {"a", "b", "ä", "😀", "\n"};

  @Test
  void matchesWhatTheRegularExpressionMatches() {
    Random random = new Random(7);
    int matches = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder pattern = new StringBuilder();
      StringBuilder regex = new StringBuilder();
      for (int j = random.nextInt(6); j > 0; j--) {
        switch (random.nextInt(4)) {
          case 0 -> {
            pattern.append('%');
            regex.append(".*");
          }
          case 1 -> {
            pattern.append('_');
            regex.append('.');
          }
          default -> {
            String letter = LETTERS[random.nextInt(LETTERS.length)];
            pattern.append(letter);
            regex.append(Pattern.quote(letter));
          }
        }
      }
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(9); j > 0; j--) {
        text.append(LETTERS[random.nextInt(LETTERS.length)]);
      }
      boolean expected = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
      // Bytes around the text must not be looked at.
      byte[] bytes = ("ab" + text + "ba").getBytes(StandardCharsets.UTF_8);
      assertThat(LikePattern.of(pattern.toString(), '\\').matches(bytes, 2, bytes.length - 2))
          .as("'%s' LIKE '%s'", text, pattern)
          .isEqualTo(expected);
      matches += expected ? 1 : 0;
    }
    assertThat(matches).isGreaterThan(1000);
  }

  @Test
  void knowsWhatMatchesBeginWith() {
    assertThat(LikePattern.of("abc%", '\\').prefix()).isEqualTo("abc");
    assertThat(LikePattern.of("abc%", '\\').isPrefixOnly()).isTrue();
    assertThat(LikePattern.of("abc%%", '\\').isPrefixOnly()).isTrue();
    assertThat(LikePattern.of("abc", '\\').isPrefixOnly()).isFalse();
    assertThat(LikePattern.of("a_c%", '\\').prefix()).isEqualTo("a");
    assertThat(LikePattern.of("a_c%", '\\').isPrefixOnly()).isFalse();
    assertThat(LikePattern.of("a\\%b%c", '\\').prefix()).isEqualTo("a%b");
    assertThat(LikePattern.of("%", '\\').prefix()).isEmpty();
  }

  @Test
  void refusesAnEscapeOfWhatNeedsNone() {
    assertThatThrownBy(() -> LikePattern.of("a\\b", '\\'))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Pattern 'a\\b' of LIKE: the escape character '\\' must stand before %, _ or itself");
  }

  @Test
  void findsBytesAtEveryPlaceAndLength() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] data = new byte[random.nextInt(40)];
      for (int j = 0; j < data.length; j++) {
        data[j] = (byte) (random.nextInt(3) - 1);
      }
      byte[] sought = new byte[random.nextInt(4)];
      for (int j = 0; j < sought.length; j++) {
        sought[j] = (byte) (random.nextInt(3) - 1);
      }
      int from = random.nextInt(data.length + 1);
      int to = from + random.nextInt(data.length - from + 1);
      assertThat(ByteSearch.indexOf(data, from, to, sought))
          .isEqualTo(plainIndexOf(data, from, to, sought));
    }
  }

  private static int plainIndexOf(byte[] data, int from, int to, byte[] sought) {
    for (int at = from; at + sought.length <= to; at++) {
      if (java.util.Arrays.equals(data, at, at + sought.length, sought, 0, sought.length)) {
        return at;
      }
    }
    return -1;
  }
}
