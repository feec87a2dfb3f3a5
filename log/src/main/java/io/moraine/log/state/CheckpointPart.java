package io.moraine.log.state;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.ReadOptions;
import io.moraine.core.parquet.read.RowGroupStatistics;
import io.moraine.core.parquet.schema.DeltaTypes;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A Parquet file of a checkpoint, to be read again later. Immutable.
 *
 * <p>Rows are known by their place in the file. Another writer may put another file of the same
 * name there meanwhile, so each time the footer is compared with the first one.
 */
public final class CheckpointPart {
  private static final long LEAST_READ = 128 << 10;

  /** Fits, with an array's header, into four megabytes. */
  private static final long MOST_READ = (4 << 20) - 64;

  private static final long READS_OF_A_HEAP = 512;

  /** The column of added files. */
  public static final String ADD = "add";

  /** How checkpoints are read: with smaller reads in a small heap. */
  public static final ReadOptions OPTIONS =
      ReadOptions.DEFAULT
          .withBatches(ReadOptions.Batches.PASSING)
          .withReadBytes(
              (int)
                  Math.max(
                      LEAST_READ,
                      Math.min(MOST_READ, Runtime.getRuntime().maxMemory() / READS_OF_A_HEAP)));

  private static final String STATS = "stats";
  private static final String PARSED = "stats_parsed";
  private static final int TRAILER = 8;

  private final ObjectStore store;
  private final String key;
  private final Footer footer;
  private final long sizeBytes;
  private final long footerChecksum;
  private final boolean text;
  private final Optional<StructType> parsed;
  private final StatisticsCache cache;

  private CheckpointPart(
      ObjectStore store, String key, ObjectReader in, ParquetFile file, StatisticsCache cache) {
    this.store = store;
    this.key = key;
    this.footer = file.footer();
    this.sizeBytes = in.sizeBytes();
    this.footerChecksum = footerChecksum(in);
    this.text = hasText(file);
    this.parsed = parsedType(file);
    this.cache = cache;
  }

  /** Opens the file at {@code key}; {@code cache} keeps statistics that are read. */
  public static CheckpointPart open(ObjectStore store, String key, StatisticsCache cache) {
    try (ObjectReader in = store.open(key)) {
      return new CheckpointPart(store, key, in, ParquetFile.open(in), cache);
    }
  }

  private static long footerChecksum(ObjectReader in) {
    byte[] trailer = new byte[TRAILER];
    in.read(in.sizeBytes() - TRAILER, trailer, 0, TRAILER);
    int length = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 0 || length > in.sizeBytes() - TRAILER) {
      return -1;
    }
    byte[] bytes = new byte[length];
    in.read(in.sizeBytes() - TRAILER - length, bytes, 0, length);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return checksum.getValue();
  }

  private static boolean hasText(ParquetFile file) {
    return mayHaveValues(
        file,
        StructType.of(StructField.of(ADD, StructType.of(StructField.of(STATS, Primitive.STRING)))));
  }

  /** Whether the only leaf of {@code column}, a struct of one field, has a value somewhere. */
  private static boolean mayHaveValues(ParquetFile file, StructType column) {
    for (RowGroupStatistics group : file.rowGroups(column)) {
      if (group.field(0, List.of(0)).nullCount() != group.rowCount()) {
        return true;
      }
    }
    return false;
  }

  private static Optional<StructType> parsedType(ParquetFile file) {
    for (FileColumn column : file.columns()) {
      if (column.name().equals(ADD) && column instanceof FileColumn.Struct add) {
        for (FileColumn field : add.fields()) {
          if (field.name().equals(PARSED) && field instanceof FileColumn.Struct) {
            return Optional.of((StructType) DeltaTypes.of(field));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether files have statistics as JSON. */
  boolean hasText() {
    return text;
  }

  /** The type of statistics as columns, where files have them. */
  Optional<StructType> parsed() {
    return parsed;
  }

  StatisticsCache cache() {
    return cache;
  }

  /** The file's metadata. */
  public Footer footer() {
    return footer;
  }

  /** Names the file in errors. */
  public String location() {
    return store.root() + key;
  }

  /**
   * Hands the batches of {@code columns} that {@code options} choose to {@code sink}.
   *
   * @throws GoneException if the file is not there any more, or is another
   */
  public void read(StructType columns, ReadOptions options, Consumer<ColumnBatch> sink) {
    try (ObjectReader in = store.open(key)) {
      if (in.sizeBytes() != sizeBytes || footerChecksum(in) != footerChecksum) {
        throw new GoneException(location(), null);
      }
      try (BatchReader batches = ParquetFile.open(in, footer).read(columns, options)) {
        for (ColumnBatch batch = batches.next(); batch != null; batch = batches.next()) {
          sink.accept(batch);
        }
      }
    } catch (ObjectNotFoundException e) {
      throw new GoneException(location(), e);
    }
  }

  /** An action of the checkpoint cannot be read. */
  CorruptFileException corrupt(String problem) {
    return new CorruptFileException(location(), -1, problem);
  }

  /** A checkpoint's file that was there when its snapshot was loaded is gone, or replaced. */
  public static final class GoneException extends MoraineException {
    private static final long serialVersionUID = 1L;

    GoneException(String file, ObjectNotFoundException cause) {
      super(
          "The checkpoint file %s, from which the snapshot was loaded, is gone or another now: a clean-up of the log may have removed it. Load the table again"
              .formatted(file),
          cause);
    }
  }
}
