package io.moraine.cli.quickstart;

import io.moraine.Result;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.SystemEnvironment;
import io.moraine.cli.print.Output;
import io.moraine.cli.print.OutputFormat;
import io.moraine.core.batch.BatchReader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows each statement before it runs, and what it gave. Only what is shown is run. */
final class Narrator {
  private static final String INDENT = "    ";

  private final Session session;
  private final PrintWriter out;
  private final int width;
  private final Consumer<String> executed;
  private int step;

  /**
   * Tells to {@code out}, in lines of up to {@code width}.
   *
   * @param executed gets each statement that was run
   */
  Narrator(Session session, PrintWriter out, int width, Consumer<String> executed) {
    this.session = session;
    this.out = out;
    this.width = width;
    this.executed = executed;
  }

  /** Begins the next step. */
  void step(String title, String... text) {
    step++;
    String heading = "%d. %s".formatted(step, title);
    out.printf("%n%s%n%s%n", heading, "-".repeat(heading.length()));
    say(text);
  }

  /** Says something. */
  void say(String... text) {
    for (String line : text) {
      out.println(line);
    }
  }

  /** Shows code: SQL or Java. */
  void show(String code) {
    out.println();
    indented(code);
    out.println();
  }

  private void indented(String code) {
    code.strip().lines().forEach(line -> out.println(INDENT + line));
  }

  /** Shows and runs a statement, and prints its rows. */
  void sql(String statement) {
    show(statement.strip() + ";");
    try (Result result = run(statement)) {
      print(result.batches());
    }
  }

  /** Shows and runs a query, prints its rows, and returns the result for what else it tells. */
  Result query(String statement) {
    show(statement.strip() + ";");
    Result result = run(statement);
    try (BatchReader rows = result.batches()) {
      print(rows);
    }
    return result;
  }

  /** Shows and runs a statement that has no rows to show. */
  void command(String statement) {
    out.println();
    indented(statement.strip() + ";");
    run(statement).close();
  }

  /** Runs a statement that is like one that was shown; the caller says so. */
  void repeat(String statement) {
    run(statement).close();
  }

  private Result run(String statement) {
    executed.accept(statement.strip());
    return session.sql(statement);
  }

  /** Prints rows that Java made. */
  void print(Rows rows) {
    print(rows.batches());
  }

  private void print(BatchReader rows) {
    new Output(OutputFormat.TABLE, Optional.empty(), out, width)
        .print(rows, SystemEnvironment.shared());
  }

  /** How two statements that ran at once came out, told in their order. */
  void outcomes(List<Race.Outcome> outcomes) {
    for (Race.Outcome outcome : outcomes) {
      String told = "writer %s: %s".formatted(outcome.writer(), outcome.told());
      wrapped(told).forEach(line -> out.println("  " + line));
    }
  }

  /** Breaks text at spaces, where it has some, into lines of up to the page's width. */
  private List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width - 4) {
        lines.add(line.toString());
        line = new StringBuilder("  ");
      } else if (line.length() > 0) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  Session session() {
    return session;
  }
}
