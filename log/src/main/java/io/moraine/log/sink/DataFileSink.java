package io.moraine.log.sink;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches of a table's rows to data files: each partition's rows to its own, without the
 * partition columns, with statistics. Not safe for use by several threads at once.
 *
 * <p>Rows are written as they come, neither sorted nor held back: a write to more partitions at
 * once than {@link SinkOptions#maxOpenFiles} leaves smaller files, so sort by partition before
 * where there are many.
 *
 * <p>{@link #finish} gives the files, to be committed. A sink that is closed before it, or fails,
 * leaves none of its files behind, as far as the store lets it.
 */
public final class DataFileSink implements AutoCloseable {
  private final ObjectStore store;
  private final StructType schema;
  private final SinkOptions options;
  private final NotNullCheck notNull;
  private final PartitionSplitter splitter;
  private final DataFiles files;
  private final int[] fileOrdinals;

  /** By partition values; the one written to last comes last. */
  private final Map<List<@Nullable String>, DataFile> open = new LinkedHashMap<>(16, 0.75f, true);

  private final List<AddFile> written = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private long rows;
  private boolean finished;

  private DataFileSink(
      ObjectStore store, Environment environment, Metadata metadata, SinkOptions options) {
    this.store = store;
    this.schema = metadata.parseSchema();
    this.options = options;
    String table = store.root().toString();
    this.notNull = new NotNullCheck(table, schema);
    int[] partitionOrdinals =
        metadata.partitionColumns().stream().mapToInt(schema::ordinal).toArray();
    this.splitter = new PartitionSplitter(partitionOrdinals);
    List<StructField> fields = new ArrayList<>();
    this.fileOrdinals = fileOrdinals(schema, partitionOrdinals, options.layout(), fields);
    if (fields.isEmpty()) {
      throw new UnsupportedFeatureException(
          "Cannot write to %s: no column is left for its data files, as all are partition columns or of type void"
              .formatted(table));
    }
    this.files = new DataFiles(store, environment, metadata, StructType.of(fields), options);
  }

  /**
   * A sink for a table with {@code metadata} at the root of {@code store}.
   *
   * @throws UnsupportedFeatureException if no column is left for data files
   */
  public static DataFileSink open(
      ObjectStore store, Environment environment, Metadata metadata, SinkOptions options) {
    return new DataFileSink(store, environment, metadata, options);
  }

  /**
   * Which of a batch's columns go to data files, in order; their fields are added to {@code
   * fields}.
   */
  private static int[] fileOrdinals(
      StructType schema, int[] partitionOrdinals, SinkLayout layout, List<StructField> fields) {
    List<Integer> ordinals = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      if (schema.field(i).type() != DataType.Primitive.VOID) {
        ordinals.add(i);
      }
    }
    for (int ordinal : partitionOrdinals) {
      ordinals.remove((Integer) ordinal);
    }
    if (layout.partitions() == SinkLayout.PartitionColumns.WRITTEN && !ordinals.isEmpty()) {
      for (int ordinal : partitionOrdinals) {
        ordinals.add(ordinal);
      }
    }
    ordinals.forEach(ordinal -> fields.add(schema.field(ordinal)));
    if (!ordinals.isEmpty()) {
      for (int i = 0; i < layout.extraColumns().size(); i++) {
        ordinals.add(schema.size() + i);
        fields.add(layout.extraColumns().get(i));
      }
    }
    return ordinals.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How many rows were written. */
  public long rowCount() {
    return rows;
  }

  /**
   * Writes the batch's rows; its columns are the table's, in order and type, then those that the
   * layout adds.
   *
   * @throws InvalidInputException if they are not, or if a row has NULL where a column is NOT NULL
   */
  public void write(ColumnBatch batch) {
    requireOpen();
    requireColumns(batch);
    notNull.check(batch, rows);
    for (PartitionSplitter.Part part : splitter.split(batch)) {
      write(part);
    }
    rows += batch.rowCount();
  }

  private void write(PartitionSplitter.Part part) {
    DataFile file = open.get(part.values());
    if (file == null) {
      if (open.size() >= options.maxOpenFiles()) {
        endFirst();
      }
      file = files.begin(part.values());
      keys.add(file.key());
      open.put(part.values(), file);
    }
    List<ColumnVector> columns = new ArrayList<>(fileOrdinals.length);
    for (int ordinal : fileOrdinals) {
      columns.add(part.rows().column(ordinal));
    }
    file.write(new ColumnBatch(files.schema(), part.rows().rowCount(), columns));
    if (file.bytesSoFar() >= options.targetFileBytes()) {
      open.remove(part.values());
      end(file);
    } else {
      limitMemory();
    }
  }

  private void limitMemory() {
    long held = 0;
    Map.@Nullable Entry<List<@Nullable String>, DataFile> largest = null;
    for (Map.Entry<List<@Nullable String>, DataFile> entry : open.entrySet()) {
      held += entry.getValue().bytesSoFar();
      if (largest == null || entry.getValue().bytesSoFar() > largest.getValue().bytesSoFar()) {
        largest = entry;
      }
    }
    if (held > options.maxHeldBytes() && largest != null) {
      DataFile file = largest.getValue();
      open.remove(largest.getKey());
      end(file);
    }
  }

  private void endFirst() {
    Iterator<DataFile> oldest = open.values().iterator();
    DataFile file = oldest.next();
    oldest.remove();
    end(file);
  }

  private void end(DataFile file) {
    try (file) {
      written.add(file.finish());
    }
  }

  /** Ends the files, and gives an {@code add} of new rows for each, none for no rows. */
  public List<AddFile> finish() {
    requireOpen();
    while (!open.isEmpty()) {
      endFirst();
    }
    finished = true;
    return List.copyOf(written);
  }

  /**
   * Removes the files that {@link #finish} gave. Only for when no commit can hold them: never after
   * a commit whose state is unknown.
   */
  public void discard() {
    finished = false;
    close();
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("The sink is finished");
    }
  }

  private void requireColumns(ColumnBatch batch) {
    List<DataType> expected = new ArrayList<>();
    schema.fields().forEach(field -> expected.add(field.type()));
    options.layout().extraColumns().forEach(field -> expected.add(field.type()));
    List<DataType> found = batch.columns().stream().map(ColumnVector::type).toList();
    if (expected.size() != found.size()) {
      throw new InvalidInputException(
          "Cannot write to %s: it has %d columns, the rows have %d"
              .formatted(store.root(), expected.size(), found.size()));
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).typeName().equals(found.get(i).typeName())) {
        throw new InvalidInputException(
            "Cannot write to %s: column '%s' is %s, the rows have %s"
                .formatted(
                    store.root(),
                    i < schema.size()
                        ? schema.field(i).name()
                        : options.layout().extraColumns().get(i - schema.size()).name(),
                    expected.get(i).sql(),
                    found.get(i).sql()));
      }
    }
  }

  /** Unless finished, gives up, and removes all files that were begun. */
  @Override
  public void close() {
    if (finished) {
      return;
    }
    finished = true;
    open.values().forEach(DataFile::close);
    open.clear();
    store.deleteAll(keys);
  }
}
