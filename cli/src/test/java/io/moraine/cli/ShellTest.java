package io.moraine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Session;
import io.moraine.TableOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is typed into a shell at a dumb terminal, and what is printed. */
class ShellTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Only for what the shell prints with. */
  @Command(name = "shell")
  private static final class Holder {
    @Mixin private Printing printing;
  }

  private String type(String... lines) throws IOException {
    Holder holder = new Holder();
    CommandLine line = new CommandLine(holder);
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    line.parseArgs();
    byte[] typed = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    try (Session session = Session.open(TableOptions.defaults().withWarehouse(folder));
        Terminal terminal =
            new DumbTerminal(new ByteArrayInputStream(typed), new ByteArrayOutputStream())) {
      assertThat(new Shell(session, holder.printing).run(terminal, folder.resolve("history.txt")))
          .isZero();
    }
    return out.toString();
  }

  @Test
  void statementsGoOverSeveralLines() throws IOException {
    assertThat(type("SELECT 1 AS a,", "  'x;' AS b", ";", ".quit"))
        .isEqualToNormalizingNewlines(" a | b\n---+----\n 1 | x;\n");
  }

  @Test
  void commandsAreDone() throws IOException {
    type(
        "CREATE TABLE t (id INT, name STRING);",
        "INSERT INTO t VALUES (1, 'a'); SELECT * FROM t;",
        ".tables",
        "\\d t",
        ".functions date_t",
        ".mode json",
        "SELECT id FROM t;",
        ".timer on",
        "SELECT 2 AS two;",
        ".help");

    assertThat(out.toString())
        .contains(" tableName\n-----------\n t\n", " id       | INT", "date_trunc\n", "{\"id\":1}")
        .contains("on\n", "{\"two\":2}", ".describe TABLE");
    assertThat(err.toString()).containsPattern("Time: \\d+\\.\\d{3} s").doesNotContain("error");
  }

  @Test
  void errorsPointAtThePlaceAndTheShellGoesOn() throws IOException {
    type("SELECT 1,", "  nix;", "SELEC 1;", ".frobnicate", ".mode xml", "SELECT 3 AS three;");

    assertThat(err.toString())
        .contains("error: At line 2, column 3: No column 'nix'", "\n  nix;\n  ^\n")
        .contains("SELEC 1;\n^\n")
        .contains("error: There is no command .frobnicate; .help lists those that there are")
        .contains("error: Results are shown as table, csv or json, not as 'xml'");
    assertThat(out.toString()).contains("three");
  }

  @Test
  void statementsOfAFileAreRun() throws IOException {
    Path script = Files.writeString(folder.resolve("s.sql"), "SELECT 1 AS a; SELECT 2 AS b;");

    assertThat(type(".read " + script, ".read nowhere.sql")).contains(" a\n", " b\n");
    assertThat(err.toString()).contains("error: Cannot read nowhere.sql: ");
  }
}
