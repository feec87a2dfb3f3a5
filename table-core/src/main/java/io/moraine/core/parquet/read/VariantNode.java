package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.parquet.variant.ShreddedColumn;
import java.util.ArrayList;
import java.util.List;

/** A variant in columns of their own for some of its parts. */
final class VariantNode extends NodeReader {
  private final NodeReader metadata;
  private final StructNode parts;
  private final ShreddedColumn column;
  private final List<LeafReader> leaves = new ArrayList<>();

  VariantNode(NodeReader metadata, StructNode parts, ShreddedColumn column) {
    this.metadata = metadata;
    this.parts = parts;
    this.column = column;
    leaves.addAll(metadata.leaves());
    leaves.addAll(parts.leaves());
  }

  @Override
  List<LeafReader> leaves() {
    return leaves;
  }

  @Override
  LeafReader lead() {
    return metadata.lead();
  }

  @Override
  ColumnVector assemble(int slots) {
    StructVector vectors = (StructVector) parts.assemble(slots);
    ColumnVector headers = metadata.assemble(slots);
    try {
      return column.assemble(headers, vectors, vectors.validity());
    } catch (MalformedPage e) {
      throw metadata.lead().fault(e);
    }
  }
}
