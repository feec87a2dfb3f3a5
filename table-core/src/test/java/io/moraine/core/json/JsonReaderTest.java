package io.moraine.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
  private static JsonReader of(String text) {
    return JsonReader.of(text, "0.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1",
        "{\"a\":[1,2",
        "{\"a\":\"open",
        "{\"a\" 1}",
        "{a:1}",
        "[1,}",
        "{\"a\":tru}"
      })
  void malformedTextIsNamedByItsSourceAlone(String text) {
    assertThatThrownBy(() -> of(text).skip())
        .isInstanceOf(CorruptFileException.class)
        .hasMessageStartingWith("Corrupt file 0.json at byte ")
        .hasMessageContaining("not valid JSON: ")
        .hasMessageNotContaining("[Source");
  }

  @Test
  void aPlaceCountsFromTheSourcesStart() {
    byte[] text = "xx\n{\"size\":\"many\"}".getBytes(StandardCharsets.UTF_8);
    JsonReader json = JsonReader.of(text, 3, text.length - 3, "7.json", 3);
    json.beginObject();
    assertThat(json.nextField()).isEqualTo("size");
    assertThatThrownBy(json::longValue)
        .isInstanceOf(CorruptFileException.class)
        .hasMessage("Corrupt file 7.json at byte 11: expected a whole number, found many");
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807", "-9223372036854775808", "9007199254740993", "0"})
  void wholeNumbersOf64BitsAreExact(long value) {
    assertThat(of(Long.toString(value)).longValue()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "1e400000000", "1.0", "\"1\"", "null", "true"})
  void othersAreNotTakenForWholeNumbers(String text) {
    assertThatThrownBy(() -> of(text).longValue())
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("expected a whole number");
  }

  @Test
  void decimalsKeepEveryDigit() {
    String text = "-12345678901234567890123456789012345.678";
    assertThat(of(text).decimal()).isEqualTo(new BigDecimal(text));
  }

  @Test
  void stringsHoldAnyCharacter() {
    assertThat(of("\"\\u0000 \\\" \\uD83D\\uDE00 é\"").string()).isEqualTo("\0 \" 😀 é");
  }

  @Test
  void theLastOfTwoFieldsOfOneNameStays() {
    assertThat(of("{\"a\":\"1\",\"a\":\"2\"}").stringMap()).containsOnly(Map.entry("a", "2"));
  }

  @Test
  void depthIsBounded() {
    String text = "[".repeat(100_000);
    assertThatThrownBy(() -> of(text).skip())
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("nesting depth");
  }

  @Test
  void whatFollowsTheValueIsNoted() {
    JsonReader json = of("{} {}");
    json.skip();
    assertThatThrownBy(json::end)
        .isInstanceOf(CorruptFileException.class)
        .hasMessage("Corrupt file 0.json at byte 3: expected the end of the text, found {");
  }

  @Test
  void rawTextIsKeptToTheByte() {
    JsonReader json = of("{\"a\": {\"b\" : 1.50, \"c\":[ ]} , \"d\":1}");
    json.beginObject();
    json.nextField();
    assertThat(json.raw()).isEqualTo("{\"b\" : 1.50, \"c\":[ ]}");
    assertThat(json.nextField()).isEqualTo("d");
  }
}
