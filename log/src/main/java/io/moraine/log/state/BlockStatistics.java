package io.moraine.log.state;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.parquet.read.ReadOptions;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.ParsedStatistics;
import io.moraine.log.stats.StatisticsTable;
import io.moraine.log.stats.StatisticsTableBuilder;
import io.moraine.log.stats.StatisticsText;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the statistics of a block's files from the checkpoint's file. Immutable. */
final class BlockStatistics {
  /** Few enough that most batches lie within a page, whose bytes need no copy then. */
  private static final int TEXT_BATCH_ROWS = 256;

  private static final int PARSED_BATCH_ROWS = 8_192;

  /** Files that are nearer to one another than this are read in one go. */
  private static final int NEAR_ROWS = 1_024;

  private static final StructType TEXT = inAdd(StructField.of("stats", Primitive.STRING));

  private final CheckpointPart part;
  private final long fromRow;
  private final int @Nullable [] rows;
  private final int size;

  BlockStatistics(CheckpointPart part, long fromRow, int @Nullable [] rows, int size) {
    this.part = part;
    this.fromRow = fromRow;
    this.rows = rows;
    this.size = size;
  }

  private static StructType inAdd(StructField field) {
    return StructType.of(StructField.of(CheckpointPart.ADD, StructType.of(field)));
  }

  private int row(int file) {
    return rows == null ? file : rows[file];
  }

  /** Nothing is known. */
  StatisticsTable unknown(FileStatistics.Columns columns) {
    return new StatisticsTableBuilder(columns, size).build();
  }

  /** Reads all files' statistics of some columns. */
  StatisticsTable read(FileStatistics.Columns columns) {
    if (size == 0) {
      return unknown(columns);
    }
    if (part.parsed().isPresent()) {
      try {
        return readParsed(columns, part.parsed().get());
      } catch (UnsupportedFeatureException e) {
        // The columns are of types that the table's cannot be read from.
        return part.hasText() ? readText(columns) : unknown(columns);
      }
    }
    return part.hasText() ? readText(columns) : unknown(columns);
  }

  private StatisticsTable readParsed(FileStatistics.Columns columns, StructType available) {
    ParsedStatistics parsed = new ParsedStatistics(columns, available);
    StatisticsTableBuilder table = new StatisticsTableBuilder(columns, size);
    StructType schema = inAdd(StructField.of("stats_parsed", parsed.type()));
    int[] places = new int[PARSED_BATCH_ROWS];
    forEachStretch(
        schema,
        PARSED_BATCH_ROWS,
        0,
        size,
        (batch, first, count, base) -> {
          for (int i = 0; i < count; i++) {
            places[i] = row(first + i) - base;
          }
          StructVector add = (StructVector) batch.column(0).flat();
          parsed.read((StructVector) add.field(0).flat(), places, count, table, first);
        });
    return table.build();
  }

  private StatisticsTable readText(FileStatistics.Columns columns) {
    StatisticsTableBuilder table = new StatisticsTableBuilder(columns, size);
    forEachStretch(
        TEXT,
        TEXT_BATCH_ROWS,
        0,
        size,
        (batch, first, count, base) -> {
          BytesVector text = text(batch);
          for (int i = 0; i < count; i++) {
            int row = row(first + i) - base;
            if (!text.isNull(row)) {
              int start = text.start()[row];
              table.json(first + i, text.data(), start, start + text.length()[row]);
            }
          }
        });
    return table.build();
  }

  private static BytesVector text(ColumnBatch batch) {
    StructVector add = (StructVector) batch.column(0).flat();
    return (BytesVector) add.field(0).flat();
  }

  /** Some files' statistics as JSON; {@code files} ascend. */
  @Nullable String[] texts(int[] files) {
    @Nullable String[] texts = new String[files.length];
    if (!part.hasText() && part.parsed().isEmpty()) {
      return texts;
    }
    int from = 0;
    while (from < files.length) {
      int to = from + 1;
      while (to < files.length && row(files[to]) - row(files[to - 1]) < NEAR_ROWS) {
        to++;
      }
      texts(files, from, to, texts);
      from = to;
    }
    return texts;
  }

  private void texts(int[] files, int from, int to, @Nullable String[] texts) {
    StructType schema =
        part.hasText()
            ? TEXT
            : inAdd(StructField.of("stats_parsed", part.parsed().orElse(StructType.EMPTY)));
    int[] next = {from};
    forEachStretch(
        schema,
        TEXT_BATCH_ROWS,
        files[from],
        files[to - 1] + 1,
        (batch, first, count, base) -> {
          for (; next[0] < to && files[next[0]] < first + count; next[0]++) {
            texts[next[0]] = text(batch, row(files[next[0]]) - base);
          }
        });
  }

  private @Nullable String text(ColumnBatch batch, int row) {
    StructVector add = (StructVector) batch.column(0).flat();
    ColumnVector column = add.field(0);
    Object value = add.isNull(row) ? null : column.value(row);
    if (value instanceof List<?> values) {
      return StatisticsText.of((StructType) column.type(), values);
    }
    return (String) value;
  }

  /** Takes the files {@code first} to {@code first + count} of the block from a batch. */
  @FunctionalInterface
  private interface Stretch {
    /** {@code base} is the first row of the batch, as the block counts its rows. */
    void take(ColumnBatch batch, int first, int count, int base);
  }

  private void forEachStretch(
      StructType schema, int batchRows, int fromFile, int toFile, Stretch stretch) {
    int fromOffset = row(fromFile);
    ReadOptions options =
        CheckpointPart.OPTIONS
            .withBatchRows(batchRows)
            .withRows(fromRow + fromOffset, fromRow + row(toFile - 1) + 1);
    Consumer<ColumnBatch> sink =
        new Consumer<>() {
          private int base = fromOffset;
          private int next = fromFile;

          @Override
          public void accept(ColumnBatch batch) {
            int end = base + batch.rowCount();
            int first = next;
            while (next < toFile && row(next) < end) {
              next++;
            }
            stretch.take(batch, first, next - first, base);
            base = end;
          }
        };
    part.read(schema, options, sink);
  }
}
