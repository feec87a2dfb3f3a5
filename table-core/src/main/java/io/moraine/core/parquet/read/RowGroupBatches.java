package io.moraine.core.parquet.read;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.read.RowRanges.Range;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.parquet.schema.FileColumns;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads row group after row group. */
final class RowGroupBatches implements BatchReader {
  /** With more than one of so many rows wanted, a column is read as a whole. */
  private static final int DENSE = 4;

  private final ObjectReader in;
  private final Footer footer;
  private final StructType requested;
  private final ReadOptions options;
  private final StructType schema;
  private final List<NodeReader> nodes;
  private final List<LeafReader> leaves = new ArrayList<>();
  private final List<FileColumn> columns;
  private final Chunks chunks;
  private final Optional<RowSelection> filter;
  private final Probes probes;
  private final int[] selection;
  private int nextGroup;

  /** The position in the file of the group's first row. */
  private long groupFrom;

  /** The ranges of the group's rows that are left; the first may have been begun. */
  private final Deque<Range> ranges = new ArrayDeque<>();

  /** The row of the group that is next in all columns. */
  private long nextRow;

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
    this.filter = options.rowFilter().map(rows -> new RowSelection(rows, requested));
    this.probes =
        options
            .rowFilter()
            .map(rows -> Probes.of(rows, requested, options.matching(), in, footer, chunks))
            .orElse(Probes.NONE);
    this.selection = new int[filter.isPresent() ? options.batchRows() : 0];
    this.schema =
        options.positionColumn().map(name -> withPositions(requested, name)).orElse(requested);
    if (options.batches() == ReadOptions.Batches.PASSING) {
      leaves.forEach(LeafReader::pass);
    }
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
    while (true) {
      while (ranges.isEmpty()) {
        if (nextGroup == footer.rowGroups().size()) {
          return null;
        }
        startGroup(nextGroup++);
      }
      Range range = ranges.element();
      if (nextRow < range.from()) {
        long gap = range.from() - nextRow;
        leaves.forEach(leaf -> leaf.skip(gap));
        nextRow = range.from();
      }
      int rows = (int) Math.min(range.to() - nextRow, options.batchRows());
      ColumnBatch batch = batch(rows, groupStart() + nextRow);
      nextRow += rows;
      if (nextRow == range.to()) {
        ranges.remove();
      }
      if (batch != null) {
        return batch;
      }
    }
  }

  private long groupStart() {
    return groupFrom - footer.rowGroups().get(nextGroup - 1).rowCount();
  }

  /**
   * The wanted ones of the next {@code rows} rows, the first of which is {@code position}; null if
   * none is.
   */
  private ColumnBatch batch(int rows, long position) {
    ColumnVector[] vectors = new ColumnVector[schema.size()];
    int count = rows;
    if (filter.isPresent() && filter.get().isWorthAsking()) {
      List<ColumnVector> looked = new ArrayList<>();
      for (int column : filter.get().columns()) {
        vectors[column] = whole(nodes.get(column), rows);
        looked.add(vectors[column]);
      }
      count = filter.get().select(rows, looked, selection);
      if (count == 0) {
        for (int i = 0; i < nodes.size(); i++) {
          if (vectors[i] == null) {
            nodes.get(i).leaves().forEach(leaf -> leaf.skip(rows));
          }
        }
        return null;
      }
    }
    for (int i = 0; i < nodes.size(); i++) {
      if (count == rows) {
        vectors[i] = vectors[i] == null ? whole(nodes.get(i), rows) : vectors[i];
      } else if (vectors[i] != null) {
        vectors[i] = vectors[i].select(selection, count);
      } else {
        vectors[i] = selected(nodes.get(i), rows, count);
      }
    }
    if (options.positionColumn().isPresent()) {
      vectors[nodes.size()] = positions(position, rows, count);
    }
    return new ColumnBatch(schema, count, Arrays.asList(vectors));
  }

  private static ColumnVector whole(NodeReader node, int rows) {
    for (LeafReader leaf : node.leaves()) {
      leaf.load(rows);
    }
    return node.assemble(rows);
  }

  private ColumnVector selected(NodeReader node, int rows, int count) {
    if (count * DENSE > rows
        || node.leaves().stream().anyMatch(leaf -> leaf.leaf().maxRepetition() > 0)) {
      return whole(node, rows).select(selection, count);
    }
    for (LeafReader leaf : node.leaves()) {
      leaf.load(rows, selection, count);
    }
    return node.assemble(count);
  }

  private void startGroup(int ordinal) {
    long rows = footer.rowGroups().get(ordinal).rowCount();
    long first = groupFrom;
    groupFrom += rows;
    RowRanges wanted =
        RowRanges.of(
            Math.max(0, options.rows().from() - first),
            Math.min(rows, options.rows().to() - first));
    if (wanted.isEmpty() || !options.rowGroups().test(ordinal)) {
      return;
    }
    FooterStatistics statistics =
        new FooterStatistics(
            in.location(), footer, columns, ordinal, requested, options.matching());
    if (!options.filter().mayHoldWanted(statistics) || !probes.mayHoldWanted(ordinal)) {
      return;
    }
    PageIndexes indexes = new PageIndexes(in, footer, ordinal);
    wanted = PagePruning.wanted(options.filter(), statistics, indexes, wanted);
    if (wanted.isEmpty()) {
      return;
    }
    chunks.start(ordinal, leaves, wanted, indexes);
    nextRow = 0;
    filter.ifPresent(RowSelection::restart);
    ranges.addAll(wanted.ranges());
  }

  private LongVector positions(long first, int rows, int count) {
    long[] positions = new long[count];
    for (int i = 0; i < count; i++) {
      positions[i] = first + (count == rows ? i : selection[i]);
    }
    return new LongVector(DataType.Primitive.LONG, count, positions, null);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      chunks.close();
      leaves.forEach(leaf -> leaf.buffer().close());
    }
  }
}
