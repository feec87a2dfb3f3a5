package io.moraine.cli;

import static io.moraine.cli.chart.SvgChart.escaped;

import io.moraine.Commit;
import io.moraine.DataFile;
import io.moraine.Table;
import io.moraine.TableSnapshot;
import io.moraine.cli.chart.Series;
import io.moraine.cli.chart.SvgChart;
import io.moraine.core.type.StructField;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A page of HTML about a table; holds all it needs, and runs nothing. */
final class ReportPage {
  private static final int MOST_COMMITS = 200;
  private static final String STYLE =
      """
      body { font-family: sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #222; }
      h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; border-bottom: 1px solid #ccc; }
      table { border-collapse: collapse; font-size: .9em; } th { text-align: left; }
      td, th { padding: .2em .8em .2em 0; vertical-align: top; } td.n { text-align: right; }
      .figures { display: flex; flex-wrap: wrap; gap: 2em; } .figures b { display: block; font-size: 1.5em; }
      svg { max-width: 100%; height: auto; } code { background: #f3f3f3; }
      """;

  private final StringBuilder html = new StringBuilder();

  private ReportPage() {}

  static String of(Table table, TableSnapshot snapshot) {
    ReportPage page = new ReportPage();
    page.head(table, snapshot);
    page.columns(snapshot);
    page.files(snapshot.files());
    page.commits(table.history(), snapshot.version());
    return page.html.append("</body></html>\n").toString();
  }

  private void head(Table table, TableSnapshot snapshot) {
    String title = snapshot.name().orElse(table.location());
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" ")
        .append("content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        .append("<title>")
        .append(escaped(title))
        .append("</title>\n")
        .append("<style>\n")
        .append(STYLE)
        .append("</style></head><body>\n")
        .append("<h1>")
        .append(escaped(title))
        .append("</h1>\n<p>")
        .append(escaped(snapshot.comment().orElse("")))
        .append("</p>\n")
        .append("<div class=\"figures\">");
    figure("version", Long.toString(snapshot.version()));
    figure(
        "rows",
        snapshot.rowCount().isPresent()
            ? "%,d".formatted(snapshot.rowCount().getAsLong())
            : "unknown");
    figure("files", "%,d".formatted(snapshot.fileCount()));
    figure("size", Sizes.bytes(snapshot.sizeBytes()));
    html.append("</div>\n");
    heading("What it is");
    html.append("<table>");
    pair("location", table.location());
    pair("id", snapshot.id());
    pair("committed", snapshot.timestamp().toString());
    pair("protocol", snapshot.protocol());
    pair(
        "partitioned by",
        snapshot.partitionColumns().isEmpty()
            ? "nothing"
            : String.join(", ", snapshot.partitionColumns()));
    snapshot.properties().forEach(this::pair);
    pair("health", Health.of(snapshot));
    html.append("</table>\n");
  }

  private void figure(String what, String value) {
    html.append("<div><b>").append(escaped(value)).append("</b>").append(what).append("</div>");
  }

  private void heading(String text) {
    html.append("<h2>").append(escaped(text)).append("</h2>\n");
  }

  private void pair(String name, String value) {
    html.append("<tr><th>")
        .append(escaped(name))
        .append("</th><td>")
        .append(escaped(value))
        .append("</td></tr>\n");
  }

  private void columns(TableSnapshot snapshot) {
    heading("Columns");
    html.append("<table><tr><th>name</th><th>type</th></tr>\n");
    for (StructField field : snapshot.schema().fields()) {
      pair(field.name(), field.type().sql() + (field.nullable() ? "" : " NOT NULL"));
    }
    html.append("</table>\n");
  }

  private void files(List<DataFile> files) {
    heading("Files by size");
    html.append(SvgChart.bars(FileHistogram.sizes(files)));
    Series partitions = FileHistogram.partitions(files);
    if (!partitions.labels().isEmpty()) {
      heading("Bytes of the largest partitions");
      html.append(SvgChart.bars(partitions));
    }
  }

  private void commits(List<Commit> history, long last) {
    List<Commit> commits = history.stream().filter(commit -> commit.version() <= last).toList();
    heading("Commits by day");
    Map<String, Double> days = new TreeMap<>();
    for (Commit commit : commits) {
      days.merge(
          commit.timestamp().atOffset(ZoneOffset.UTC).toLocalDate().toString(), 1.0, Double::sum);
    }
    html.append(
        SvgChart.bars(new Series(List.copyOf(days.keySet()), new ArrayList<>(days.values()))));
    heading("The newest commits");
    html.append("<table><tr><th>version</th><th>when</th><th>what</th><th>rows</th>")
        .append("<th>files</th><th>by</th><th>details</th></tr>\n");
    for (Commit commit : commits.subList(0, Math.min(MOST_COMMITS, commits.size()))) {
      html.append("<tr><td class=\"n\">").append(commit.version());
      for (String cell :
          List.of(
              commit.timestamp().toString(),
              commit.operation(),
              CommitText.rows(commit),
              CommitText.files(commit),
              commit.engine().orElse(""),
              CommitText.details(commit))) {
        html.append("</td><td>").append(escaped(cell));
      }
      html.append("</td></tr>\n");
    }
    html.append("</table>\n");
  }
}
