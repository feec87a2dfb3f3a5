package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.parquet.codec.Compressor;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.store.ObjectWriter;
import io.moraine.core.type.StructType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes batches to one Parquet file. Not safe for use by several threads at once.
 *
 * <p>The file appears when {@link #finish()} returns; a writer closed before leaves none. After an
 * error it can only be closed.
 */
public final class ParquetWriter implements AutoCloseable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** Arrays may hold very much in few rows: then fewer are taken apart at once. */
  private static final int NESTED_STEP_ROWS = 1024;

  private enum State {
    OPEN,
    BROKEN,
    FINISHED,
    CLOSED
  }

  private final ObjectWriter out;
  private final StructType schema;
  private final WriteOptions options;
  private final Compressor compressor;
  private final List<ColumnWriter> leaves = new ArrayList<>();
  private final SchemaMapping mapping;
  private final Footer footer;
  private final int stepRows;
  private State state = State.OPEN;
  private long rows;
  private long groupRows;

  private ParquetWriter(ObjectWriter out, StructType schema, WriteOptions options) {
    this.out = out;
    this.schema = schema;
    this.options = options;
    BlockPool pool = new BlockPool();
    ColumnWriter.Scratch scratch = new ColumnWriter.Scratch();
    this.compressor = Compressor.of(options.compression());
    try {
      this.mapping =
          SchemaMapping.of(
              schema,
              options,
              leaf -> {
                leaves.add(new ColumnWriter(leaf, options, compressor, pool, scratch));
                return leaves.get(leaves.size() - 1);
              });
      boolean nested = leaves.stream().anyMatch(column -> column.leaf().maxRepetition() > 0);
      this.stepRows = Math.min(options.pageRows(), nested ? NESTED_STEP_ROWS : Integer.MAX_VALUE);
      this.footer = new Footer(mapping.elements(), leaves.size(), options);
      out.write(MAGIC, 0, MAGIC.length);
    } catch (RuntimeException e) {
      compressor.close();
      throw e;
    }
  }

  /**
   * Begins a file of {@code schema}'s columns, whose names are the physical ones, in {@code out},
   * which this writer finishes and closes.
   *
   * <p>Columns and fields of type void are left out. Field ids come from the metadata keys {@code
   * delta.columnMapping.id} and {@code parquet.field.id}.
   *
   * @throws InvalidInputException if a type cannot be in a file
   */
  public static ParquetWriter create(ObjectWriter out, StructType schema, WriteOptions options) {
    return new ParquetWriter(out, schema, options);
  }

  /**
   * Appends the batch's rows. Its columns are the schema's in order and type; names are not looked
   * at.
   *
   * @throws InvalidInputException if a type is another, or a value is null where the schema has
   *     none
   */
  public void write(ColumnBatch batch) {
    require(State.OPEN);
    BatchTypes.require(schema, batch);
    state = State.BROKEN;
    int from = 0;
    while (from < batch.rowCount()) {
      int step = (int) Math.min(stepRows, options.rowGroupRows() - groupRows);
      step = Math.min(step, batch.rowCount() - from);
      Entries entries = Entries.ofRows(from, step);
      for (int i = 0; i < mapping.columns().size(); i++) {
        mapping.columns().get(i).write(batch.column(mapping.ordinal(i)), entries, rows);
      }
      from += step;
      rows += step;
      groupRows += step;
      if (groupRows >= options.rowGroupRows() || heldBytes() >= options.rowGroupBytes()) {
        finishRowGroup();
      }
    }
    state = State.OPEN;
  }

  private long heldBytes() {
    long bytes = 0;
    for (ColumnWriter leaf : leaves) {
      bytes += leaf.heldBytes();
    }
    return bytes;
  }

  /** How many rows were written. */
  public long rowCount() {
    return rows;
  }

  /** About how large the file would be, finished now; the pages in progress count uncompressed. */
  public long bytesSoFar() {
    return out.position() + heldBytes();
  }

  private void finishRowGroup() {
    List<ChunkSummary> chunks = new ArrayList<>(leaves.size());
    for (ColumnWriter leaf : leaves) {
      chunks.add(leaf.finishChunk(out));
    }
    footer.addRowGroup(chunks, groupRows);
    groupRows = 0;
  }

  /** Writes what is left, and has the file appear. */
  public WrittenFile finish() {
    require(State.OPEN);
    state = State.BROKEN;
    if (groupRows > 0) {
      finishRowGroup();
    }
    footer.writeTo(out, rows);
    out.write(MAGIC, 0, MAGIC.length);
    long size = out.position();
    out.finish();
    state = State.FINISHED;
    Map<List<String>, ColumnStatistics> statistics = new LinkedHashMap<>();
    mapping.columns().forEach(column -> column.collect(statistics::put));
    return new WrittenFile(size, rows, statistics);
  }

  private void require(State expected) {
    if (state != expected) {
      throw new IllegalStateException(
          "The writer of %s is %s"
              .formatted(out.location(), state.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Gives up a file that is not finished; otherwise only what the writer holds. */
  @Override
  public void close() {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      compressor.close();
      out.close();
    }
  }
}
