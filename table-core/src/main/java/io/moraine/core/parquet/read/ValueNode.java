package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.parquet.decode.MalformedPage;
import java.util.List;

/** One column of the file. */
final class ValueNode extends NodeReader {
  private final LeafReader leaf;
  private final Conversion conversion;

  ValueNode(LeafReader leaf, Conversion conversion) {
    this.leaf = leaf;
    this.conversion = conversion;
  }

  @Override
  List<LeafReader> leaves() {
    return List.of(leaf);
  }

  @Override
  LeafReader lead() {
    return leaf;
  }

  @Override
  ColumnVector assemble(int slots) {
    ColumnVector raw = leaf.vector();
    if (raw.size() != slots) {
      throw leaf.fault(
          new MalformedPage(
              "by its levels there are %d values, by its neighbours' %d"
                  .formatted(raw.size(), slots)));
    }
    try {
      return conversion.apply(raw);
    } catch (MalformedPage | IndexOutOfBoundsException e) {
      throw leaf.fault(e);
    }
  }
}
