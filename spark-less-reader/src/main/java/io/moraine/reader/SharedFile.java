package io.moraine.reader;

import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.ReadOptions.RowRange;
import io.moraine.core.store.ObjectReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file whose rows are read in parts, which share its footer for as long as some of them are to
 * come. Safe for use by many threads.
 */
final class SharedFile {
  private final ScanFile file;
  private final int parts;
  private int opened;
  private @Nullable Footer footer;

  /** {@code file}, to be read in {@code parts} parts. */
  SharedFile(ScanFile file, int parts) {
    this.file = file;
    this.parts = parts;
  }

  ScanFile file() {
    return file;
  }

  /** The file that {@code object} is of. */
  synchronized ParquetFile parquet(ObjectReader object) {
    Footer known = footer;
    ParquetFile parquet =
        known == null ? ParquetFile.open(object) : ParquetFile.open(object, known);
    opened++;
    // A part that is read again reads the footer again.
    footer = opened < parts ? parquet.footer() : null;
    return parquet;
  }

  /** The rows of part {@code ordinal}; there may be fewer parts than were meant. */
  RowRange rows(ParquetFile parquet, int ordinal) {
    List<RowRange> ranges = parquet.ranges(parts);
    return ordinal < ranges.size() ? ranges.get(ordinal) : new RowRange(0, 0);
  }
}
