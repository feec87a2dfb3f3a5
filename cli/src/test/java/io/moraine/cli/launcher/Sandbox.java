package io.moraine.cli.launcher;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A checkout in a folder with a space in its name: the real launcher, a source to build, and a PATH
 * that holds what the launcher needs and nothing more.
 */
final class Sandbox {
  /** What one run of the launcher came to. */
  record Outcome(int status, String out, String err) {}

  /** A launcher at work. It writes to files, not pipes, which could fill up while nobody reads. */
  record Run(Process process, Path out, Path err) {
    Outcome finish() throws IOException, InterruptedException {
      int status = process.waitFor();
      return new Outcome(status, Files.readString(out), Files.readString(err));
    }
  }

  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "cp",
          "date",
          "dirname",
          "env",
          "find",
          "flock",
          "grep",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sleep",
          "touch");

  /** Shows each argument on a line of its own, and ends with the status that {@code exit=} says. */
  private static final String PROGRAM =
      """
      package io.moraine.cli;

      public final class Main {
        public static void main(String[] args) {
          var out = new java.io.PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
          int status = 0;
          for (String arg : args) {
            out.println("<" + arg + ">");
            if (arg.startsWith("exit=")) {
              status = Integer.parseInt(arg.substring(5));
            }
            if (arg.startsWith("property=")) {
              out.println(System.getProperty(arg.substring(9)));
            }
          }
          System.exit(status);
        }
      }
      """;

  /** Leaves one line per build in the file {@code builds}, and takes its time. */
  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      args=$*
      while [ "$1" != -f ]; do shift; done
      cd "$(dirname "$2")" || exit 9
      echo "$args" >>builds
      [ ! -e broken ] || { echo "[ERROR] cannot find symbol"; exit 1; }
      sleep 0.3
      echo "chatter of the build"
      mkdir -p cli/target/quick/lib
      cp program.jar cli/target/quick/moraine-cli-1.jar
      cp program.jar cli/target/quick/lib/other-1.jar
      """;

  final Path home;
  final Path tools;
  final Path source;
  private final Map<String, String> environment = new HashMap<>();

  Sandbox(Path folder) throws IOException {
    home = Files.createDirectories(folder.toRealPath().resolve("a check out"));
    tools = Files.createDirectories(folder.resolve("tools"));
    source = home.resolve("cli/src/main/java/Source.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class Source {}");
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Path module = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
    Files.copy(module.resolveSibling("moraine"), launcher(), StandardCopyOption.COPY_ATTRIBUTES);
    program(folder.resolve("program"));
    for (String tool : TOOLS) {
      Optional<Path> found = which(tool);
      if (found.isPresent()) {
        script(tools.resolve(tool), "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(found.get()));
      }
    }
    script(tools.resolve("mvn"), MAVEN);
    environment.put("PATH", tools.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  private void program(Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve("Main.java");
    Files.writeString(file, PROGRAM);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), file.toString());
    if (status != 0) {
      throw new IllegalStateException("The program to launch does not compile");
    }
    String name = "io/moraine/cli/Main.class";
    try (OutputStream out = Files.newOutputStream(home.resolve("program.jar"));
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new JarEntry(name));
      Files.copy(folder.resolve(name), jar);
    }
  }

  Path launcher() {
    return home.resolve("moraine");
  }

  /** Sets a variable for the launcher; it sees PATH and JAVA_HOME and no other by default. */
  Sandbox with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Sandbox without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** The arguments of each build so far. */
  List<String> builds() throws IOException {
    Path builds = home.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
  }

  /** Runs the launcher in the folder of the checkout. */
  Outcome run(String... args) throws IOException, InterruptedException {
    return start(launcher(), args).finish();
  }

  /** Starts a program in the folder of the checkout. */
  Run start(Path program, String... args) throws IOException {
    return startIn(home, program, args);
  }

  Run startIn(Path folder, Path program, String... args) throws IOException {
    List<String> command = Stream.concat(Stream.of(program.toString()), Stream.of(args)).toList();
    Path out = Files.createTempFile(home, "out", ".txt");
    Path err = Files.createTempFile(home, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Run(builder.start(), out, err);
  }

  static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static void link(Path link, Path target) {
    try {
      Files.createSymbolicLink(link, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> which(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
