package io.moraine.cli.print;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.StructField;
import java.io.PrintWriter;
import java.util.List;

/**
 * One JSON object a line: numbers as numbers, decimals and what is not finite as strings, bytes in
 * base64, times in ISO 8601 with their zone.
 */
final class JsonPrinter implements ResultPrinter {
  private final PrintWriter out;

  JsonPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public long print(BatchReader rows) {
    Lines lines = new Lines(out);
    List<StructField> fields = rows.schema().fields();
    long count = 0;
    for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
      for (int row = 0; row < batch.rowCount(); row++) {
        JsonWriter json = new JsonWriter().beginObject();
        for (int i = 0; i < fields.size(); i++) {
          json.name(fields.get(i).name());
          ValueText.writeJson(json, batch.column(i).value(row), fields.get(i).type());
        }
        lines.text().append(json.endObject()).append('\n');
      }
      count += batch.rowCount();
      if (!lines.printMuch()) {
        return count;
      }
    }
    lines.printAll();
    return count;
  }
}
