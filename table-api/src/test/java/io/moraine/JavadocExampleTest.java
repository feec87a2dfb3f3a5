package io.moraine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that a user sees first compiles, runs, and prints what it should. */
class JavadocExampleTest {
  @TempDir private Path folder;

  @Test
  void exampleOfTableRuns() throws Exception {
    String source = Files.readString(Path.of("src/main/java/io/moraine/Table.java"));
    Matcher example =
        Pattern.compile("<!-- example -->.*?<pre>\\{@code\\n(.*?)\\n \\* }</pre>", Pattern.DOTALL)
            .matcher(source);
    assertThat(example.find()).isTrue();
    String code = example.group(1).replaceAll("(?m)^ \\* ?", "");

    assertThat(Examples.run(code, folder).lines())
        .containsExactlyInAnyOrder("Ann", "Cy", "MERGE", "UPDATE", "WRITE", "CREATE TABLE");
  }
}
