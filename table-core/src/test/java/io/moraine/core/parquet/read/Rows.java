package io.moraine.core.parquet.read;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows as lists of values that can be compared: bytes are hexadecimal. */
final class Rows {
  private Rows() {}

  /** All rows of {@code reader}, which is closed. */
  static List<List<Object>> of(BatchReader reader) {
    List<List<Object>> rows = new ArrayList<>();
    try (reader) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<Object> values = new ArrayList<>();
          for (ColumnVector column : batch.columns()) {
            values.add(comparable(column.value(row)));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  /** All values of the first column of {@code reader}, which is closed. */
  static List<Object> firstColumn(BatchReader reader) {
    List<Object> values = new ArrayList<>();
    of(reader).forEach(row -> values.add(row.get(0)));
    return values;
  }

  static Object comparable(Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    } else if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(comparable(element)));
      return copy;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, entry) -> copy.put(comparable(key), comparable(entry)));
      return copy;
    }
    return value;
  }

  static List<Object> row(Object... values) {
    return new ArrayList<>(Arrays.asList(values));
  }
}
