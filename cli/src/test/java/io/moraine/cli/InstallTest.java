package io.moraine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher is found by shells, which complete its commands. */
class InstallTest {
  @TempDir private Path prefix;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void forget() {
    System.clearProperty("moraine.launcher");
  }

  private int install(String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "install";
    args[1] = "--prefix";
    args[2] = prefix.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @Test
  void filesAreThoseThatShellsAndManLookFor() throws IOException {
    System.setProperty("moraine.launcher", "/opt/moraine/moraine");

    assertThat(install()).as(err.toString()).isZero();
    assertThat(install()).as("again").isZero();

    assertThat(Files.readSymbolicLink(prefix.resolve("bin/moraine")))
        .isEqualTo(Path.of("/opt/moraine/moraine"));
    assertThat(prefix.resolve("share/bash-completion/completions/moraine"))
        .content()
        .contains("quickstart", "--warehouse", "complete -F _complete_moraine");
    assertThat(prefix.resolve("share/zsh/site-functions/_moraine"))
        .content()
        .startsWith("#compdef moraine\n")
        .contains("'sql:Run SQL statements, separated by semicolons.'", "'--dry-run[Only ");
    assertThat(prefix.resolve("share/fish/vendor_completions.d/moraine.fish"))
        .content()
        .contains("-a vacuum -d 'Remove ", "-l warehouse -r ");
    assertThat(prefix.resolve("share/man/man1/moraine.1"))
        .content()
        .startsWith(".TH MORAINE 1\n")
        .contains(".B restore\n");
    assertThat(prefix.resolve("share/man/man1/moraine-sql.1"))
        .content()
        .contains(".SH OPTIONS\n", ".B \\-\\-format FORMAT\n");
    assertThat(err.toString()).contains("is not on the PATH");
  }

  @Test
  void whatIsNoLinkStays() throws IOException {
    System.setProperty("moraine.launcher", "/opt/moraine/moraine");
    Files.createDirectories(prefix.resolve("bin"));
    Files.writeString(prefix.resolve("bin/moraine"), "another program");

    assertThat(install()).isEqualTo(1);
    assertThat(err.toString()).contains("bin/moraine is there, and is no link");
    assertThat(prefix.resolve("bin/moraine")).hasContent("another program");
  }

  @Test
  void aDryRunOnlyNamesTheFiles() {
    System.setProperty("moraine.launcher", "/opt/moraine/moraine");

    assertThat(install("--dry-run")).isZero();
    assertThat(out.toString()).contains("bin/moraine", "man1/moraine-sql.1");
    assertThat(prefix).isEmptyDirectory();
  }

  @Test
  void onlyTheLauncherInstallsItself() {
    assertThat(install()).isEqualTo(1);
    assertThat(err.toString()).contains("run ./moraine install");
  }
}
