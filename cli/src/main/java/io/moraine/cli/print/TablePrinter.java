package io.moraine.cli.print;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Aligned columns: numbers to the right, all else to the left.
 *
 * <p>Widths are those of the first {@value #MEASURED_ROWS} rows; what is wider later is cut, as is
 * what would make lines longer than the limit.
 */
final class TablePrinter implements ResultPrinter {
  private static final int MEASURED_ROWS = 10_000;
  private static final int LEAST_WIDTH = 8;
  private static final String BETWEEN = " | ";

  private final PrintWriter out;
  private final int maxWidth;

  /** Prints lines of up to {@code maxWidth} columns, as far as that can be. */
  TablePrinter(PrintWriter out, int maxWidth) {
    this.out = out;
    this.maxWidth = maxWidth;
  }

  @Override
  public long print(BatchReader rows) {
    List<StructField> fields = rows.schema().fields();
    List<ColumnBatch> measured = new ArrayList<>();
    long count = 0;
    ColumnBatch batch = rows.next();
    for (; batch != null && count < MEASURED_ROWS; batch = rows.next()) {
      measured.add(batch);
      count += batch.rowCount();
    }
    boolean more = batch != null;
    int[] widths = widths(fields, measured, more);
    Lines lines = new Lines(out);
    header(lines.text(), fields, widths);
    for (ColumnBatch known : measured) {
      if (!append(lines, known, fields, widths)) {
        return count;
      }
    }
    for (; batch != null; batch = rows.next()) {
      count += batch.rowCount();
      if (!append(lines, batch, fields, widths)) {
        return count;
      }
    }
    lines.printAll();
    return count;
  }

  private int[] widths(List<StructField> fields, List<ColumnBatch> measured, boolean more) {
    int[] widths = new int[fields.size()];
    for (int i = 0; i < widths.length; i++) {
      DataType type = fields.get(i).type();
      widths[i] = Math.max(1, Cell.width(Cell.oneLine(fields.get(i).name())));
      for (ColumnBatch batch : measured) {
        for (int row = 0; row < batch.rowCount(); row++) {
          widths[i] = Math.max(widths[i], Cell.width(Cell.of(batch.column(i).value(row), type)));
        }
      }
      if (more && type.isNumeric()) {
        // A cut number would be a wrong one.
        widths[i] = Math.max(widths[i], type == DataType.Primitive.INTEGER ? 11 : 20);
      }
    }
    fit(fields, widths);
    return widths;
  }

  /** Takes from the widest columns that are not numbers until the lines are short enough. */
  private void fit(List<StructField> fields, int[] widths) {
    long total = 2L + (long) BETWEEN.length() * (widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    while (total > maxWidth) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        boolean may = widths[i] > LEAST_WIDTH && !fields.get(i).type().isNumeric();
        if (may && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      total--;
    }
  }

  private static void header(StringBuilder text, List<StructField> fields, int[] widths) {
    StringBuilder rule = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? " " : BETWEEN);
      boolean right = fields.get(i).type().isNumeric();
      Cell.append(line, Cell.oneLine(fields.get(i).name()), widths[i], right);
      rule.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
    }
    end(text, line);
    end(text, rule);
  }

  private static boolean append(
      Lines lines, ColumnBatch batch, List<StructField> fields, int[] widths) {
    for (int row = 0; row < batch.rowCount(); row++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(i == 0 ? " " : BETWEEN);
        DataType type = fields.get(i).type();
        Cell.append(line, Cell.of(batch.column(i).value(row), type), widths[i], type.isNumeric());
      }
      end(lines.text(), line);
    }
    return lines.printMuch();
  }

  private static void end(StringBuilder text, StringBuilder line) {
    int length = line.length();
    while (length > 0 && line.charAt(length - 1) == ' ') {
      length--;
    }
    text.append(line, 0, length).append('\n');
  }
}
