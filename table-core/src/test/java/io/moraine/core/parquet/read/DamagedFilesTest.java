package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.parquet.footer.OffsetIndex;
import io.moraine.core.parquet.footer.PageHeader;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with changed or missing bytes: rows or a clear error, and nothing else. */
class DamagedFilesTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message damaged {
            required int32 i;
            optional int64 l;
            optional double d;
            optional boolean flag;
            optional binary s (STRING);
            optional binary code (STRING);
            optional fixed_len_byte_array(7) dec (DECIMAL(15,2));
            optional group list (LIST) { repeated group list { optional int64 element; } }
            optional group map (MAP) {
              repeated group key_value {
                required binary key (STRING);
                optional group value { optional int32 a; optional float b; }
              }
            }
          }
          """);

  /** For reading a damaged file four times, with pages of up to a mebibyte. */
  private static final long MOST_BYTES = 64 << 20;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, dictionary {1}, {2}")
  @CsvSource({
    "PARQUET_1_0,true,UNCOMPRESSED",
    "PARQUET_2_0,false,UNCOMPRESSED",
    "PARQUET_1_0,false,SNAPPY",
    "PARQUET_2_0,true,ZSTD",
    "PARQUET_2_0,false,GZIP"
  })
  void changedBytesGiveRowsOrAnErrorThatNamesTheFile(
      WriterVersion version, boolean dictionary, CompressionCodecName codec) {
    byte[] whole = file(version, dictionary, codec).content();
    for (int seed = 0; seed < 800; seed++) {
      Random random = new Random(seed);
      byte[] damaged = whole.clone();
      int changes = 1 + random.nextInt(3);
      for (int i = 0; i < changes; i++) {
        // Half of the changes hit the footer, whose bytes are few.
        int from = random.nextBoolean() ? 0 : Math.max(0, damaged.length - 2500);
        damaged[from + random.nextInt(damaged.length - from)] =
            random.nextBoolean() ? (byte) random.nextInt() : (byte) -1;
      }
      read(damaged, "version %s, seed %d".formatted(version, seed));
    }
  }

  @Test
  void truncatedFilesAreCorrupt() {
    byte[] whole = file(WriterVersion.PARQUET_1_0, true, CompressionCodecName.SNAPPY).content();
    for (int length = 0; length < whole.length; length += 97) {
      byte[] damaged = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> readAll(damaged))
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining("Corrupt file damaged");
    }
  }

  @Test
  void aPageWithAnotherChecksumIsCorruptUnlessChecksumsAreIgnored() {
    byte[] damaged =
        file(WriterVersion.PARQUET_1_0, false, CompressionCodecName.UNCOMPRESSED).content();
    ParquetFile file = ParquetFile.open(new InMemoryObject("damaged", damaged));
    long start = file.footer().rowGroups().get(0).chunks().get(0).startOffset();
    // Well behind the first page's header, within its values.
    damaged[(int) start + 200] ^= 1;
    assertThatThrownBy(() -> readAll(damaged))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(
            "at byte %d: column 'i': a page's checksum should be".formatted(start));
    try (BatchReader reader =
        file.read(file.schema(), ReadOptions.DEFAULT.withChecksums(ReadOptions.Checksums.IGNORE))) {
      org.assertj.core.api.Assertions.assertThat(reader.next().rowCount()).isEqualTo(600);
    }
  }

  @ParameterizedTest
  @CsvSource({"PARQUET_1_0,SNAPPY", "PARQUET_2_0,UNCOMPRESSED"})
  void everyChangeWithinAPageIsNoticedByItsChecksum(
      WriterVersion version, CompressionCodecName codec) {
    byte[] whole = file(version, true, codec).content();
    InMemoryObject object = new InMemoryObject("damaged", whole);
    ParquetFile file = ParquetFile.open(object);
    PageIndexes indexes = new PageIndexes(object, file.footer(), 0);
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<SchemaNode.Leaf> leaves = file.footer().leaves();
      OffsetIndex pages = indexes.offsets(leaves.get(random.nextInt(leaves.size()))).orElseThrow();
      int page = random.nextInt(pages.size());
      long from = pages.position(page);
      PageHeader header =
          PageHeader.parse("damaged", from, whole, (int) from, (int) pages.end(page));
      byte[] damaged = whole.clone();
      int at = (int) from + header.headerBytes() + random.nextInt(header.compressedBytes());
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(
              () -> drain(ParquetFile.open(new InMemoryObject("x", damaged)).read(file.schema())))
          .as("seed %d, byte %d", seed, at)
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining("a page's checksum should be");
    }
  }

  @Test
  void pagesThatBecomeTooLargeAreRefusedBeforeMemoryIsTaken() {
    ParquetJavaFile whole = file(WriterVersion.PARQUET_1_0, true, CompressionCodecName.ZSTD);
    ParquetFile file = ParquetFile.open(new InMemoryObject("bomb", whole.content()));
    try (BatchReader reader = file.read(file.schema(), ReadOptions.DEFAULT.withMostPageBytes(60))) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining("Corrupt file bomb")
          .hasMessageMatching(".*a page of \\d+ bytes decompressed is larger than the 60 .*");
    }
    assertThatThrownBy(() -> ReadOptions.DEFAULT.withMostPageBytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Pages need a limit of 1 to 2,147,483,631 bytes, got 0");
  }

  private static void read(byte[] damaged, String what) {
    Allocation allocation = Allocation.begin();
    try {
      readAll(damaged);
    } catch (CorruptFileException | UnsupportedFeatureException expected) {
      if (!expected.getMessage().contains("damaged")
          && !expected.getMessage().contains("Delta tables do not have")) {
        fail("%s: the error does not name the file: %s".formatted(what, expected.getMessage()));
      }
    } catch (Throwable e) {
      fail("%s: %s".formatted(what, e), e);
    }
    allocation.requireAtMost(MOST_BYTES, what);
  }

  private static void readAll(byte[] content) {
    ParquetFile file = ParquetFile.open(new InMemoryObject("damaged", content));
    ReadOptions options = ReadOptions.DEFAULT.withMostPageBytes(1 << 20);
    if (content.length % 2 == 1) {
      options = options.withChecksums(ReadOptions.Checksums.IGNORE);
    }
    file.rowGroups(file.schema())
        .forEach(
            group -> {
              for (int i = 0; i < file.schema().size(); i++) {
                group.column(i);
              }
            });
    drain(file.read(file.schema(), options));
    // By the page indexes, which are damaged as often as the rest.
    StructType schema = file.schema();
    if (!schema.fields().isEmpty() && schema.field(0).type() == DataType.Primitive.INTEGER) {
      Expression few =
          Operators.compare(
              Operators.EQ,
              new ColumnReference(0, schema.field(0).name(), schema.field(0).type(), true),
              Literal.of(321));
      drain(
          file.read(
              schema, options.withRowFilter(new RowFilter(few, EvaluationContext.UTC), schema)));
    }
    drain(file.read(schema, options.withRows(450, 460)));
  }

  private static void drain(BatchReader batches) {
    try (BatchReader reader = batches) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (ColumnVector column : batch.columns()) {
          for (int row = 0; row < Math.min(batch.rowCount(), 50); row++) {
            column.value(row);
          }
        }
      }
    }
  }

  private ParquetJavaFile file(
      WriterVersion version, boolean dictionary, CompressionCodecName codec) {
    Random random = new Random(3);
    List<Group> rows = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      SimpleGroup row = new SimpleGroup(SCHEMA);
      row.add("i", i);
      if (i % 5 > 0) {
        row.add("l", random.nextLong());
        row.add("d", i / 3.0);
        row.add("flag", i % 3 == 0);
        row.add("s", "text " + i);
        row.add("code", "c" + i % 4);
        row.add(
            "dec",
            org.apache.parquet.io.api.Binary.fromConstantByteArray(
                new byte[] {0, 0, 0, 0, (byte) i, 1, 2}));
        Group list = row.addGroup("list");
        for (int k = 0; k < i % 4; k++) {
          list.addGroup("list").add("element", (long) k);
        }
        Group map = row.addGroup("map");
        for (int k = 0; k < i % 3; k++) {
          Group entry = map.addGroup("key_value");
          entry.add("key", "k" + k);
          entry.addGroup("value").add("a", k);
        }
      }
      rows.add(row);
    }
    return ParquetJavaFile.write(
        folder.resolve("whole.parquet"),
        SCHEMA,
        rows,
        builder ->
            builder
                .withWriterVersion(version)
                .withDictionaryEncoding(dictionary)
                .withCompressionCodec(codec)
                .withPageSize(1500)
                .withPageRowCountLimit(200));
  }
}
