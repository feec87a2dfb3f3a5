package io.moraine.spec.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles and runs a piece of Java that a page shows. */
final class JavaBlock {
  private JavaBlock() {}

  /** What {@code code}, the body of a method, prints. */
  static String run(String code, Path folder) throws Exception {
    String program =
        """
        import io.moraine.*;
        import io.moraine.core.type.DataType;
        import io.moraine.jdbc.MoraineDataSource;
        import java.nio.file.Path;
        import java.sql.Connection;
        import java.sql.PreparedStatement;
        import java.sql.ResultSet;
        import java.sql.Statement;
        import java.util.List;
        import java.util.Optional;
        import java.util.stream.Stream;

        public final class Example {
          public static void run() throws Exception {
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
                List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")),
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

  /** What the code says that it prints: the comments after its calls of println. */
  static List<String> promised(String code) {
    return code.lines()
        .filter(line -> line.contains("println(") && line.contains("; // "))
        .map(line -> line.substring(line.indexOf("; // ") + "; // ".length()).strip())
        .toList();
  }
}
