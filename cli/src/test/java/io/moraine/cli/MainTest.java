package io.moraine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(args, new PrintWriter(out), new PrintWriter(err));
  }

  @Test
  void versionIsTheOneOfTheBuild() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).matches("moraine \\d+\\.\\d+\\.\\d+\\S*\\R");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void helpGoesToStandardOutput() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: moraine").contains("--version", "--verbose");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void noCommandIsWrongUsageAndShowsTheUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("Which command?", "Usage: moraine");
  }

  @Test
  void unknownCommandIsWrongUsageAndIsNamed() {
    assertThat(run("frobnicate")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("frobnicate");
  }

  @Test
  void failureIsOneLineUnlessVerbose() {
    Exception failure =
        new IllegalStateException("Cannot read a.parquet:\n  page 3 is cut short\n");

    assertThat(Failure.report(failure, new PrintWriter(err), false)).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("moraine: Cannot read a.parquet: page 3 is cut short\n");

    Failure.report(failure, new PrintWriter(err), true);
    assertThat(err.toString()).contains("\tat io.moraine.cli.MainTest");
  }

  @Test
  void failureWithoutAMessageIsNamedByItsType() {
    Failure.report(new UnsupportedOperationException(), new PrintWriter(err), false);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("moraine: UnsupportedOperationException\n");
  }

  @Test
  void statementThatIsTooDeepIsSaidInOneLine() {
    String nested = "(1 + ".repeat(20_000) + "1" + ")".repeat(20_000);

    assertThat(run("sql", "SELECT " + nested)).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("moraine: ")
        .contains("nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quickstart",
        "sql",
        "import",
        "describe",
        "history",
        "files",
        "log",
        "changes",
        "chart",
        "install",
        "report",
        "optimize",
        "vacuum",
        "restore",
        "bench"
      })
  void everyCommandHasHelpAndOnlyTheTopOneTheProgramsVersion(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: moraine " + command).contains("-h, --help");

    assertThat(run(command, "-V")).isEqualTo(2);
  }

  @Test
  void resultsThatCannotBeWrittenAreAFailure() {
    assertThat(runInto("No space left on device")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "moraine: Cannot write to standard output: No space left on device\n");
  }

  @Test
  void readerThatHasSeenEnoughIsNoFailure() {
    assertThat(runInto("Broken pipe")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  private int runInto(String failure) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException(failure);
          }
        };
    return Main.run(
        new String[] {"sql", "SELECT 1"}, new StandardOutput(full), new PrintWriter(err, true));
  }
}
