package io.moraine.core.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.ReadOptions;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every encoding, with and without a dictionary, of every type, whatever the nulls are. */
class EncodingMatrixWriteTest {
  private static final int ROWS = 1300;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void parquetJavaAndTheProjectsReaderGetWhatWasWritten(ValueEncoding encoding) throws IOException {
    List<StructField> fields = new ArrayList<>();
    for (DataType type : ParquetWriterRoundTripTest.types()) {
      for (NullPatterns pattern : NullPatterns.values()) {
        fields.add(StructField.of(pattern + "_" + fields.size(), type));
      }
    }
    StructType schema = StructType.of(fields);
    for (int dictionaryEntries : new int[] {0, 150, 1 << 15}) {
      WriteOptions options =
          WriteOptions.DEFAULT
              .withPages(170, 1 << 20)
              .withRowGroups(1 << 24, 900)
              .withDictionaries(dictionaryEntries, 1 << 20)
              .withEncoding(encoding);
      List<List<Object>> rows = rows(schema, dictionaryEntries == 0 ? 1_000_000 : 200);
      Path file = folder.resolve("m.parquet");
      Samples.write(file, schema, options, rows, 411);
      List<Object> expected = rows.stream().map(Samples::comparable).toList();
      assertThat(ParquetJava.rows(file, schema).stream().map(Samples::comparable).toList())
          .isEqualTo(expected);
      assertThat(read(file, schema)).isEqualTo(expected);
    }
  }

  private static List<List<Object>> rows(StructType schema, int distinct) {
    Random random = new Random(distinct);
    int patterns = NullPatterns.values().length;
    List<boolean[]> nulls = new ArrayList<>();
    for (NullPatterns pattern : NullPatterns.values()) {
      nulls.add(pattern.nulls(ROWS));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      List<Object> row = new ArrayList<>();
      for (int c = 0; c < schema.size(); c++) {
        row.add(
            nulls.get(c % patterns)[i]
                ? null
                : Samples.value(schema.field(c).type(), random, distinct));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<Object> read(Path file, StructType schema) throws IOException {
    byte[] content = Files.readAllBytes(file);
    List<Object> rows = new ArrayList<>();
    try (BatchReader reader =
        ParquetFile.open(new Bytes(file.toString(), content))
            .read(schema, ReadOptions.DEFAULT.withBatchRows(333))) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<Object> values = new ArrayList<>();
          for (int c = 0; c < schema.size(); c++) {
            values.add(batch.column(c).value(row));
          }
          rows.add(Samples.comparable(values));
        }
      }
    }
    return rows;
  }

  /** An object whose bytes are in memory. */
  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(String location, byte[] content) implements ObjectReader {
    @Override
    public long sizeBytes() {
      return content.length;
    }

    @Override
    public void read(long position, byte[] target, int offset, int length) {
      System.arraycopy(content, (int) position, target, offset, length);
    }

    @Override
    public void close() {}
  }
}
