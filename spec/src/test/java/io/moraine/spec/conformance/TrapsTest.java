package io.moraine.spec.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** TRAPS.md names tests that there are. */
class TrapsTest {
  @Test
  void eachTrapHasATestThatExists() throws IOException {
    NamedTests tests = NamedTests.find();
    try (Stream<String> lines = Files.lines(Path.of("TRAPS.md"))) {
      List<List<String>> traps = FeaturesDocument.rows(lines);
      assertThat(traps).hasSizeGreaterThan(40);
      traps.forEach(trap -> tests.requireAll(trap.get(0), trap.get(1)));
    }
  }
}
