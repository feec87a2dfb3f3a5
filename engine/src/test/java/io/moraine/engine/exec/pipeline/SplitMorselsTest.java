package io.moraine.engine.exec.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.StructType;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitMorselsTest {
  /** Fails once and would then go on in the middle, as a reader of text does. */
  private static final class FailingReader implements BatchReader {
    private int reads;
    private int closed;

    @Override
    public StructType schema() {
      return StructType.of();
    }

    @Override
    public ColumnBatch next() {
      reads++;
      throw new InvalidInputException("line %d is bad".formatted(reads));
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void noWorkerGoesOnWithASplitThatFailedInAnother() {
    FailingReader reader = new FailingReader();
    SplitMorsels morsels = new SplitMorsels(List.of(() -> reader));
    MorselSource.Cursor first = morsels.worker();
    MorselSource.Cursor second = morsels.worker();

    assertThatThrownBy(() -> first.advance((batch, position) -> true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("line 1 is bad");
    assertThat(second.advance((batch, position) -> true))
        .isEqualTo(MorselSource.Progress.EXHAUSTED);
    assertThat(reader.reads).isEqualTo(1);

    morsels.close();
    assertThat(reader.closed).isPositive();
  }
}
