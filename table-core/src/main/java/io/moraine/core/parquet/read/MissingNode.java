package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.DataType;
import java.util.List;

/** A part that the file does not have: null. */
final class MissingNode extends NodeReader {
  private final DataType type;
  private ColumnVector nulls;

  MissingNode(DataType type) {
    this.type = type;
  }

  @Override
  List<LeafReader> leaves() {
    return List.of();
  }

  @Override
  LeafReader lead() {
    return null;
  }

  @Override
  ColumnVector assemble(int slots) {
    if (nulls == null || nulls.size() != slots) {
      nulls = Vectors.nulls(type, slots);
    }
    return nulls;
  }
}
