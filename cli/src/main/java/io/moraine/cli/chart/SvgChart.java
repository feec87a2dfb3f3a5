package io.moraine.cli.chart;

import java.util.List;
import java.util.Locale;

/** A series as an SVG picture that needs nothing but itself. */
public final class SvgChart {
  private static final int WIDTH = 720;
  private static final int ROW = 22;
  private static final int LABELS = 180;
  private static final int NUMBERS = 90;
  private static final int HEIGHT = 240;
  private static final String INK = "#27476e";

  private SvgChart() {}

  /** A bar a value. */
  public static String bars(Series series) {
    int height = ROW * series.labels().size() + 8;
    double span = Math.max(series.greatest() - series.least(), Double.MIN_NORMAL);
    int room = WIDTH - LABELS - NUMBERS;
    double zero = LABELS - series.least() / span * room;
    StringBuilder svg = open(height);
    for (int i = 0; i < series.labels().size(); i++) {
      double value = series.values().get(i);
      double length = Double.isFinite(value) ? Math.abs(value) / span * room : 0;
      int y = 4 + i * ROW;
      text(svg, LABELS - 8, y + 15, "end", shortened(series.labels().get(i)));
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
              value < 0 ? zero - length : zero,
              y + 3,
              length,
              ROW - 6,
              INK));
      text(
          svg,
          zero + Math.max(0, value < 0 ? 0 : length) + 6,
          y + 15,
          "start",
          TextChart.number(value));
    }
    return svg.append("</svg>\n").toString();
  }

  /** The values joined by a line, from left to right. */
  public static String line(Series series) {
    List<Double> values = series.values();
    double least = series.least();
    double span = Math.max(series.greatest() - least, Double.MIN_NORMAL);
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      if (Double.isFinite(values.get(i))) {
        double x = 60 + (WIDTH - 80.0) * i / Math.max(1, values.size() - 1);
        double y = HEIGHT - 30 - (values.get(i) - least) / span * (HEIGHT - 50);
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      }
    }
    StringBuilder svg = open(HEIGHT);
    svg.append(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n"
            .formatted(INK, points.toString().strip()));
    text(svg, 54, 24, "end", TextChart.number(series.greatest()));
    text(svg, 54, HEIGHT - 26, "end", TextChart.number(least));
    if (!values.isEmpty()) {
      text(svg, 60, HEIGHT - 8, "start", shortened(series.labels().get(0)));
      text(svg, WIDTH - 20, HEIGHT - 8, "end", shortened(series.labels().get(values.size() - 1)));
    }
    return svg.append("</svg>\n").toString();
  }

  private static StringBuilder open(int height) {
    return new StringBuilder(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n")
            .formatted(WIDTH, height, WIDTH, height));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            escaped(text)));
  }

  private static String shortened(String text) {
    return text.length() <= 28 ? text : text.substring(0, 27) + "…";
  }

  /** Text that stands for itself in XML and HTML. */
  public static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(c < ' ' || c == 0x7f ? ' ' : c);
              }
            });
    return safe.toString();
  }
}
