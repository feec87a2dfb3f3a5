package io.moraine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Rows;
import io.moraine.Schemas;
import io.moraine.Table;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of the driver compiles, runs, and prints what it says. */
class ReadmeTest {
  @TempDir private Path folder;

  @Test
  void exampleRuns() throws Exception {
    Matcher block =
        Pattern.compile("```java\\n((?:(?!```).)*jdbc:moraine:.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../README.md")));
    assertThat(block.find()).isTrue();
    Table persons =
        Table.create(folder.resolve("lake/persons"))
            .schema(Schemas.ofSql("id BIGINT, name STRING"))
            .execute();
    persons.append(Rows.of(persons.schema()).add(1, "Ann").add(2, "Bob"));

    String code = block.group(1).replace("jdbc:moraine:lake", "jdbc:moraine:" + folder + "/lake");

    assertThat(run(code)).isEqualToNormalizingNewlines("Bob\n");
  }

  private String run(String code) throws Exception {
    String program =
        """
        import java.sql.*;

        public final class Example {
          public static void run() throws SQLException {
        %s
          }
        }
        """
            .formatted(code);
    Path file = Files.writeString(folder.resolve("Example.java"), program);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                problems,
                null,
                null,
                List.of("-d", folder.toString()),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
            .call();
    assertThat(compiled).as(problems.toString()).isTrue();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      loader.loadClass("Example").getMethod("run").invoke(null);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
