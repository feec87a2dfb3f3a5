package io.moraine.cli;

import io.moraine.Rows;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;

/** Schemas of the tables that commands print. */
final class ResultTable {
  /** Text to text, such as a commit's metrics. */
  static final DataType TEXTS = new DataType.MapOf(Primitive.STRING, Primitive.STRING, true);

  private ResultTable() {}

  /** No rows yet, of pairs of a name and a type. */
  static Rows of(Object... namesAndTypes) {
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields.add(StructField.of((String) namesAndTypes[i], (DataType) namesAndTypes[i + 1]));
    }
    return Rows.of(StructType.of(fields));
  }
}
