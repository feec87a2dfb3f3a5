package io.moraine.log.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonChecksumTest {
  /** The protocol's own sample. */
  private static final String SAMPLE =
      "{\"k0\":\"'v 0'\", \"checksum\": \"%s\", \"k1\":{\"k2\": 2, \"k3\": [\"v3\", [1, 2],"
          + " {\"k4\": \"v4\", \"k5\": [\"v5\", \"v6\", \"v7\"]}]}}";

  private static JsonReader json(String text) {
    return JsonReader.of(text, "test");
  }

  @Test
  void theProtocolsSampleHasTheProtocolsFormAndChecksum() {
    assertThat(JsonChecksum.canonicalForm(json(SAMPLE.formatted("adsaskfljadfkjadfkj"))))
        .isEqualTo(
            "\"k0\"=\"%27v%200%27\",\"k1\"+\"k2\"=2,\"k1\"+\"k3\"+0=\"v3\",\"k1\"+\"k3\"+1+0=1,"
                + "\"k1\"+\"k3\"+1+1=2,\"k1\"+\"k3\"+2+\"k4\"=\"v4\",\"k1\"+\"k3\"+2+\"k5\"+0=\"v5\","
                + "\"k1\"+\"k3\"+2+\"k5\"+1=\"v6\",\"k1\"+\"k3\"+2+\"k5\"+2=\"v7\"");
    assertThat(JsonChecksum.isIntact(json(SAMPLE.formatted("6a92d155a59bf2eecbd4b4ec7fd1f875"))))
        .isTrue();
    assertThat(JsonChecksum.isIntact(json(SAMPLE.formatted("adsaskfljadfkjadfkj")))).isFalse();
  }

  @Test
  void aSignedObjectIsIntactAndAnyOtherIsNot() {
    String signed = JsonChecksum.sign("{\"version\":7,\"size\":12}");
    assertThat(signed).matches("\\{\"version\":7,\"size\":12,\"checksum\":\"[0-9a-f]{32}\"}");
    assertThat(JsonChecksum.isIntact(json(signed))).isTrue();
    assertThat(JsonChecksum.isIntact(json(signed.replace("12", "13")))).isFalse();
    assertThat(JsonChecksum.isIntact(json(signed.replace("size", "sizes")))).isFalse();
    String sum = signed.substring(signed.indexOf(",\"checksum"));
    assertThat(JsonChecksum.isIntact(json("{\"size\":12,\"version\":7" + sum)))
        .as("fields in another order")
        .isTrue();
    assertThat(JsonChecksum.sign("{}"))
        .as("the MD5 of nothing")
        .isEqualTo("{\"checksum\":\"d41d8cd98f00b204e9800998ecf8427e\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":[null,true,false,-1.50]} | \"a\"+0=null,\"a\"+1=true,\"a\"+2=false,\"a\"+3=-1.50",
        "{\"b\":{\"y\":null,\"x\":\"https://delta.io\"},\"a\":10}"
            + " | \"a\"=10,\"b\"+\"x\"=\"https%3A%2F%2Fdelta.io\",\"b\"+\"y\"=null",
        "{\"-._~\":\"aZ09\",\"é\":\"\\u0000>\"} | \"%C3%A9\"=\"%00%3E\",\"-._~\"=\"aZ09\"",
        "{\"o\":{},\"l\":[]} | ''",
        "{\"o\":{\"checksum\":1}} | \"o\"+\"checksum\"=1",
      })
  void formsAreTheProtocols(String text, String form) {
    assertThat(JsonChecksum.canonicalForm(json(text))).isEqualTo(form);
  }

  @Test
  void sparksOrderOfLongArraysIsKnownToo() {
    String text = "{\"a\":[0,1,2,3,4,5,6,7,8,9,10],\"checksum\":\"%s\"}";
    // By path 1 is before 10; by the whole text "a"+10=10 is before "a"+1=1.
    assertThat(JsonChecksum.canonicalForm(json(text))).contains("\"a\"+1=1,\"a\"+10=10,\"a\"+2=2");
    for (String sum :
        new String[] {"623e8d1eca307405452069f7a929f07d", "26c8f42e4e36454566d2e18188b66b1e"}) {
      assertThat(JsonChecksum.isIntact(json(text.formatted(sum)))).as(sum).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "{\"a\":1} x", "{\"a\":1,\"a\":1}", "{\"a\":{\"b\":1,\"b\":2}}"})
  void whatIsNoObjectOrAmbiguousIsRefused(String text) {
    assertThatThrownBy(() -> JsonChecksum.isIntact(json(text)))
        .isInstanceOf(CorruptFileException.class);
  }
}
