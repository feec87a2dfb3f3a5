package io.moraine.engine.file;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.csv.CsvFile;
import java.util.ArrayList;
import java.util.List;

/** The schema that several CSV files have in common. */
final class CsvSchemas {
  private CsvSchemas() {}

  /** Types that differ are widened; names must be the same, in any order. */
  static StructType common(List<CsvFile> files) {
    StructType common = files.get(0).guessSchema();
    for (CsvFile file : files.subList(1, files.size())) {
      StructType other = file.guessSchema();
      boolean same =
          other.size() == common.size()
              && common.names().stream().allMatch(name -> other.ordinalOf(name).isPresent());
      if (!same) {
        throw new InvalidInputException(
            "Cannot read %s beside %s: expected the columns %s, found %s"
                .formatted(
                    file.file().location(),
                    files.get(0).file().location(),
                    String.join(", ", common.names()),
                    String.join(", ", other.names())));
      }
      List<StructField> fields = new ArrayList<>();
      for (StructField field : common.fields()) {
        fields.add(field.withType(wider(field.type(), other.field(field.name()).type())));
      }
      common = StructType.of(fields);
    }
    return common;
  }

  private static DataType wider(DataType left, DataType right) {
    if (left.equals(right)) {
      return left;
    } else if (!left.isNumeric() || !right.isNumeric()) {
      return Primitive.STRING;
    }
    return left == Primitive.DOUBLE || right == Primitive.DOUBLE
        ? Primitive.DOUBLE
        : Primitive.LONG;
  }
}
