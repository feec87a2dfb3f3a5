package io.moraine.core.parquet.read;

import static org.junit.jupiter.api.Assertions.fail;

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
import io.moraine.core.parquet.crypto.Decryption;
import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.footer.IndexLocations;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.crypto.ParquetCipher;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damage of one part of a file after the other: pages, dictionaries, Bloom filters, page indexes,
 * the footer, also where they are encrypted. It gives rows or an error that names the file, and
 * never a crash or an endless loop.
 */
class DamagedPartsTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message damaged {
            required int64 id;
            optional binary code (STRING);
            optional binary text (STRING);
            optional group list (LIST) { repeated group list { optional int32 element; } }
          }
          """);
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final Decryption KNOWN = Decryption.by((column, metadata) -> Optional.of(KEY));
  private static final int MUTATIONS = 1000;

  /** For reading a damaged file five times, with pages of up to a mebibyte. */
  private static final long MOST_BYTES = 64 << 20;

  @TempDir private Path folder;

  /** Bytes of a file. */
  private record Part(int from, int to) {}

  @Test
  void ofAFileWithBloomFiltersAndIndexes() {
    damage(UnaryOperator.identity());
  }

  @Test
  void ofAFileWithAnEncryptedFooter() {
    damage(builder -> builder.withEncryption(FileEncryptionProperties.builder(KEY).build()));
  }

  @Test
  void ofAFileWithEncryptedPagesThatNothingAuthenticates() {
    damage(
        builder ->
            builder.withEncryption(
                FileEncryptionProperties.builder(KEY)
                    .withAlgorithm(ParquetCipher.AES_GCM_CTR_V1)
                    .withPlaintextFooter()
                    .build()));
  }

  private void damage(UnaryOperator<ExampleParquetWriter.Builder> options) {
    byte[] whole = file(options).content();
    Footer footer = Footer.read(new InMemoryObject("damaged", whole), KNOWN);
    List<Part> parts = parts(footer, whole.length);
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Random random = new Random(seed);
      Part part = parts.get(random.nextInt(parts.size()));
      byte[] damaged = whole.clone();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        damaged[part.from() + random.nextInt(part.to() - part.from())] =
            random.nextBoolean() ? (byte) random.nextInt() : (byte) -1;
      }
      Footer known = random.nextBoolean() ? footer : null;
      Allocation allocation = Allocation.begin();
      try {
        readAll(damaged, known);
      } catch (CorruptFileException | UnsupportedFeatureException expected) {
        if (!expected.getMessage().contains("damaged")
            && !expected.getMessage().contains("Delta tables do not have")) {
          fail("seed %d: the error names no file: %s".formatted(seed, expected.getMessage()));
        }
      } catch (Throwable e) {
        fail("seed %d, bytes %s: %s".formatted(seed, part, e), e);
      }
      allocation.requireAtMost(MOST_BYTES, "seed %d, bytes %s".formatted(seed, part));
    }
  }

  /** Parts of which each is damaged as often as another, however long they are. */
  private static List<Part> parts(Footer footer, int size) {
    List<Part> parts = new ArrayList<>();
    for (ChunkMetadata chunk : footer.rowGroups().get(0).chunks()) {
      IndexLocations at = chunk.indexes();
      int start = (int) chunk.startOffset();
      parts.add(new Part(start, start + 40));
      parts.add(new Part((int) chunk.dataOffset(), (int) chunk.dataOffset() + 40));
      parts.add(new Part(start, start + (int) chunk.sizeBytes()));
      if (at.bloomFilter() > 0) {
        parts.add(new Part((int) at.bloomFilter(), (int) at.bloomFilter() + 30));
      }
      parts.add(new Part((int) at.columnIndex(), (int) at.columnIndex() + at.columnIndexBytes()));
      parts.add(new Part((int) at.offsetIndex(), (int) at.offsetIndex() + at.offsetIndexBytes()));
    }
    parts.add(new Part((int) footer.footerOffset(), size));
    return parts;
  }

  private static void readAll(byte[] content, Footer known) {
    InMemoryObject object = new InMemoryObject("damaged", content);
    ParquetFile file =
        known == null ? ParquetFile.open(object, KNOWN) : ParquetFile.open(object, known);
    StructType schema = file.schema();
    ReadOptions limited = ReadOptions.DEFAULT.withMostPageBytes(1 << 20);
    ReadOptions options = limited.withChecksums(ReadOptions.Checksums.IGNORE);
    drain(file.read(schema, options));
    drain(file.read(schema, limited.withRows(450, 460)));
    if (schema.fields().size() > 2
        && schema.field(0).type() == Primitive.LONG
        && schema.field(1).type() == Primitive.STRING
        && schema.field(2).type() == Primitive.STRING) {
      for (Expression filter :
          List.of(
              equal(0, Primitive.LONG, Literal.of(321L)),
              equal(1, Primitive.STRING, Literal.of("code 2")),
              equal(2, Primitive.STRING, Literal.of("text 77")))) {
        drain(
            file.read(
                schema,
                options.withRowFilter(new RowFilter(filter, EvaluationContext.UTC), schema)));
      }
    }
  }

  private static Expression equal(int column, Primitive type, Literal value) {
    return Operators.compare(
        Operators.EQ, new ColumnReference(column, "c" + column, type, true), value);
  }

  private static void drain(BatchReader batches) {
    try (BatchReader reader = batches) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (ColumnVector column : batch.columns()) {
          for (int row = 0; row < Math.min(batch.rowCount(), 20); row++) {
            column.value(row);
          }
        }
      }
    }
  }

  private ParquetJavaFile file(UnaryOperator<ExampleParquetWriter.Builder> options) {
    List<Group> rows = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      SimpleGroup row = new SimpleGroup(SCHEMA);
      row.add("id", (long) i);
      if (i % 5 > 0) {
        row.add("code", "code " + i % 4);
        row.add("text", "text " + i);
        Group list = row.addGroup("list");
        for (int k = 0; k < i % 4; k++) {
          list.addGroup("list").add("element", k);
        }
      }
      rows.add(row);
    }
    return ParquetJavaFile.write(
        folder.resolve("whole.parquet"),
        SCHEMA,
        rows,
        builder ->
            options.apply(
                builder
                    .withWriterVersion(WriterVersion.PARQUET_1_0)
                    .withCompressionCodec(CompressionCodecName.SNAPPY)
                    .withBloomFilterEnabled("text", true)
                    .withBloomFilterNDV("text", 500)
                    .withBloomFilterEnabled("id", true)
                    .withBloomFilterNDV("id", 500)
                    .withPageSize(1500)
                    .withPageRowCountLimit(200)));
  }
}
