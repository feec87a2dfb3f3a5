package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.eval.Filter;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.function.Expressions;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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

/** Rows left out within the reader are those that a filter after it leaves out. */
class RowFilterTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message m {
            required int64 id;
            optional int32 n;
            optional double d;
            optional boolean flag;
            optional binary s (STRING);
            optional binary code (STRING);
            optional fixed_len_byte_array(3) raw;
            optional int96 t;
            optional group part { optional int32 a; optional binary b (STRING); }
            optional group list (LIST) { repeated group list { optional int64 element; } }
          }
          """);
  private static final int ROWS = 3000;
  private static final String POSITION = "position";

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, dictionary {1}, {2}")
  @CsvSource({
    "PARQUET_1_0,true,SNAPPY",
    "PARQUET_1_0,false,UNCOMPRESSED",
    "PARQUET_2_0,true,ZSTD",
    "PARQUET_2_0,false,ZSTD"
  })
  void rowsAreThoseThatAFilterAfterReadingKeeps(
      WriterVersion version, boolean dictionary, CompressionCodecName codec) {
    ParquetFile file = file(version, dictionary, codec);
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<StructField> fields = new ArrayList<>(file.schema().fields());
      Collections.shuffle(fields, random);
      StructType requested = StructType.of(fields);
      Expression predicate = predicate(requested, random, 2);
      long from = random.nextBoolean() ? 0 : random.nextInt(ROWS);
      long to = random.nextBoolean() ? ROWS : from + random.nextInt(ROWS);
      ReadOptions options =
          ReadOptions.DEFAULT
              .withBatchRows(1 + random.nextInt(700))
              .withReadBytes(random.nextBoolean() ? 8 << 20 : 1 + random.nextInt(5000))
              .withPositionColumn(POSITION)
              .withRows(from, to);
      RowFilter filter = new RowFilter(predicate, EvaluationContext.UTC);
      List<List<Object>> filtered =
          kept(
              file.read(
                  requested,
                  options
                      .withRowFilter(filter, requested)
                      .withBatches(
                          random.nextBoolean()
                              ? ReadOptions.Batches.PASSING
                              : ReadOptions.Batches.KEPT)),
              predicate);
      List<List<Object>> expected = kept(file.read(requested, options), predicate);
      assertThat(filtered).as("seed %d: %s", seed, predicate).isEqualTo(expected);
    }
  }

  /** Rows of {@code reader} where {@code predicate} is TRUE. */
  private static List<List<Object>> kept(BatchReader reader, Expression predicate) {
    List<List<Object>> rows = new ArrayList<>();
    Filter filter = Filter.compile(predicate, EvaluationContext.UTC);
    try (reader) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        int[] selection = new int[batch.rowCount()];
        ColumnBatch kept = batch.select(selection, filter.select(batch, selection));
        rows.addAll(Rows.of(BatchReader.of(reader.schema(), List.of(kept))));
      }
    }
    return rows;
  }

  private static Expression predicate(StructType schema, Random random, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      Expression left = predicate(schema, random, depth - 1);
      Expression right = predicate(schema, random, depth - 1);
      return random.nextBoolean() ? Operators.and(left, right) : Operators.or(left, right);
    }
    int start = random.nextInt(ROWS);
    return switch (random.nextInt(9)) {
      case 0 -> Operators.compare(Operators.EQ, column(schema, "id"), Literal.of((long) start));
      case 1, 2 ->
          Operators.and(
              Operators.compare(Operators.GE, column(schema, "id"), Literal.of((long) start)),
              Operators.compare(
                  Operators.LT,
                  column(schema, "id"),
                  Literal.of((long) start + random.nextInt(400))));
      case 3 -> Operators.compare(Operators.LT, column(schema, "n"), Literal.of(start));
      case 4 -> Operators.isNull(column(schema, random.nextBoolean() ? "s" : "d"));
      case 5 ->
          Operators.compare(
              Operators.EQ, column(schema, "code"), Literal.of("code " + random.nextInt(9)));
      case 6 -> Operators.compare(Operators.GT, column(schema, "d"), Literal.of(start / 2.0));
      case 7 ->
          Expressions.call(
              Operators.LIKE, column(schema, "s"), Literal.of("%" + random.nextInt(100) + "%"));
      default ->
          Operators.compare(
              Operators.LE,
              new FieldAccess(column(schema, "part"), 0),
              Literal.of(random.nextInt(50)));
    };
  }

  private static ColumnReference column(StructType schema, String name) {
    int ordinal = schema.fields().stream().map(StructField::name).toList().indexOf(name);
    return new ColumnReference(ordinal, name, schema.field(ordinal).type(), true);
  }

  @Test
  void pagesWithoutWantedRowsAreNotFetched() {
    byte[] content =
        write(WriterVersion.PARQUET_1_0, false, CompressionCodecName.UNCOMPRESSED).content();
    long[] read = new long[1];
    ObjectReader counting =
        new ObjectReader() {
          private final InMemoryObject object = new InMemoryObject("counted", content);

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
            read[0] += length;
            object.read(position, target, offset, length);
          }

          @Override
          public void close() {}
        };
    ParquetFile file = ParquetFile.open(counting);
    StructType requested =
        StructType.of(StructField.of("s", Primitive.STRING), StructField.of("id", Primitive.LONG));
    Expression predicate =
        Operators.compare(Operators.EQ, column(requested, "id"), Literal.of(1234L));
    ReadOptions options = ReadOptions.DEFAULT.withReadBytes(1);
    read[0] = 0;
    Rows.of(file.read(requested, options));
    long all = read[0];
    read[0] = 0;
    assertThat(
            Rows.of(
                file.read(
                    requested,
                    options.withRowFilter(
                        new RowFilter(predicate, EvaluationContext.UTC), requested))))
        .containsExactly(Rows.row("text of row " + 1234 * 7919, 1234L));
    assertThat(read[0]).isLessThan(all / 5);
  }

  @Test
  void aFilterThatFailsForARowLeavesTheRowsToTheCaller() {
    ParquetFile file = file(WriterVersion.PARQUET_1_0, true, CompressionCodecName.SNAPPY);
    StructType requested = StructType.of(StructField.of("id", Primitive.LONG));
    Expression predicate =
        Operators.compare(
            Operators.GT,
            Expressions.call("div", Literal.of(1L), column(requested, "id")),
            Literal.of(0L));
    List<List<Object>> rows =
        Rows.of(
            file.read(
                requested,
                ReadOptions.DEFAULT
                    .withBatchRows(10)
                    .withRowFilter(new RowFilter(predicate, EvaluationContext.UTC), requested)));
    // Row 0 divides by zero; of the other batches no row satisfies the predicate.
    assertThat(rows).hasSize(10);
  }

  private ParquetFile file(WriterVersion version, boolean dictionary, CompressionCodecName codec) {
    return write(version, dictionary, codec).open();
  }

  private ParquetJavaFile write(
      WriterVersion version, boolean dictionary, CompressionCodecName codec) {
    return ParquetJavaFile.write(
        folder.resolve("f.parquet"),
        SCHEMA,
        rows(),
        builder ->
            builder
                .withWriterVersion(version)
                .withDictionaryEncoding(dictionary)
                .withCompressionCodec(codec)
                .withPageRowCountLimit(170)
                .withMinRowCountForPageSizeCheck(10)
                .withRowGroupSize(60_000L));
  }

  private static List<Group> rows() {
    Random random = new Random(4);
    List<Group> rows = new ArrayList<>(ROWS);
    for (int i = 0; i < ROWS; i++) {
      SimpleGroup row = new SimpleGroup(SCHEMA);
      row.add("id", (long) i);
      // Whole pages are null.
      boolean lacking = i / 500 % 3 == 1;
      if (!lacking && random.nextInt(7) > 0) {
        row.add("n", random.nextInt(ROWS));
      }
      if (!lacking) {
        row.add("d", i / 2.0);
      }
      if (random.nextBoolean()) {
        row.add("flag", random.nextBoolean());
      }
      if (i == 1234 || random.nextInt(5) > 0) {
        row.add("s", "text of row " + i * 7919);
        row.add(
            "raw",
            org.apache.parquet.io.api.Binary.fromConstantByteArray(
                new byte[] {(byte) i, (byte) (i >> 8), 3}));
        row.add("t", new org.apache.parquet.example.data.simple.NanoTime(2_440_588 + i, i * 1000L));
      }
      if (random.nextInt(9) > 0) {
        row.add("code", "code " + random.nextInt(9));
      }
      if (random.nextInt(3) > 0) {
        Group part = row.addGroup("part");
        if (random.nextInt(3) > 0) {
          part.add("a", random.nextInt(50));
        }
        if (random.nextInt(3) > 0) {
          part.add("b", "b" + random.nextInt(1000));
        }
      }
      if (random.nextInt(3) > 0) {
        Group list = row.addGroup("list");
        for (int k = random.nextInt(4); k > 0; k--) {
          Group element = list.addGroup("list");
          if (random.nextInt(4) > 0) {
            element.add("element", random.nextLong());
          }
        }
      }
      rows.add(row);
    }
    return rows;
  }
}
