package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Turns batches into a stream of rows. */
final class RowStream extends Spliterators.AbstractSpliterator<Row> {
  private final BatchReader batches;
  private @Nullable ColumnBatch batch;
  private int next;
  private boolean ended;

  /** The values of rows as batches hold them, otherwise as {@link #of}. */
  static Stream<List<?>> held(BatchReader batches) {
    return of(batches).map(Row::held);
  }

  private RowStream(BatchReader batches) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.batches = batches;
  }

  /** The rows; closing the stream, or reading it to its end, closes {@code batches}. */
  static Stream<Row> of(BatchReader batches) {
    return StreamSupport.stream(new RowStream(batches), false).onClose(batches::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Row> action) {
    while (batch == null || next == batch.rowCount()) {
      batch = ended ? null : batches.next();
      next = 0;
      if (batch == null) {
        ended = true;
        batches.close();
        return false;
      }
    }
    List<@Nullable Object> values = new ArrayList<>(batch.columns().size());
    for (ColumnVector column : batch.columns()) {
      values.add(column.value(next));
    }
    next++;
    action.accept(new Row(batches.schema(), values));
    return true;
  }
}
