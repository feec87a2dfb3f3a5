package io.moraine.core.parquet.read;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.parquet.crypto.Decryption;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.schema.DeltaTypes;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.parquet.schema.FileColumns;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Parquet file opened for reading. Immutable; several threads may read at once, each with a
 * reader of its own.
 *
 * <p>Beside the footer, a reader holds for each column that it reads at most: {@link
 * ReadOptions#readBytes} bytes as they are stored, or a page if that is larger; a page and a
 * dictionary decompressed, neither larger than {@link ReadOptions#mostPageBytes}; and the values of
 * a batch. With a {@link ReadOptions#fetcher} there are up to four reads more. Arrays that are
 * given up are kept for other readers, up to 128 MiB and a sixteenth of the heap in the whole
 * process.
 *
 * <p>Does not close the object that it reads from.
 */
public final class ParquetFile {
  private final ObjectReader in;
  private final Footer footer;

  private ParquetFile(ObjectReader in, Footer footer) {
    this.in = in;
    this.footer = footer;
  }

  /**
   * Opens {@code in} and reads its footer.
   *
   * @throws io.moraine.core.error.CorruptFileException if it is no whole Parquet file
   */
  public static ParquetFile open(ObjectReader in) {
    return new ParquetFile(in, Footer.read(in));
  }

  /**
   * The same of a file of which parts may be encrypted.
   *
   * @throws io.moraine.core.error.CorruptFileException if it is no whole Parquet file, or was
   *     changed
   * @throws io.moraine.core.error.UnsupportedFeatureException if there is no key for the footer
   */
  public static ParquetFile open(ObjectReader in, Decryption known) {
    return new ParquetFile(in, Footer.read(in, known));
  }

  /** Opens {@code in}, whose footer was read before. */
  public static ParquetFile open(ObjectReader in, Footer footer) {
    return new ParquetFile(in, footer);
  }

  /** The file's metadata; to be kept for another {@link #open(ObjectReader, Footer)}. */
  public Footer footer() {
    return footer;
  }

  ObjectReader object() {
    return in;
  }

  /** How many rows the file has. */
  public long rowCount() {
    return footer.rowCount();
  }

  /** What the writer added to the footer. */
  public Map<String, String> metadata() {
    return footer.keyValues();
  }

  /**
   * The columns' names and types as the file has them; field ids are in the fields' metadata, under
   * {@link DeltaTypes#FIELD_ID}. Names may differ in case only.
   *
   * @throws io.moraine.core.error.UnsupportedFeatureException if Delta lacks the type of one
   */
  public StructType schema() {
    return DeltaTypes.of(columns());
  }

  /** The columns as the file has them. */
  public List<FileColumn> columns() {
    return FileColumns.of(footer.schema());
  }

  /** The row groups, in order; their columns are those of {@code requested}, by name. */
  public List<RowGroupStatistics> rowGroups(StructType requested) {
    return rowGroups(requested, ColumnMatching.BY_NAME);
  }

  /** The row groups, in order; their columns are those of {@code requested}. */
  public List<RowGroupStatistics> rowGroups(StructType requested, ColumnMatching matching) {
    List<RowGroupStatistics> groups = new ArrayList<>(footer.rowGroups().size());
    for (int i = 0; i < footer.rowGroups().size(); i++) {
      groups.add(new FooterStatistics(in.location(), footer, columns(), i, requested, matching));
    }
    return groups;
  }

  /**
   * Reads the columns of {@code requested}, as those types.
   *
   * <p>A column may be requested as a wider type than the file has; one that the file lacks is null
   * in all rows. Columns of the file that are not requested are not read.
   *
   * @return batches of {@code requested}, and of the positions' column if there is to be one
   * @throws io.moraine.core.error.UnsupportedFeatureException if a column cannot be read as its
   *     type
   */
  public BatchReader read(StructType requested, ReadOptions options) {
    return new RowGroupBatches(in, footer, requested, options);
  }

  /** Reads the columns of {@code requested}, as those types, by name. */
  public BatchReader read(StructType requested) {
    return read(requested, ReadOptions.DEFAULT);
  }
}
