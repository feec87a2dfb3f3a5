package io.moraine.core.parquet.read;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.parquet.schema.FileColumns;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;

/** Reads row group after row group. */
final class RowGroupBatches implements BatchReader {
  private final ObjectReader in;
  private final Footer footer;
  private final StructType requested;
  private final ReadOptions options;
  private final StructType schema;
  private final List<NodeReader> nodes;
  private final List<LeafReader> leaves = new ArrayList<>();
  private final List<FileColumn> columns;
  private final Chunks chunks;
  private int nextGroup;
  private long groupFrom;
  private long rowsBefore;
  private long rowsLeft;
  private boolean closed;

  RowGroupBatches(ObjectReader in, Footer footer, StructType requested, ReadOptions options) {
    this.in = in;
    this.footer = footer;
    this.requested = requested;
    this.options = options;
    this.columns = FileColumns.of(footer.schema());
    this.nodes = new Planner(in.location(), options.matching()).plan(requested, footer.schema());
    nodes.forEach(node -> leaves.addAll(node.leaves()));
    this.chunks = new Chunks(in, footer, options);
    this.schema =
        options.positionColumn().map(name -> withPositions(requested, name)).orElse(requested);
  }

  private static StructType withPositions(StructType requested, String name) {
    List<StructField> fields = new ArrayList<>(requested.fields());
    fields.add(StructField.required(name, DataType.Primitive.LONG));
    return StructType.ofResult(fields);
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public ColumnBatch next() {
    if (closed) {
      throw new IllegalStateException(
          "The reader of %s was closed; open another".formatted(in.location()));
    }
    while (rowsLeft == 0) {
      if (nextGroup == footer.rowGroups().size()) {
        return null;
      }
      startGroup(nextGroup++);
    }
    int rows = (int) Math.min(rowsLeft, options.batchRows());
    List<ColumnVector> vectors = new ArrayList<>(schema.size());
    for (NodeReader node : nodes) {
      for (LeafReader leaf : node.leaves()) {
        leaf.load(rows);
      }
      vectors.add(node.assemble(rows));
    }
    if (options.positionColumn().isPresent()) {
      vectors.add(positions(rows));
    }
    rowsLeft -= rows;
    rowsBefore += rows;
    return new ColumnBatch(schema, rows, vectors);
  }

  private void startGroup(int ordinal) {
    long rows = footer.rowGroups().get(ordinal).rowCount();
    long first = groupFrom;
    groupFrom += rows;
    if (rows == 0
        || !options.rowGroups().test(ordinal)
        || !options
            .filter()
            .mayHoldWanted(
                new FooterStatistics(
                    in.location(), footer, columns, ordinal, requested, options.matching()))) {
      return;
    }
    long from = Math.max(first, options.rows().from());
    long to = Math.min(first + rows, options.rows().to());
    if (from >= to) {
      return;
    }
    chunks.start(ordinal, leaves);
    for (LeafReader leaf : leaves) {
      leaf.skip(from - first);
    }
    rowsBefore = from;
    rowsLeft = to - from;
  }

  private LongVector positions(int rows) {
    long[] positions = new long[rows];
    for (int i = 0; i < rows; i++) {
      positions[i] = rowsBefore + i;
    }
    return new LongVector(DataType.Primitive.LONG, rows, positions, null);
  }

  @Override
  public void close() {
    closed = true;
    chunks.close();
  }
}
