package io.moraine.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.cli.launcher.Sandbox.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments, status, streams and folders pass through the launcher as they are. */
class ArgumentsTest {
  @TempDir private Path folder;
  private Sandbox sandbox;

  @BeforeEach
  void classesThatNeedNoBuild() throws IOException {
    sandbox = new Sandbox(folder);
    sandbox.with("MORAINE_CLASSPATH", sandbox.home.resolve("program.jar").toString());
  }

  private static String shown(String... args) {
    return Stream.of(args).map(arg -> "<" + arg + ">\n").collect(Collectors.joining());
  }

  @Test
  void argumentsArriveUntouched() throws Exception {
    String[] args = {
      "sql",
      "",
      " ",
      "a  b",
      "it's",
      "\"quoted\"",
      "*",
      "$HOME",
      "`id`",
      "\\",
      "a\nb",
      "@file",
      "-Dx=y",
      "--",
      "-h",
      ";",
      "#",
      ""
    };
    assertThat(sandbox.run(args)).isEqualTo(new Outcome(0, shown(args), ""));
  }

  @Test
  void noArgumentsStayNone() throws Exception {
    assertThat(sandbox.run()).isEqualTo(new Outcome(0, "", ""));
  }

  @ParameterizedTest(name = "locale \"{0}\"")
  @ValueSource(strings = {"", "C", "POSIX", "C.UTF-8"})
  void utf8ArgumentsArriveInEveryLocale(String locale) throws Exception {
    sandbox.with("LC_ALL", locale);
    // The script keeps the bytes from the encoding of the JVM that runs this test.
    Path script = folder.resolve("call");
    Sandbox.script(script, "#!/usr/bin/env bash\nexec ./moraine 'żółw 山 🐢'\n");

    assertThat(sandbox.start(script).finish()).isEqualTo(new Outcome(0, shown("żółw 山 🐢"), ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 130, 255})
  void exitStatusPassesThrough(int status) throws Exception {
    assertThat(sandbox.run("exit=" + status).status()).isEqualTo(status);
  }

  @Test
  void runsFromAnotherFolderThroughAChainOfSymbolicLinks() throws Exception {
    Path links = Files.createDirectories(folder.resolve("my links/deep"));
    Sandbox.link(links.resolve("absolute"), sandbox.launcher());
    Sandbox.link(links.resolveSibling("relative"), Path.of("deep/absolute"));
    sandbox.without("MORAINE_CLASSPATH");

    Outcome outcome =
        sandbox.startIn(folder, links.resolveSibling("relative"), "property=user.dir").finish();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).isEqualTo(shown("property=user.dir") + folder.toRealPath() + "\n");
  }

  @Test
  void moreJvmOptionsComeLastAndWin() throws Exception {
    sandbox.with("MORAINE_JAVA_OPTS", "-Dfirst=1 -Dfile.encoding=ISO-8859-1");

    assertThat(sandbox.run("property=first", "property=file.encoding").out())
        .isEqualTo("<property=first>\n1\n<property=file.encoding>\nISO-8859-1\n");
  }
}
