package io.moraine.reader;

import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.footer.RowGroupMetadata;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.ReadOptions;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of several parts of a file that are read side by side. Parts are of about as many rows; they
 * begin at row groups where there are enough of these, or where pages of a row group cannot be
 * found without those before them. A part may have no rows.
 *
 * @param index from 0
 * @param count how many parts the file has
 */
public record FilePart(int index, int count) {
  /** All of the file. */
  public static final FilePart WHOLE = new FilePart(0, 1);

  private static final long PART_BYTES = 8 << 20;
  private static final int MOST = 16;

  public FilePart {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "A part needs 0 <= index < count, got %d of %d".formatted(index, count));
    }
  }

  /** The parts of a file of {@code sizeBytes} that are worth a reader each; one of a small file. */
  public static List<FilePart> of(long sizeBytes) {
    int count = (int) Math.max(1, Math.min(MOST, sizeBytes / PART_BYTES));
    return IntStream.range(0, count).mapToObj(index -> new FilePart(index, count)).toList();
  }

  /** {@code options} for the rows of this part of {@code file}. */
  public ReadOptions of(ParquetFile file, ReadOptions options) {
    return count == 1 ? options : options.withRows(start(file.footer(), index), end(file.footer()));
  }

  private long end(Footer footer) {
    return start(footer, index + 1);
  }

  /** Where part {@code part} begins: at the row group that is nearest, unless that is far. */
  private long start(Footer footer, int part) {
    long rows = footer.rowCount();
    long exact = rows / count * part + rows % count * part / count;
    if (part == 0 || part == count) {
      return exact;
    }
    long reach = rows / count / 4;
    long first = 0;
    for (RowGroupMetadata group : footer.rowGroups()) {
      long end = first + group.rowCount();
      if (exact < end) {
        long nearest = exact - first <= end - exact ? first : end;
        return Math.abs(nearest - exact) < reach || !isIndexed(group) ? nearest : exact;
      }
      first = end;
    }
    return exact;
  }

  private static boolean isIndexed(RowGroupMetadata group) {
    return group.chunks().stream().allMatch(chunk -> chunk.indexes().hasOffsetIndex());
  }
}
