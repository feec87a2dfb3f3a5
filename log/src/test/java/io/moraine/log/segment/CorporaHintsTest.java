package io.moraine.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.json.JsonReader;
import io.moraine.log.corpora.Corpora;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Hints that other implementations signed. */
class CorporaHintsTest {
  @TestFactory
  Stream<DynamicTest> everyChecksumOfOtherWritersHoldsAndNoLongerOnceAFieldIsChanged()
      throws IOException {
    return hints().stream()
        .map(hint -> DynamicTest.dynamicTest(hint.toString(), () -> check(hint)));
  }

  private static List<Path> hints() throws IOException {
    if (!Files.isDirectory(Corpora.folder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(Corpora.folder())) {
      return files
          .filter(file -> file.endsWith("_last_checkpoint"))
          .filter(CorporaHintsTest::isSigned)
          .sorted()
          .toList();
    }
  }

  private static void check(Path hint) throws IOException {
    String text = Files.readString(hint, StandardCharsets.UTF_8);
    assertThat(JsonChecksum.isIntact(JsonReader.of(text, hint.toString()))).isTrue();
    String changed = text.replaceFirst("\"version\":", "\"version\":1");
    assertThat(JsonChecksum.isIntact(JsonReader.of(changed, "changed"))).isFalse();
    String unsigned = text.strip().replaceFirst(",\"checksum\":\"[0-9a-f]+\"", "");
    assertThat(JsonChecksum.sign(unsigned)).contains(checksum(text));
  }

  private static boolean isSigned(Path hint) {
    try {
      return Files.readString(hint, StandardCharsets.UTF_8).contains("\"checksum\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String checksum(String text) {
    int at = text.indexOf("\"checksum\"");
    return text.substring(at, at + "\"checksum\":\"".length() + 32);
  }
}
