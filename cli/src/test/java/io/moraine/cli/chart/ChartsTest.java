package io.moraine.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ChartsTest {
  @Test
  void barsAreAsLongAsTheirNumbers() {
    Series series = new Series(List.of("a", "bb", "c", "d"), List.of(8.0, 4.0, 0.0, Double.NaN));

    assertThat(TextChart.bars(series, 15))
        .containsExactly("a  █████████ 8", "bb ████▌     4", "c            0", "d");
  }

  @Test
  void negativeNumbersGoToTheLeft() {
    Series series = new Series(List.of("a", "b"), List.of(-5.0, 5.0));

    assertThat(TextChart.bars(series, 16)).containsExactly("a █████      -5", "b      █████  5");
  }

  @Test
  void theSmallestNumberIsSeen() {
    Series series = new Series(List.of("a", "b"), List.of(1e9, 1.0));

    assertThat(TextChart.bars(series, 30).get(1)).contains("▏").endsWith(" 1");
  }

  @Test
  void aLineOfBlocksGoesUpAndDown() {
    assertThat(TextChart.sparkline(series(0, 1, 2, 3, 4, 5, 6, 7, 0), 80)).isEqualTo("▁▂▃▄▅▆▇█▁");
    assertThat(TextChart.sparkline(series(5, 5), 80)).isEqualTo("▅▅");
    assertThat(TextChart.sparkline(series(0, 0, 7, 7), 2)).isEqualTo("▁█");
    assertThat(TextChart.sparkline(series(), 80)).isEmpty();
  }

  private static Series series(double... values) {
    return new Series(
        java.util.stream.IntStream.range(0, values.length).mapToObj(String::valueOf).toList(),
        java.util.stream.DoubleStream.of(values).boxed().toList());
  }

  @Test
  void numbersAreCountedByClass() {
    Series counted =
        Series.histogram(
            List.of(0L, 9L, 10L, 99L, 100L), new long[] {10, 100}, List.of("x", "y", "z"));

    assertThat(counted.values()).containsExactly(2.0, 2.0, 1.0);
  }

  @Test
  void picturesAreXmlWhateverTheLabels() throws Exception {
    Series odd = new Series(List.of("<b> & \"q\"\u0007", "x".repeat(100)), List.of(1.5, -2.0));

    for (String svg : List.of(SvgChart.bars(odd), SvgChart.line(odd), SvgChart.line(series()))) {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
      assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    }
  }

  @Test
  void eachValueHasALabel() {
    assertThatThrownBy(() -> new Series(List.of(), List.of(1.0)))
        .hasMessage("A series needs a label a value, got 0 and 1");
  }
}
