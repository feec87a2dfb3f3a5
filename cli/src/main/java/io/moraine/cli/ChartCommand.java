package io.moraine.cli;

import io.moraine.Result;
import io.moraine.Row;
import io.moraine.Session;
import io.moraine.cli.chart.Series;
import io.moraine.cli.chart.SvgChart;
import io.moraine.cli.chart.TextChart;
import io.moraine.cli.print.TerminalWidth;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws what a query gives. */
@Command(
    name = "chart",
    description = {
      "Draw what a query gives: its last column has the numbers, the one before it the labels, if"
          + " there is one.",
      "Up to 10,000 rows, in the order of the query."
    })
final class ChartCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 10_000;
  private static final int PLAIN_WIDTH = 80;

  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  /** What is drawn. */
  enum Kind {
    BARS,
    LINE
  }

  @Spec private CommandSpec spec;
  @Mixin private Lake lake;

  @Parameters(paramLabel = "SQL", description = "The query.")
  private String query;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "bars",
      description = "What to draw: ${COMPLETION-CANDIDATES}; bars unless said otherwise.")
  private Kind kind;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Draw into an SVG file instead of the terminal.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    Series series;
    try (Session session = lake.session();
        Result result = session.sql(query)) {
      series = series(result);
    }
    if (output != null) {
      Files.writeString(output, kind == Kind.BARS ? SvgChart.bars(series) : SvgChart.line(series));
      return 0;
    }
    int width = Math.min(TerminalWidth.columns(), TerminalWidth.isTerminal() ? 200 : PLAIN_WIDTH);
    List<String> lines =
        kind == Kind.BARS
            ? TextChart.bars(series, width)
            : List.of(TextChart.sparkline(series, width));
    lines.forEach(spec.commandLine().getOut()::println);
    return 0;
  }

  private static Series series(Result result) {
    StructType schema = result.schema();
    int number = schema.size() - 1;
    if (number < 0 || !schema.field(number).type().isNumeric()) {
      throw new InvalidInputException(
          "A chart needs a query whose last column has numbers, found %s"
              .formatted(number < 0 ? "no columns" : schema.field(number)));
    }
    List<String> labels = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    try (Stream<Row> rows = result.rows()) {
      rows.limit(MOST_ROWS)
          .forEach(
              row -> {
                Object value = row.value(number);
                labels.add(
                    number == 0
                        ? String.valueOf(labels.size() + 1)
                        : String.valueOf(row.value(number - 1)));
                values.add(value == null ? Double.NaN : ((Number) value).doubleValue());
              });
    }
    return new Series(labels, values);
  }
}
