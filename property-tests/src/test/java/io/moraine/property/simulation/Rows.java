package io.moraine.property.simulation;

import io.moraine.property.model.Row;
import java.util.List;

/** Rows of the model, as sessions print them. */
final class Rows {
  private Rows() {}

  static List<String> texts(List<Row> rows) {
    return rows.stream().map(Row::text).sorted().toList();
  }
}
