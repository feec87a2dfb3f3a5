package io.moraine.spec.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of all modules, by the names of their classes. */
final class NamedTests {
  private static final String SUFFIX = ".java";

  private final Map<String, String> sources = new HashMap<>();

  private NamedTests() {}

  static NamedTests find() throws IOException {
    NamedTests tests = new NamedTests();
    try (Stream<Path> walk = Files.walk(Path.of("..").toRealPath(), 12)) {
      for (Path file :
          walk.filter(path -> path.toString().contains("/src/test/java/"))
              .filter(path -> path.toString().matches(".*(Test|Contract)" + Pattern.quote(SUFFIX)))
              .toList()) {
        String name = file.getFileName().toString();
        // Of two classes with one name either may be meant.
        tests.sources.merge(
            name.substring(0, name.length() - SUFFIX.length()),
            Files.readString(file),
            String::concat);
      }
    }
    return tests;
  }

  /** Fails unless all of {@code names}, which are {@code Class.method, Class.method}, exist. */
  void requireAll(String what, String names) {
    assertThat(names).as(what).isNotEmpty();
    for (String test : List.of(names.split(", ", -1))) {
      String[] parts = test.split("\\.", -1);
      assertThat(sources).as(what).containsKey(parts[0]);
      assertThat(sources.get(parts[0])).as(test).contains(" " + parts[1] + "(");
    }
  }
}
