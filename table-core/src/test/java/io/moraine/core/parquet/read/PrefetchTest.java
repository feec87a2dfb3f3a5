package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that are read ahead are those that are read otherwise, and not too many at once. */
class PrefetchTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message m { required int64 id; required int64 x; required int64 y; }");
  private static final int READ_BYTES = 4000;

  @TempDir private Path folder;

  private byte[] content;
  private List<List<Object>> expected;

  /** Tasks that nobody has run yet. */
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  private final List<Integer> reads = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void write() {
    List<Group> rows = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 5000; i++) {
      SimpleGroup row = new SimpleGroup(SCHEMA);
      row.add("id", (long) i);
      row.add("x", random.nextLong());
      row.add("y", random.nextLong());
      rows.add(row);
    }
    ParquetJavaFile file =
        ParquetJavaFile.write(
            folder.resolve("f.parquet"),
            SCHEMA,
            rows,
            builder ->
                builder
                    .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                    .withDictionaryEncoding(false)
                    .withPageRowCountLimit(100)
                    .withRowGroupRowCountLimit(2000));
    content = file.content();
    expected = file.rows();
  }

  /** Notes each read's size. */
  private ObjectReader object() {
    InMemoryObject object = new InMemoryObject("f", content);
    return new ObjectReader() {
      @Override
      public String location() {
        return object.location();
      }

      @Override
      public long sizeBytes() {
        return object.sizeBytes();
      }

      @Override
      public void read(long position, byte[] target, int offset, int length) {
        reads.add(length);
        object.read(position, target, offset, length);
      }

      @Override
      public void close() {}
    };
  }

  private static BatchReader open(ParquetFile file, ReadOptions options) {
    return file.read(file.schema(), options.withReadBytes(READ_BYTES));
  }

  @Test
  void rowsAreTheSameWhetherAndWheneverReadsAreRun() {
    ParquetFile file = ParquetFile.open(object());
    assertThat(Rows.of(open(file, ReadOptions.DEFAULT.withFetcher(Runnable::run))))
        .as("at once")
        .isEqualTo(expected);
    assertThat(Rows.of(open(file, ReadOptions.DEFAULT.withFetcher(task -> {}))))
        .as("never")
        .isEqualTo(expected);
    assertThat(Rows.of(open(file, ReadOptions.DEFAULT.withFetcher(tasks::add))))
        .as("late")
        .isEqualTo(expected);
    reads.clear();
    tasks.forEach(Runnable::run);
    assertThat(reads).as("what was read is not read again").isEmpty();
  }

  @Test
  void severalThreadsMayRead() {
    ParquetFile file = ParquetFile.open(object());
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int i = 0; i < 20; i++) {
        assertThat(Rows.of(open(file, ReadOptions.DEFAULT.withFetcher(threads))))
            .isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void onlySomeReadsAreBegunAhead() {
    ParquetFile file = ParquetFile.open(object());
    ReadOptions options = ReadOptions.DEFAULT.withBatchRows(100).withFetcher(tasks::add);
    try (BatchReader reader = open(file, options)) {
      reader.next();
      reads.clear();
      tasks.forEach(Runnable::run);
      assertThat(reads).hasSizeGreaterThan(1);
      assertThat(reads.stream().mapToInt(r -> r).sum()).isLessThanOrEqualTo(4 * READ_BYTES);
    }
    tasks.clear();
    reads.clear();
    try (BatchReader reader = open(file, options)) {
      reader.next();
    }
    reads.clear();
    tasks.forEach(Runnable::run);
    assertThat(reads).as("after the reader was closed").isEmpty();
  }

  private ObjectReader failing(Supplier<Throwable> problem) {
    return new ObjectReader() {
      @Override
      public String location() {
        return "f";
      }

      @Override
      public long sizeBytes() {
        return content.length;
      }

      @Override
      public void read(long position, byte[] target, int offset, int length) {
        if (problem.get() instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) problem.get();
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void aReadThatFailsAheadFailsTheReaderWithWhatItThrew() {
    ParquetFile file = ParquetFile.open(object());
    for (Throwable problem : List.of(new StorageException("no more"), new LinkageError("gone"))) {
      ParquetFile broken = ParquetFile.open(failing(() -> problem), file.footer());
      for (ReadOptions options :
          List.of(ReadOptions.DEFAULT, ReadOptions.DEFAULT.withFetcher(Runnable::run))) {
        assertThatThrownBy(() -> Rows.of(open(broken, options))).isSameAs(problem);
      }
    }
  }
}
