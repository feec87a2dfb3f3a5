package io.moraine.cli.print;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.type.StructField;
import java.io.PrintWriter;
import java.util.List;

/** RFC 4180 with a header. A null is an empty field; an empty string is quoted. */
final class CsvPrinter implements ResultPrinter {
  private static final String LINE_END = "\r\n";

  private final PrintWriter out;

  CsvPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public long print(BatchReader rows) {
    Lines lines = new Lines(out);
    StringBuilder text = lines.text();
    List<StructField> fields = rows.schema().fields();
    for (int i = 0; i < fields.size(); i++) {
      text.append(i == 0 ? "" : ",");
      append(text, fields.get(i).name());
    }
    text.append(LINE_END);
    long count = 0;
    for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
      for (int row = 0; row < batch.rowCount(); row++) {
        for (int i = 0; i < fields.size(); i++) {
          text.append(i == 0 ? "" : ",");
          ColumnVector column = batch.column(i);
          if (!column.isNull(row)) {
            append(text, ValueText.plain(column.value(row), fields.get(i).type()));
          }
        }
        text.append(LINE_END);
      }
      count += batch.rowCount();
      if (!lines.printMuch()) {
        return count;
      }
    }
    lines.printAll();
    return count;
  }

  private static void append(StringBuilder text, String value) {
    boolean quoted = value.isEmpty();
    for (int i = 0; i < value.length() && !quoted; i++) {
      char c = value.charAt(i);
      quoted = c == '"' || c == ',' || c == '\n' || c == '\r';
    }
    if (quoted) {
      text.append('"').append(value.replace("\"", "\"\"")).append('"');
    } else {
      text.append(value);
    }
  }
}
