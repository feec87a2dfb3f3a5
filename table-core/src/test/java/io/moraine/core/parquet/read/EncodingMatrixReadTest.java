package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.parquet.write.NullPatterns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Every physical type, in the encodings that parquet-java writes, whatever the nulls are. */
class EncodingMatrixReadTest {
  private static final List<String> TYPES =
      List.of(
          "boolean %s",
          "int32 %s",
          "int32 %s (INTEGER(8,true))",
          "int64 %s",
          "int64 %s (TIMESTAMP(MICROS,true))",
          "int96 %s",
          "float %s",
          "double %s",
          "binary %s (STRING)",
          "binary %s",
          "fixed_len_byte_array(12) %s (DECIMAL(27,3))");

  private static final int ROWS = 1500;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, dictionary {1}, split {2}, {3} different values")
  @CsvSource({
    "PARQUET_1_0,false,false,1000000",
    "PARQUET_1_0,false,true,1000000",
    "PARQUET_1_0,true,false,100",
    "PARQUET_1_0,true,true,100000",
    "PARQUET_2_0,false,false,1000000",
    "PARQUET_2_0,false,true,1000000",
    "PARQUET_2_0,true,false,100",
    "PARQUET_2_0,true,true,100000"
  })
  void rowsAreThoseThatParquetJavaReads(
      WriterVersion version, boolean dictionary, boolean split, int distinct) {
    StringBuilder text = new StringBuilder("message matrix {");
    for (String type : TYPES) {
      for (NullPatterns pattern : NullPatterns.values()) {
        text.append("optional ")
            .append(type.formatted("c" + TYPES.indexOf(type) + "_" + pattern))
            .append(';');
      }
    }
    MessageType schema = MessageTypeParser.parseMessageType(text.append('}').toString());
    ParquetJavaFile file =
        ParquetJavaFile.write(
            folder.resolve("matrix.parquet"),
            schema,
            rows(schema, distinct),
            builder ->
                builder
                    .withWriterVersion(version)
                    .withDictionaryEncoding(dictionary)
                    .withDictionaryPageSize(3000)
                    .withByteStreamSplitEncoding(split)
                    .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                    .withPageSize(1500)
                    .withPageRowCountLimit(190)
                    .withRowGroupRowCountLimit(1100));
    List<List<Object>> expected = file.rows();
    ParquetFile opened = file.open();
    assertThat(Rows.of(opened.read(opened.schema(), ReadOptions.DEFAULT.withBatchRows(257))))
        .isEqualTo(expected);
    assertThat(Rows.of(opened.read(opened.schema(), ReadOptions.DEFAULT.withRows(203, 1201))))
        .isEqualTo(expected.subList(203, 1201));
  }

  private static List<Group> rows(MessageType schema, int distinct) {
    Random random = new Random(distinct);
    NullPatterns[] patterns = NullPatterns.values();
    List<boolean[]> nulls = new ArrayList<>();
    for (NullPatterns pattern : patterns) {
      nulls.add(pattern.nulls(ROWS));
    }
    List<Group> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      SimpleGroup row = new SimpleGroup(schema);
      for (int field = 0; field < schema.getFieldCount(); field++) {
        if (!nulls.get(field % patterns.length)[i]) {
          add(row, field, new Random(random.nextInt(distinct)));
        }
      }
      rows.add(row);
    }
    return rows;
  }

  private static void add(SimpleGroup row, int field, Random value) {
    var type = row.getType().getType(field).asPrimitiveType();
    switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> row.add(field, value.nextBoolean());
      case INT32 ->
          row.add(
              field, type.getLogicalTypeAnnotation() == null ? value.nextInt() : value.nextInt(99));
      case INT64 -> row.add(field, value.nextLong() >> value.nextInt(64));
      case INT96 ->
          row.add(
              field, new NanoTime(2_440_588 + value.nextInt(9000), value.nextInt(86400) * 1000L));
      case FLOAT -> row.add(field, (float) value.nextGaussian());
      case DOUBLE -> row.add(field, value.nextGaussian());
      case BINARY ->
          row.add(field, Binary.fromString("text ".repeat(value.nextInt(3)) + value.nextInt(500)));
      case FIXED_LEN_BYTE_ARRAY -> {
        byte[] bytes = new byte[type.getTypeLength()];
        value.nextBytes(bytes);
        bytes[0] = (byte) (bytes[1] >> 7);
        bytes[1] = bytes[0];
        row.add(field, Binary.fromConstantByteArray(bytes));
      }
    }
  }
}
