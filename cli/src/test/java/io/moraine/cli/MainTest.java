package io.moraine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

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
    Failure.report(new StackOverflowError(), new PrintWriter(err), false);
    assertThat(err.toString()).isEqualToNormalizingNewlines("moraine: StackOverflowError\n");
  }
}
