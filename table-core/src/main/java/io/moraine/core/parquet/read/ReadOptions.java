package io.moraine.core.parquet.read;

import io.moraine.core.expr.Expression;
import io.moraine.core.prune.Pruner;
import io.moraine.core.type.StructType;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * How to read a file. Immutable.
 *
 * @param batchRows rows of a batch at most; batches also end with their row group
 * @param rows which rows to read, by their positions in the file
 * @param rowGroups which row groups to read, by their ordinals
 * @param filter which of them may hold rows that are wanted
 * @param rowFilter which rows to read, by their values
 * @param matching how requested columns are found in the file
 * @param positionColumn the name of a further, last column of type long with each row's position in
 *     the file, from 0; rows of row groups that are skipped count
 * @param checksums whether pages with a checksum are checked
 * @param readBytes reads that lie together are joined up to this size, and larger column chunks
 *     read in parts of it
 * @param mostPageBytes how large a page or a dictionary may become when it is decompressed; a file
 *     with larger ones is refused before memory is taken for them
 * @param batches how long batches stay valid
 * @param fetcher runs reads ahead of the reader, a few of {@code readBytes} bytes at once; without
 *     one, the reader's thread reads when it needs the bytes
 */
public record ReadOptions(
    int batchRows,
    RowRange rows,
    IntPredicate rowGroups,
    RowGroupFilter filter,
    Optional<RowFilter> rowFilter,
    ColumnMatching matching,
    Optional<String> positionColumn,
    Checksums checksums,
    int readBytes,
    int mostPageBytes,
    Batches batches,
    Optional<Executor> fetcher) {
  /** How long a batch may be looked at. */
  public enum Batches {
    /** For ever. */
    KEPT,
    /** Until the next one is read, or the reader closed: its arrays are used again then. */
    PASSING
  }

  /** Whether checksums are checked. */
  public enum Checksums {
    /** A page whose bytes do not have its checksum is an error. */
    VERIFY,
    /** They are not looked at. */
    IGNORE
  }

  /** Rows {@code from} to {@code to} of a file, {@code to} excluded. */
  public record RowRange(long from, long to) {
    /** All rows of any file. */
    public static final RowRange ALL = new RowRange(0, Long.MAX_VALUE);

    public RowRange {
      if (from < 0 || to < from) {
        throw new IllegalArgumentException(
            "A range of rows needs 0 <= from <= to, got %d and %d".formatted(from, to));
      }
    }
  }

  /** Everything, by name, in batches of up to 4,096 rows. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(
          4096,
          RowRange.ALL,
          ordinal -> true,
          RowGroupFilter.ALL,
          Optional.empty(),
          ColumnMatching.BY_NAME,
          Optional.empty(),
          Checksums.VERIFY,
          8 << 20,
          1 << 30,
          Batches.KEPT,
          Optional.empty());

  public ReadOptions {
    if (batchRows < 1 || batchRows > 1 << 24 || readBytes < 1) {
      throw new IllegalArgumentException(
          "Reading needs batches of 1 to 16,777,216 rows and reads of a byte at least, got %d and %d"
              .formatted(batchRows, readBytes));
    }
    if (mostPageBytes < 1 || mostPageBytes > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "Pages need a limit of 1 to 2,147,483,631 bytes, got %d".formatted(mostPageBytes));
    }
  }

  /** The same with batches of up to {@code newBatchRows} rows. */
  public ReadOptions withBatchRows(int newBatchRows) {
    return with(draft -> draft.batchRows = newBatchRows);
  }

  /**
   * The same for rows {@code from} to {@code to} of the file, {@code to} excluded. Pages before
   * them are stepped over, so that several readers may share a large row group.
   */
  public ReadOptions withRows(long from, long to) {
    return with(draft -> draft.rows = new RowRange(from, to));
  }

  /** The same for those row groups only whose ordinals {@code wanted} accepts. */
  public ReadOptions withRowGroups(IntPredicate wanted) {
    return with(draft -> draft.rowGroups = wanted);
  }

  /** The same with {@code newFilter} asked before a row group is read. */
  public ReadOptions withFilter(RowGroupFilter newFilter) {
    return with(draft -> draft.filter = newFilter);
  }

  /**
   * The same without row groups and pages in which, by their statistics, no row satisfies {@code
   * predicate}. Rows of the others are not filtered.
   *
   * @param predicate a boolean whose column references are ordinals of {@code requested}
   * @param requested the schema that will be read
   */
  public ReadOptions withPredicate(Expression predicate, StructType requested) {
    return withFilter(RowGroupFilter.of(Pruner.compile(predicate, requested)));
  }

  /**
   * The same without rows that {@code newFilter} does not want, where that saves work: its columns
   * are read first, and the others only where a row is left. Positions remain those of the file.
   *
   * @param requested the schema that will be read
   */
  public ReadOptions withRowFilter(RowFilter newFilter, StructType requested) {
    return withPredicate(newFilter.predicate(), requested).withRowFilter(newFilter);
  }

  /** As the other, where {@link #withFilter} decides alone which row groups and pages are read. */
  public ReadOptions withRowFilter(RowFilter newFilter) {
    return with(draft -> draft.rowFilter = Optional.of(newFilter));
  }

  /** The same with columns found as {@code newMatching} says. */
  public ReadOptions withMatching(ColumnMatching newMatching) {
    return with(draft -> draft.matching = newMatching);
  }

  /** The same with a last column called {@code name} of the rows' positions. */
  public ReadOptions withPositionColumn(String name) {
    return with(draft -> draft.positionColumn = Optional.of(name));
  }

  /** The same with checksums checked or not. */
  public ReadOptions withChecksums(Checksums newChecksums) {
    return with(draft -> draft.checksums = newChecksums);
  }

  /** The same with reads of up to {@code bytes} bytes. */
  public ReadOptions withReadBytes(int bytes) {
    return with(draft -> draft.readBytes = bytes);
  }

  /** The same with batches that are valid as {@code newBatches} says. */
  public ReadOptions withBatches(Batches newBatches) {
    return with(draft -> draft.batches = newBatches);
  }

  /**
   * The same with reads begun ahead on {@code executor}. It may run them late or never: what the
   * reader needs and nobody has begun to read, it reads itself.
   */
  public ReadOptions withFetcher(Executor executor) {
    return with(draft -> draft.fetcher = Optional.of(executor));
  }

  /** The same with pages and dictionaries of up to {@code bytes} bytes. */
  public ReadOptions withMostPageBytes(int bytes) {
    return with(draft -> draft.mostPageBytes = bytes);
  }

  /** The same but for what {@code change} sets. */
  private ReadOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** All of the options, to be changed. */
  private static final class Draft {
    private int batchRows;
    private RowRange rows;
    private IntPredicate rowGroups;
    private RowGroupFilter filter;
    private Optional<RowFilter> rowFilter;
    private ColumnMatching matching;
    private Optional<String> positionColumn;
    private Checksums checksums;
    private int readBytes;
    private int mostPageBytes;
    private Batches batches;
    private Optional<Executor> fetcher;

    Draft(ReadOptions from) {
      this.batchRows = from.batchRows;
      this.rows = from.rows;
      this.rowGroups = from.rowGroups;
      this.filter = from.filter;
      this.rowFilter = from.rowFilter;
      this.matching = from.matching;
      this.positionColumn = from.positionColumn;
      this.checksums = from.checksums;
      this.readBytes = from.readBytes;
      this.mostPageBytes = from.mostPageBytes;
      this.batches = from.batches;
      this.fetcher = from.fetcher;
    }

    ReadOptions options() {
      return new ReadOptions(
          batchRows,
          rows,
          rowGroups,
          filter,
          rowFilter,
          matching,
          positionColumn,
          checksums,
          readBytes,
          mostPageBytes,
          batches,
          fetcher);
    }
  }
}
