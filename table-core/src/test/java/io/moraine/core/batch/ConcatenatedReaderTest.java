package io.moraine.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConcatenatedReaderTest {
  private static final StructType SCHEMA = StructType.of(StructField.of("n", Primitive.INTEGER));

  private final List<String> calls = new ArrayList<>();

  private BatchReader part(String name, int batches) {
    calls.add("open " + name);
    BatchReader reader =
        BatchReader.of(
            SCHEMA,
            IntStream.range(0, batches)
                .mapToObj(n -> new IntVector(Primitive.INTEGER, 1, new int[] {n}, null))
                .map(column -> new ColumnBatch(SCHEMA, 1, List.of(column)))
                .toList());
    return new BatchReader() {
      @Override
      public StructType schema() {
        return reader.schema();
      }

      @Override
      public ColumnBatch next() {
        return reader.next();
      }

      @Override
      public void close() {
        calls.add("close " + name);
      }
    };
  }

  private ConcatenatedReader reader() {
    return new ConcatenatedReader(
        SCHEMA,
        Stream.of("none", "two", "nothing", "one")
            .map(name -> part(name, name.equals("two") ? 2 : name.equals("one") ? 1 : 0))
            .iterator());
  }

  @Test
  void eachReaderIsOpenedWhenTheOneBeforeIsClosed() {
    try (ConcatenatedReader reader = reader()) {
      assertThat(reader.schema()).isEqualTo(SCHEMA);
      List<Object> values = new ArrayList<>();
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        values.add(batch.column(0).value(0));
      }
      assertThat(values).containsExactly(0, 1, 0);
      assertThat(reader.next()).isNull();
    }
    assertThat(calls)
        .containsExactly(
            "open none",
            "close none",
            "open two",
            "close two",
            "open nothing",
            "close nothing",
            "open one",
            "close one");
  }

  @Test
  void nothingIsOpenedAfterItIsClosed() {
    ConcatenatedReader reader = reader();
    assertThat(reader.next()).isNotNull();
    reader.close();
    reader.close();
    assertThat(reader.next()).isNull();
    assertThat(calls).containsExactly("open none", "close none", "open two", "close two");
  }
}
