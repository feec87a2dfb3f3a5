package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Parallel;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.parquet.crypto.Encryption;
import io.moraine.core.parquet.crypto.FileEncryption;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.store.ObjectWriter;
import io.moraine.core.type.StructType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Writes batches to one Parquet file. Not safe for use by several threads at once.
 *
 * <p>The file appears when {@link #finish()} returns; a writer closed before leaves none. After an
 * error it can only be closed.
 */
public final class ParquetWriter implements AutoCloseable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED_MAGIC = "PARE".getBytes(StandardCharsets.US_ASCII);

  /** What encrypts a page knows its ordinal in 15 bits; a batch must not bring as many as left. */
  private static final int MOST_ENCRYPTED_PAGES = 16 << 10;

  /** Arrays may hold very much in few rows: then fewer are taken apart at once. */
  private static final int NESTED_STEP_ROWS = 1024;

  /** Fewer values are encoded before another thread has woken up. */
  private static final int VALUES_WORTH_THREADS = 8192;

  private enum State {
    OPEN,
    BROKEN,
    FINISHED,
    CLOSED
  }

  private final ObjectWriter out;
  private final StructType schema;
  private final WriteOptions options;
  private final PageCompressors compressors;
  private final Optional<FileEncryption> encryption;
  private final byte[] magic;
  private final List<ColumnWriter> leaves = new ArrayList<>();
  private final SchemaMapping mapping;
  private final Footer footer;
  private final int stepRows;
  private final ColumnTasks columnTasks;
  private final ColumnTasks leafTasks;

  /** Which of the schema's columns each leaf is of. */
  private final int[] columnOfLeaf;

  private State state = State.OPEN;
  private long rows;
  private long groupRows;

  private ParquetWriter(
      ObjectWriter out, StructType schema, WriteOptions options, Parallel parallel) {
    this.out = out;
    this.schema = schema;
    this.options = options;
    BlockPool pool = new BlockPool();
    this.compressors = new PageCompressors(options.compression());
    this.encryption = options.encryption().map(Encryption::newFile);
    this.magic =
        encryption.isPresent() && !encryption.get().isFooterPlain() ? ENCRYPTED_MAGIC : MAGIC;
    try {
      this.mapping =
          SchemaMapping.of(
              schema,
              options,
              leaf -> {
                Optional<FileEncryption.Column> cipher =
                    encryption.flatMap(file -> file.column(leaf.path(), leaves.size()));
                leaves.add(new ColumnWriter(leaf, options, compressors, pool, cipher));
                return leaves.get(leaves.size() - 1);
              });
      boolean nested = leaves.stream().anyMatch(column -> column.leaf().maxRepetition() > 0);
      this.stepRows = Math.min(options.pageRows(), nested ? NESTED_STEP_ROWS : Integer.MAX_VALUE);
      this.columnTasks = new ColumnTasks(parallel, mapping.columns().size());
      this.leafTasks = new ColumnTasks(parallel, leaves.size());
      this.columnOfLeaf = columnOfLeaf(mapping, leaves);
      this.footer = new Footer(mapping.elements(), leaves, options, encryption);
      out.write(magic, 0, magic.length);
    } catch (RuntimeException e) {
      compressors.close();
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
    return create(out, schema, options, Parallel.NONE);
  }

  /**
   * The same, with columns encoded and compressed by several threads at once within the calls of
   * this writer's methods. The file's bytes do not depend on how many there are.
   *
   * @throws InvalidInputException if a type cannot be in a file
   */
  public static ParquetWriter create(
      ObjectWriter out, StructType schema, WriteOptions options, Parallel parallel) {
    return new ParquetWriter(out, schema, options, parallel);
  }

  private static int[] columnOfLeaf(SchemaMapping mapping, List<ColumnWriter> leaves) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < mapping.columns().size(); i++) {
      columns.put(mapping.columns().get(i).path.get(0), i);
    }
    return leaves.stream().mapToInt(leaf -> columns.get(leaf.leaf().path().get(0))).toArray();
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
      append(batch, Entries.ofRows(from, step));
      from += step;
      rows += step;
      groupRows += step;
      if (groupRows >= options.rowGroupRows()
          || heldBytes() >= options.rowGroupBytes()
          || hasManyEncryptedPages()) {
        finishRowGroup();
      }
    }
    state = State.OPEN;
  }

  private void append(ColumnBatch batch, Entries entries) {
    IntConsumer column =
        i -> mapping.columns().get(i).write(batch.column(mapping.ordinal(i)), entries, rows);
    if ((long) entries.count() * leaves.size() < VALUES_WORTH_THREADS) {
      columnTasks.inTurn(column);
      return;
    }
    columnTasks.atOnce(column);
    long[] bytes = new long[mapping.columns().size()];
    for (int i = 0; i < leaves.size(); i++) {
      bytes[columnOfLeaf[i]] += leaves.get(i).heldBytes();
    }
    columnTasks.largestFirst(bytes);
  }

  private boolean hasManyEncryptedPages() {
    return encryption.isPresent()
        && leaves.stream().anyMatch(leaf -> leaf.pageCount() > MOST_ENCRYPTED_PAGES);
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
    leafTasks.atOnce(i -> leaves.get(i).completeChunk());
    List<ChunkSummary> chunks = new ArrayList<>(leaves.size());
    for (ColumnWriter leaf : leaves) {
      chunks.add(leaf.writeChunk(out));
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
    out.write(magic, 0, magic.length);
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
      compressors.close();
      out.close();
    }
  }
}
