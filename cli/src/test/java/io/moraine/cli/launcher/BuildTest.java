package io.moraine.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.cli.launcher.Sandbox.Outcome;
import io.moraine.cli.launcher.Sandbox.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher builds what is missing or out of date, once, and says so on standard error. */
class BuildTest {
  private static final long FAR_FUTURE_MILLIS = 4_000_000_000_000L;

  @TempDir private Path folder;
  private Sandbox sandbox;

  @BeforeEach
  void checkout() throws IOException {
    sandbox = new Sandbox(folder);
  }

  @Test
  void firstUseBuildsAndSecondStartsAtOnce() throws Exception {
    assertThat(sandbox.run("a"))
        .isEqualTo(
            new Outcome(0, "<a>\n", "Building Moraine (first use; this can take a minute)...\n"));
    assertThat(sandbox.run("b")).isEqualTo(new Outcome(0, "<b>\n", ""));

    assertThat(sandbox.builds())
        .singleElement()
        .asString()
        .contains("-Dquick -Dlauncher -Dmaven.test.skip -pl cli -am package");
  }

  @Test
  void laterStartsUseAnArchiveOfLoadedClasses() throws Exception {
    sandbox.run();

    try (Stream<Path> made = Files.walk(sandbox.home.resolve("cli/target/launch"))) {
      assertThat(made).anyMatch(file -> file.toString().endsWith(".jsa"));
    }
  }

  @Test
  void changedAndDeletedSourcesAreBuiltAgain() throws Exception {
    sandbox.run();
    Files.setLastModifiedTime(sandbox.source, FileTime.fromMillis(FAR_FUTURE_MILLIS));
    Outcome changed = sandbox.run("changed");
    Files.setLastModifiedTime(sandbox.source, FileTime.fromMillis(0));
    Outcome settled = sandbox.run("settled");
    Files.delete(sandbox.source);
    Outcome deleted = sandbox.run("deleted");

    assertThat(changed)
        .isEqualTo(new Outcome(0, "<changed>\n", "Building Moraine (its sources changed)...\n"));
    assertThat(settled).isEqualTo(new Outcome(0, "<settled>\n", ""));
    assertThat(deleted)
        .isEqualTo(new Outcome(0, "<deleted>\n", "Building Moraine (its sources changed)...\n"));
    assertThat(sandbox.builds()).hasSize(3);
  }

  @ParameterizedTest(name = "without {0}")
  @ValueSource(strings = {"no tool", "flock"})
  void launchersThatStartTogetherBuildOnce(String missing) throws Exception {
    Files.deleteIfExists(sandbox.tools.resolve(missing));
    List<Run> runs =
        List.of(
            sandbox.start(sandbox.launcher(), "x"),
            sandbox.start(sandbox.launcher(), "x"),
            sandbox.start(sandbox.launcher(), "x"));
    for (Run run : runs) {
      Outcome outcome = run.finish();
      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(outcome.out()).isEqualTo("<x>\n");
    }
    assertThat(sandbox.builds()).hasSize(1);
  }

  @Test
  void failedBuildShowsItsErrorsAndNamesItsLog() throws Exception {
    Files.createFile(sandbox.home.resolve("broken"));

    Outcome outcome = sandbox.run("a");

    Path log = sandbox.home.resolve("cli/target/launch/build.log");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .endsWith(
            "[ERROR] cannot find symbol\nmoraine: The build failed; all it said is in %s\n"
                .formatted(log));
    assertThat(log).hasContent("[ERROR] cannot find symbol");
  }

  @Test
  void missingMavenIsNamedWithAWayToGetIt() throws Exception {
    Files.delete(sandbox.tools.resolve("mvn"));

    Outcome outcome = sandbox.run("a");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("Maven is missing").contains("https://maven.apache.org");
  }

  @Test
  void missingJavaIsNamedWithAWayToGetIt() throws Exception {
    Outcome outcome = sandbox.without("JAVA_HOME").run("a");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("Java is missing").contains("https://adoptium.net");
  }

  @Test
  void wrongJavaHomeIsNamed() throws Exception {
    Outcome outcome = sandbox.with("JAVA_HOME", "/no/such/jdk").run("a");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("JAVA_HOME is /no/such/jdk");
  }

  @Test
  void oldJavaIsRefusedWithItsVersion() throws Exception {
    java("echo 'openjdk version \"11.0.22\" 2024-01-16' >&2");

    Outcome outcome = sandbox.without("JAVA_HOME").run("a");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("Java 17 or newer is needed").contains("is version 11.");
    assertThat(sandbox.builds()).isEmpty();
  }

  @Test
  void javaWithoutACompilerCannotBuild() throws Exception {
    java("exec '%s/bin/java' \"$@\"".formatted(System.getProperty("java.home")));

    Outcome outcome = sandbox.without("JAVA_HOME").run("a");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("comes without a compiler (javac)");
  }

  private void java(String command) throws IOException {
    Sandbox.script(sandbox.tools.resolve("java"), "#!/usr/bin/env bash\n" + command + "\n");
  }
}
