package io.moraine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Rows;
import io.moraine.Schemas;
import io.moraine.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that people look at. */
class LookingTest {
  @TempDir private Path folder;
  private Path trades;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeTable() {
    trades = folder.resolve("trades");
    Table table =
        Table.create(trades)
            .schema(
                Schemas.ofSql(
                    "id INT NOT NULL, day STRING, legs ARRAY<STRUCT<symbol: STRING, lots: INT>>"))
            .partitionedBy("day")
            .comment("<b>bold</b> & bought")
            .execute();
    for (int i = 0; i < 3; i++) {
      table.append(Rows.of(Schemas.ofSql("id INT, day STRING")).add(i, "d" + i).add(i + 10, "d0"));
    }
  }

  private String run(String... args) {
    out.getBuffer().setLength(0);
    int status = Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    assertThat(status).as(err.toString()).isZero();
    return out.toString();
  }

  @Test
  void filesAreChosenByACondition() {
    assertThat(run("files", trades.toString(), "--format", "json").lines()).hasSize(5);
    assertThat(
            run(
                    "files",
                    trades.toString(),
                    "--where",
                    "partition['day'] = 'd0' AND rows = 2",
                    "--format",
                    "json")
                .lines())
        .singleElement()
        .asString()
        .contains("\"partition\":{\"day\":\"d0\"},\"rows\":2");
  }

  @Test
  void filesAreCountedBySizeAndPartition() {
    String text = run("files", trades.toString(), "--histogram");

    assertThat(text).startsWith("5 files, ").contains("Bytes of the largest partitions");
    assertThat(text.lines().filter(line -> line.startsWith("< 128 KiB")))
        .singleElement()
        .asString()
        .endsWith(" 5");
    assertThat(text.lines().filter(line -> line.startsWith("day=")))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("day=d0");
  }

  @Test
  void theLogIsAGraph() {
    assertThat(run("log", trades.toString(), "--graph").lines())
        .containsExactly(
            "* 3  WRITE  (read 2)",
            "* 2  WRITE  (read 1)",
            "* 1  WRITE  (read 0)",
            "* 0  CREATE TABLE");
  }

  @Test
  void describeShowsFieldsWithinColumnsAndHealth() {
    assertThat(run("describe", trades.toString()))
        .containsPattern("column id +\\| INT NOT NULL")
        .containsPattern("column legs\\.lots +\\| INT")
        .containsPattern(
            "health +\\| 5 of 5 files are smaller than 16\\.0 MiB: optimize joins them");
  }

  @Test
  void aQueryIsDrawn() throws IOException {
    String query = "SELECT day, count(*) AS n FROM trades GROUP BY day ORDER BY day";

    assertThat(run("chart", query, "--warehouse", folder.toString()).lines())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("d0 ██")
        .endsWith(" 4");
    assertThat(run("chart", "SELECT id FROM range(8) ORDER BY id", "--kind", "line"))
        .isEqualToNormalizingNewlines("▁▂▃▄▅▆▇█\n");
    Path svg = folder.resolve("plot.svg");
    assertThat(run("chart", query, "--warehouse", folder.toString(), "--output", svg.toString()))
        .isEmpty();
    assertThat(svg).content().startsWith("<svg ").contains(">d0</text>");
  }

  @Test
  void aChartNeedsNumbers() {
    int status =
        Main.run(
            new String[] {"chart", "SELECT 'a' AS letter"},
            new PrintWriter(out, true),
            new PrintWriter(err, true));

    assertThat(status).isEqualTo(1);
    assertThat(err.toString())
        .contains("A chart needs a query whose last column has numbers, found letter");
  }

  @Test
  void aReportIsOneFileThatNeedsNothingElse() throws IOException {
    Path page = folder.resolve("report.html");

    assertThat(run("report", trades.toString(), "-o", page.toString())).isEmpty();

    String html = Files.readString(page);
    assertThat(html)
        .contains(
            "&lt;b&gt;bold&lt;/b&gt; &amp; bought",
            "<b>3</b>version",
            "<b>6</b>rows",
            "Files by size",
            "day=d0",
            "CREATE TABLE",
            "default-src 'none'")
        .doesNotContain("<b>bold", "<script", "src=", "href=", "url(");
  }
}
