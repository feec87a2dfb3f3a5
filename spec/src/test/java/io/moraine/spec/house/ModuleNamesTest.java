package io.moraine.spec.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each published jar has a name on the module path: that of its package. */
class ModuleNamesTest {
  private static final Set<String> NOT_PUBLISHED = Set.of("spec", "property-tests", "benchmarks");

  private static List<String> modules() throws IOException {
    List<String> modules = new ArrayList<>();
    Matcher module =
        Pattern.compile("<module>(.*?)</module>").matcher(Files.readString(Path.of("../pom.xml")));
    while (module.find()) {
      if (!NOT_PUBLISHED.contains(module.group(1))) {
        modules.add(module.group(1));
      }
    }
    return modules;
  }

  @Test
  void eachPublishedModuleIsNamedAfterItsPackage() throws IOException {
    assertThat(Files.readString(Path.of("../pom.xml")))
        .contains("<Automatic-Module-Name>${module.name}</Automatic-Module-Name>");
    List<String> names = new ArrayList<>();
    for (String module : modules()) {
      Matcher name =
          Pattern.compile("<module\\.name>(io\\.moraine[a-z0-9.]*)</module\\.name>")
              .matcher(Files.readString(Path.of("..", module, "pom.xml")));
      assertThat(name.find()).as(module + " has a name").isTrue();
      names.add(name.group(1));
      assertThat(Path.of("..", module, "src/main/java", name.group(1).replace('.', '/')))
          .isDirectory();
    }
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(10);
  }
}
