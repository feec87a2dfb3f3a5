package io.moraine.compaction;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.log.stats.FileStatistics;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of files, evenly spread, of which only the columns are read that they are ordered by.
 */
final class KeySample {
  /** What a row takes at least, about, where the log does not tell how many there are. */
  private static final int ROW_BYTES = 16;

  private final TableScan scan;
  private final List<ColumnPath> columns;
  private final int[] places;
  private final long rows;

  /**
   * A sample of about {@code rows} rows.
   *
   * @param scan has the columns of {@code columns}, and the same files as those that are asked for
   */
  KeySample(TableScan scan, List<ColumnPath> columns, long rows) {
    this.scan = scan;
    this.columns = columns;
    this.places =
        columns.stream().mapToInt(column -> scan.columns().indexOf(column.column())).toArray();
    this.rows = rows;
  }

  /** The columns' values in every so many-th row of {@code files}, the same each time. */
  List<ColumnVector> of(List<ScanFile> files, Environment environment) {
    long[] starts = new long[files.size() + 1];
    for (int i = 0; i < files.size(); i++) {
      starts[i + 1] = starts[i] + rows(files.get(i));
    }
    int step = (int) Math.max(1, Math.min(1 << 30, starts[files.size()] / rows));
    List<List<List<ColumnVector>>> pieces = new ArrayList<>();
    files.forEach(file -> pieces.add(List.of()));
    Parallel.in(environment)
        .forEach(
            files.size(),
            i -> {
              int first = (int) ((step - starts[i] % step) % step);
              List<List<ColumnVector>> found = read(files.get(i), first, step);
              synchronized (pieces) {
                pieces.set(i, found);
              }
            });
    List<ColumnVector> samples = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      int column = c;
      samples.add(
          Vectors.concat(
              columns.get(c).type(),
              pieces.stream().flatMap(List::stream).map(piece -> piece.get(column)).toList()));
    }
    return samples;
  }

  private static long rows(ScanFile file) {
    long known = FileStatistics.rowCount(file.add());
    return known >= 0 ? known : file.sizeBytes() / ROW_BYTES;
  }

  private List<List<ColumnVector>> read(ScanFile file, int first, int step) {
    List<List<ColumnVector>> pieces = new ArrayList<>();
    long next = first;
    try (BatchReader reader = scan.open(scan.files().get(file.index()))) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        int[] chosen = new int[batch.rowCount() / step + 1];
        int count = 0;
        for (; next < batch.rowCount(); next += step) {
          chosen[count++] = (int) next;
        }
        next -= batch.rowCount();
        if (count > 0) {
          List<ColumnVector> piece = new ArrayList<>();
          for (int c = 0; c < places.length; c++) {
            piece.add(columns.get(c).values(batch, places[c]).select(chosen, count).flat());
          }
          pieces.add(piece);
        }
      }
    }
    return pieces;
  }
}
