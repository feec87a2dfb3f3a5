package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All physical types in all encodings, page versions and codecs that parquet-java writes. */
class EncodingsTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message all {
            required boolean flag;
            optional boolean maybe_flag;
            required int32 i;
            optional int32 maybe_i;
            optional int32 tiny (INTEGER(8,true));
            optional int32 small (INTEGER(16,true));
            optional int32 u32 (INTEGER(32,false));
            optional int32 day (DATE);
            optional int32 dec9 (DECIMAL(9,2));
            required int64 l;
            optional int64 maybe_l;
            optional int64 u64 (INTEGER(64,false));
            optional int64 millis (TIMESTAMP(MILLIS,true));
            optional int64 micros (TIMESTAMP(MICROS,false));
            optional int64 nanos (TIMESTAMP(NANOS,true));
            optional int64 dec18 (DECIMAL(18,4));
            optional int96 old_time;
            required float f;
            optional float maybe_f;
            required double d;
            optional double maybe_d;
            required binary s (STRING);
            optional binary maybe_s (STRING);
            optional binary few (ENUM);
            optional binary b;
            optional binary dec_bytes (DECIMAL(30,3));
            optional fixed_len_byte_array(5) fixed;
            optional fixed_len_byte_array(16) dec38 (DECIMAL(38,10));
            optional fixed_len_byte_array(4) dec_short (DECIMAL(9,0));
          }
          """);

  @TempDir private Path folder;

  static Stream<Arguments> settings() {
    List<Arguments> settings = new ArrayList<>();
    for (WriterVersion version : WriterVersion.values()) {
      for (boolean dictionary : new boolean[] {true, false}) {
        for (boolean split : new boolean[] {true, false}) {
          settings.add(Arguments.of(version, dictionary, split, CompressionCodecName.UNCOMPRESSED));
        }
        for (CompressionCodecName codec :
            List.of(
                CompressionCodecName.SNAPPY,
                CompressionCodecName.GZIP,
                CompressionCodecName.ZSTD,
                CompressionCodecName.LZ4_RAW)) {
          settings.add(Arguments.of(version, dictionary, false, codec));
        }
      }
    }
    return settings.stream();
  }

  @ParameterizedTest(name = "{0}, dictionary {1}, split {2}, {3}")
  @MethodSource("settings")
  void valuesAreThoseOfParquetJava(
      WriterVersion version, boolean dictionary, boolean split, CompressionCodecName codec) {
    ParquetJavaFile file =
        ParquetJavaFile.write(
            folder.resolve("all.parquet"),
            SCHEMA,
            rows(3000, new Random(7)),
            builder ->
                builder
                    .withWriterVersion(version)
                    .withDictionaryEncoding(dictionary)
                    .withDictionaryPageSize(4000)
                    .withByteStreamSplitEncoding(split)
                    .withCompressionCodec(codec)
                    .withPageSize(2000)
                    .withPageRowCountLimit(300)
                    .withRowGroupRowCountLimit(1400));
    ParquetFile opened = file.open();
    assertThat(opened.footer().rowGroups()).hasSizeGreaterThan(1);
    List<List<Object>> expected = file.rows();
    for (int batchRows : new int[] {1, 299, 4096}) {
      assertThat(
              Rows.of(opened.read(opened.schema(), ReadOptions.DEFAULT.withBatchRows(batchRows))))
          .as("batches of %d rows", batchRows)
          .isEqualTo(expected);
    }
    // A window smaller than a page, so that it moves and grows.
    assertThat(Rows.of(opened.read(opened.schema(), ReadOptions.DEFAULT.withReadBytes(500))))
        .isEqualTo(expected);
  }

  /** Nulls come alone, in runs that cross pages, and not at all, by column and region. */
  private static List<Group> rows(int count, Random random) {
    List<Group> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      SimpleGroup group = new SimpleGroup(SCHEMA);
      for (int field = 0; field < SCHEMA.getFieldCount(); field++) {
        boolean required =
            SCHEMA.getType(field).isRepetition(org.apache.parquet.schema.Type.Repetition.REQUIRED);
        int region = (row / 450 + field) % 4;
        boolean missing =
            !required
                && (region == 0
                    || (region == 1 && random.nextInt(3) == 0)
                    || (region == 2 && row % 300 == 299));
        if (!missing) {
          add(group, field, row, random);
        }
      }
      rows.add(group);
    }
    return rows;
  }

  private static void add(SimpleGroup group, int field, int row, Random random) {
    String name = SCHEMA.getFieldName(field);
    boolean wild = row > 1500;
    switch (SCHEMA.getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> group.add(field, wild ? random.nextBoolean() : row % 700 < 500);
      case INT32 -> {
        int value = wild ? random.nextInt() : random.nextInt(50) - 25;
        group.add(
            field,
            switch (name) {
              case "tiny" -> (int) (byte) value;
              case "small" -> (int) (short) value;
              case "dec9" -> value % 1_000_000_000;
              default -> value;
            });
      }
      case INT64 -> {
        long value = wild ? random.nextLong() : random.nextInt(1000) * 1_000_000_007L;
        group.add(
            field,
            switch (name) {
              case "millis" -> value / 1000;
              case "dec18" -> value % 1_000_000_000_000_000_000L;
              default -> value;
            });
      }
      case INT96 ->
          group.add(
              field,
              new NanoTime(
                  2_440_588 + random.nextInt(20000) - 10000,
                  random.nextInt(86400) * 1_000_000_123L));
      case FLOAT -> group.add(field, wild ? Float.intBitsToFloat(random.nextInt()) : row % 9 / 4f);
      case DOUBLE ->
          group.add(field, wild ? Double.longBitsToDouble(random.nextLong()) : row % 9 / 4d);
      case BINARY -> group.add(field, binary(name, row, wild, random));
      case FIXED_LEN_BYTE_ARRAY -> {
        byte[] bytes = new byte[SCHEMA.getType(field).asPrimitiveType().getTypeLength()];
        if (wild) {
          random.nextBytes(bytes);
          if (name.startsWith("dec")) {
            // Fewer digits than the type has.
            bytes[0] = (byte) (bytes[1] >> 7);
            bytes[1] = bytes[0];
          }
        } else {
          bytes[bytes.length - 1] = (byte) random.nextInt(100);
        }
        group.add(field, Binary.fromConstantByteArray(bytes));
      }
    }
  }

  private static Binary binary(String name, int row, boolean wild, Random random) {
    if (name.equals("dec_bytes")) {
      return Binary.fromConstantByteArray(
          new BigInteger(wild ? 90 : 6, random)
              .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1))
              .toByteArray());
    }
    if (name.equals("few")) {
      return Binary.fromString(List.of("", "a", "Grün", "日本").get(random.nextInt(4)));
    }
    String text = wild ? "value " + random.nextInt(100_000) : "common prefix " + row % 40;
    return name.equals("b")
        ? Binary.fromConstantByteArray(
            Arrays.copyOf(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), row % 17))
        : Binary.fromString(text);
  }
}
