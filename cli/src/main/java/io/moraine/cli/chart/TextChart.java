package io.moraine.cli.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.WCWidth;

/** A series as lines of text. */
public final class TextChart {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
  private static final String HEIGHTS = "▁▂▃▄▅▆▇█";
  private static final int LONGEST_LABEL = 32;

  private TextChart() {}

  /** A bar a value, each with its label before and its number after, in up to {@code width}. */
  public static List<String> bars(Series series, int width) {
    int labels = 0;
    int numbers = 0;
    for (int i = 0; i < series.labels().size(); i++) {
      labels = Math.max(labels, Math.min(LONGEST_LABEL, columns(series.labels().get(i))));
      numbers = Math.max(numbers, number(series.values().get(i)).length());
    }
    int room = Math.max(8, width - labels - numbers - 3);
    double least = series.least();
    double span = Math.max(series.greatest() - least, Double.MIN_NORMAL);
    int zero = (int) Math.round(-least / span * room);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < series.labels().size(); i++) {
      double value = series.values().get(i);
      lines.add(
          "%s %s %s"
              .formatted(
                  padded(series.labels().get(i), labels),
                  bar(value, span, room, zero),
                  " ".repeat(numbers - number(value).length()) + number(value))
              .stripTrailing());
    }
    return lines;
  }

  private static String bar(double value, double span, int room, int zero) {
    if (!Double.isFinite(value)) {
      return " ".repeat(room);
    }
    if (value < 0) {
      int cells = Math.min(zero, (int) Math.round(-value / span * room));
      return " ".repeat(zero - cells) + "█".repeat(cells) + " ".repeat(room - zero);
    }
    int eighths = (int) Math.round(value / span * room * 8);
    int full = Math.min(room - zero, eighths / 8);
    int part = full < room - zero ? eighths % 8 : 0;
    // What is there is seen.
    boolean sliver = value > 0 && full == 0 && part == 0;
    String bar = "█".repeat(full) + (part > 0 || sliver ? EIGHTHS.charAt(Math.max(1, part)) : "");
    return " ".repeat(zero) + bar + " ".repeat(Math.max(0, room - zero - bar.length()));
  }

  /** The values as one line of blocks, of which each stands for as many as make it fit. */
  public static String sparkline(Series series, int width) {
    List<Double> values = series.values();
    int cells = Math.min(width, values.size());
    double least = values.stream().mapToDouble(v -> v).filter(Double::isFinite).min().orElse(0);
    double most = values.stream().mapToDouble(v -> v).filter(Double::isFinite).max().orElse(0);
    StringBuilder line = new StringBuilder();
    for (int cell = 0; cell < cells; cell++) {
      int from = (int) ((long) cell * values.size() / cells);
      int to = (int) ((long) (cell + 1) * values.size() / cells);
      double mean =
          values.subList(from, to).stream()
              .mapToDouble(v -> v)
              .filter(Double::isFinite)
              .average()
              .orElse(Double.NaN);
      if (Double.isNaN(mean)) {
        line.append(' ');
      } else {
        double part = most > least ? (mean - least) / (most - least) : 0.5;
        line.append(HEIGHTS.charAt((int) Math.min(7, part * 8)));
      }
    }
    return line.toString();
  }

  /** As few digits as tell it. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "";
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static int columns(String text) {
    return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
  }

  private static String padded(String text, int width) {
    StringBuilder fitted = new StringBuilder();
    int used = 0;
    for (int c : text.codePoints().toArray()) {
      int more = Math.max(0, WCWidth.wcwidth(c));
      if (used + more > width) {
        break;
      }
      fitted.appendCodePoint(c);
      used += more;
    }
    return fitted + " ".repeat(width - used);
  }
}
