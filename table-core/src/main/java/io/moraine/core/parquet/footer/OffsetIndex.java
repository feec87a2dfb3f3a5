package io.moraine.core.parquet.footer;

import io.moraine.core.error.CorruptFileException;
import java.util.Arrays;

/**
 * Where each data page of a column chunk lies, and with which row it begins. Pages follow one
 * another in the file, and each begins with a row.
 */
public final class OffsetIndex {
  private final long[] positions;
  private final int[] sizes;
  private final long[] firstRows;
  private final long rowCount;

  private OffsetIndex(long[] positions, int[] sizes, long[] firstRows, long rowCount) {
    this.positions = positions;
    this.sizes = sizes;
    this.firstRows = firstRows;
    this.rowCount = rowCount;
  }

  /**
   * Parses the index in {@code data[from .. to)}.
   *
   * @param position where {@code data[0]} lies in the file
   * @param chunk the chunk that the pages are of
   * @param rowCount the rows of its row group
   * @throws CorruptFileException if it is none, or its pages are not in order, within the chunk
   */
  public static OffsetIndex parse(
      String file,
      long position,
      byte[] data,
      int from,
      int to,
      ChunkMetadata chunk,
      long rowCount) {
    CompactReader in = new CompactReader(file, position, data, from, to);
    OffsetIndex index = new OffsetIndex(new long[0], new int[0], new long[0], rowCount);
    in.begin();
    while (in.nextField()) {
      if (in.fieldId() == 1) {
        index = pages(in, rowCount);
      } else {
        in.skip();
      }
    }
    index.check(in, chunk);
    return index;
  }

  private static OffsetIndex pages(CompactReader in, long rowCount) {
    int count = in.list(CompactReader.STRUCT);
    long[] positions = new long[count];
    int[] sizes = new int[count];
    long[] firstRows = new long[count];
    for (int i = 0; i < count; i++) {
      in.begin();
      while (in.nextField()) {
        switch (in.fieldId()) {
          case 1 -> positions[i] = in.i64();
          case 2 -> sizes[i] = in.i32();
          case 3 -> firstRows[i] = in.i64();
          default -> in.skip();
        }
      }
    }
    return new OffsetIndex(positions, sizes, firstRows, rowCount);
  }

  private void check(CompactReader in, ChunkMetadata chunk) {
    long end = chunk.startOffset();
    for (int i = 0; i < positions.length; i++) {
      boolean rowsAscend =
          i == 0 ? firstRows[0] == 0 : firstRows[i] >= firstRows[i - 1] && firstRows[i] <= rowCount;
      if (!rowsAscend || sizes[i] <= 0 || positions[i] < end) {
        throw in.fault(
            "page %d of a column cannot have %d bytes at %d and begin with row %d of %d"
                .formatted(i, sizes[i], positions[i], firstRows[i], rowCount));
      }
      end = positions[i] + sizes[i];
    }
    if (end > chunk.startOffset() + chunk.sizeBytes() || (positions.length == 0 && rowCount > 0)) {
      throw in.fault(
          "the %d pages of a column end at %d, but its chunk has %d bytes from %d"
              .formatted(positions.length, end, chunk.sizeBytes(), chunk.startOffset()));
    }
  }

  /** How many pages there are. */
  public int size() {
    return positions.length;
  }

  /** Where in the file page {@code page} begins, with its header. */
  public long position(int page) {
    return positions[page];
  }

  /** Where in the file page {@code page} ends. */
  public long end(int page) {
    return positions[page] + sizes[page];
  }

  /** The row of the row group with which page {@code page} begins. */
  public long firstRow(int page) {
    return firstRows[page];
  }

  /** The row after the last of page {@code page}. */
  public long endRow(int page) {
    return page + 1 < firstRows.length ? firstRows[page + 1] : rowCount;
  }

  /** The page that holds {@code row}. */
  public int pageOf(long row) {
    int found = Arrays.binarySearch(firstRows, row);
    int page = found >= 0 ? found : -found - 2;
    // Pages without rows share their first row with the one after them.
    while (page + 1 < firstRows.length && firstRows[page + 1] <= row) {
      page++;
    }
    return page;
  }
}
