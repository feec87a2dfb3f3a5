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

  /** A type that is longer makes no column wider. */
  private static final int LONGEST_TYPE = 13;

  private final PrintWriter out;
  private final int maxWidth;
  private final TableLook look;

  /** Prints lines of up to {@code maxWidth} columns, as far as that can be. */
  TablePrinter(PrintWriter out, int maxWidth, TableLook look) {
    this.out = out;
    this.maxWidth = maxWidth;
    this.look = look;
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
      if (look.hasTypes()) {
        widths[i] = Math.max(widths[i], Math.min(LONGEST_TYPE, type.sql().length()));
      }
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

  private void header(StringBuilder text, List<StructField> fields, int[] widths) {
    StringBuilder rule = new StringBuilder();
    StringBuilder line = new StringBuilder();
    StringBuilder types = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      DataType type = fields.get(i).type();
      String name = Cell.fitted(Cell.oneLine(fields.get(i).name()), widths[i], type.isNumeric());
      String typeName = Cell.fitted(Cell.oneLine(type.sql()), widths[i], type.isNumeric());
      line.append(i == 0 ? " " : BETWEEN).append(look.bold(name));
      types.append(i == 0 ? " " : BETWEEN).append(look.faint(typeName));
      rule.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
    }
    end(text, line);
    if (look.hasTypes()) {
      end(text, types);
    }
    end(text, rule);
  }

  private boolean append(Lines lines, ColumnBatch batch, List<StructField> fields, int[] widths) {
    for (int row = 0; row < batch.rowCount(); row++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(i == 0 ? " " : BETWEEN);
        DataType type = fields.get(i).type();
        Object value = batch.column(i).value(row);
        String cell = Cell.fitted(Cell.of(value, type), widths[i], type.isNumeric());
        line.append(value == null ? look.faint(cell) : cell);
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
