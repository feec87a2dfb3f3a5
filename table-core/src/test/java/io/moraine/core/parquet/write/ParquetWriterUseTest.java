package io.moraine.core.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.VersionParser;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the writer is used, well and badly, and the layout that comes of it. */
class ParquetWriterUseTest {
  private static final WriteOptions SMALL =
      WriteOptions.DEFAULT.withPages(100, 1 << 20).withRowGroups(1 << 20, 1000);

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("f.parquet");
  }

  private ColumnChunkMetaData chunk(int group, int column) throws IOException {
    try (ParquetFileReader reader = ParquetJava.open(file())) {
      return reader.getRowGroups().get(group).getColumns().get(column);
    }
  }

  // Layout.

  @Test
  void theSchemaIsLaidOutAsSparkDoes() throws Exception {
    StructType schema =
        StructType.of(
            StructField.required("id", Primitive.LONG),
            StructField.of("b", Primitive.BYTE),
            StructField.of("s", Primitive.SHORT),
            StructField.of("t", Primitive.TIMESTAMP),
            StructField.of("n", Primitive.TIMESTAMP_NTZ),
            StructField.of("d", Primitive.DATE),
            StructField.of("text", Primitive.STRING),
            StructField.of("bin", Primitive.BINARY),
            StructField.of("d9", new DataType.Decimal(9, 2)),
            StructField.of("d10", new DataType.Decimal(10, 2)),
            StructField.of("d19", new DataType.Decimal(19, 2)),
            StructField.of("d38", new DataType.Decimal(38, 0)),
            StructField.of("nothing", Primitive.VOID),
            StructField.of("v", Primitive.VARIANT),
            StructField.of("a", new DataType.Array(Primitive.INTEGER, false)),
            StructField.required("m", new DataType.MapOf(Primitive.STRING, Primitive.LONG, true)));
    Samples.write(file(), schema, SMALL, List.of(), 1);
    try (ParquetFileReader reader = ParquetJava.open(file())) {
      assertThat(reader.getFileMetaData().getSchema())
          .hasToString(
              """
              message moraine_schema {
                required int64 id;
                optional int32 b (INTEGER(8,true));
                optional int32 s (INTEGER(16,true));
                optional int64 t (TIMESTAMP(MICROS,true));
                optional int64 n (TIMESTAMP(MICROS,false));
                optional int32 d (DATE);
                optional binary text (STRING);
                optional binary bin;
                optional int32 d9 (DECIMAL(9,2));
                optional int64 d10 (DECIMAL(10,2));
                optional fixed_len_byte_array(9) d19 (DECIMAL(19,2));
                optional fixed_len_byte_array(16) d38 (DECIMAL(38,0));
                optional group v {
                  required binary metadata;
                  required binary value;
                }
                optional group a (LIST) {
                  repeated group list {
                    required int32 element;
                  }
                }
                required group m (MAP) {
                  repeated group key_value {
                    required binary key (STRING);
                    optional int64 value;
                  }
                }
              }
              """);
    }
  }

  @Test
  void variantsAreMarkedOnlyIfAskedFor() throws Exception {
    StructType schema = StructType.of(StructField.required("v", Primitive.VARIANT));
    WriteOptions marked = SMALL.withVariants(WriteOptions.VariantMark.LOGICAL_TYPE);
    List<List<Object>> rows = Samples.rows(schema, 10, 1, 5);
    for (WriteOptions options : List.of(SMALL, marked)) {
      Samples.write(file(), schema, options, rows, 10);
      try (ParquetFileReader reader = ParquetJava.open(file())) {
        assertThat(reader.getFileMetaData().getSchema().getType("v").getLogicalTypeAnnotation())
            .isEqualTo(options.equals(marked) ? LogicalTypeAnnotation.variantType((byte) 1) : null);
      }
      assertThat(Samples.comparable(ParquetJava.rows(file(), schema)))
          .isEqualTo(Samples.comparable(rows));
    }
  }

  @Test
  void fieldIdsComeFromTheMetadata() throws Exception {
    FieldMetadata mapped =
        FieldMetadata.EMPTY
            .with("delta.columnMapping.id", "7")
            .with(
                "delta.columnMapping.nested.ids",
                "{\"m.key\":8,\"m.value\":9,\"m.value.element\":10}");
    StructType schema =
        StructType.of(
            new StructField(
                "m",
                new DataType.MapOf(
                    Primitive.STRING, new DataType.Array(Primitive.INTEGER, true), true),
                true,
                mapped),
            new StructField(
                "s",
                StructType.of(
                    new StructField(
                        "x",
                        Primitive.LONG,
                        true,
                        FieldMetadata.EMPTY.with("parquet.field.id", "3"))),
                true,
                FieldMetadata.EMPTY));
    Samples.write(file(), schema, SMALL, List.of(), 1);
    try (ParquetFileReader reader = ParquetJava.open(file())) {
      assertThat(reader.getFileMetaData().getSchema())
          .hasToString(
              """
              message moraine_schema {
                optional group m (MAP) = 7 {
                  repeated group key_value {
                    required binary key (STRING) = 8;
                    optional group value (LIST) = 9 {
                      repeated group list {
                        optional int32 element = 10;
                      }
                    }
                  }
                }
                optional group s {
                  optional int64 x = 3;
                }
              }
              """);
    }
    StructType bad =
        StructType.of(
            new StructField(
                "x",
                Primitive.LONG,
                true,
                FieldMetadata.EMPTY.with("parquet.field.id", "\"three\"")));
    assertThatThrownBy(() -> Samples.write(file(), bad, SMALL, List.of(), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "The Parquet field id of column 'x' needs to be a number of 32 bits, found \"three\"");
  }

  @Test
  void theFooterTellsWhoWroteItAndWhatTheCallerAdded() throws Exception {
    StructType schema = StructType.of(StructField.of("x", Primitive.LONG));
    Samples.write(
        file(),
        schema,
        SMALL.withMetadata(Map.of("key", "value")),
        Samples.rows(schema, 10, 1, 5),
        10);
    try (ParquetFileReader reader = ParquetJava.open(file())) {
      var metadata = reader.getFileMetaData();
      assertThat(metadata.getKeyValueMetaData()).containsExactly(Map.entry("key", "value"));
      var version = VersionParser.parse(metadata.getCreatedBy());
      assertThat(version.application).isEqualTo("moraine");
      assertThat(version.version).isEqualTo("0.1.0");
      assertThat(version.hasSemanticVersion()).isTrue();
    }
    assertThat(RawFooter.read(file()).getColumn_orders()).hasSize(1);
  }

  @Test
  void rowGroupsAndPagesEndWhereTheOptionsSay() throws Exception {
    StructType schema = StructType.of(StructField.of("x", Primitive.LONG));
    List<List<Object>> rows = Samples.rows(schema, 2350, 1, 1_000_000);
    Samples.write(file(), schema, SMALL, rows, 2350);
    try (ParquetFileReader reader = ParquetJava.open(file())) {
      assertThat(reader.getRowGroups())
          .extracting(group -> group.getRowCount())
          .containsExactly(1000L, 1000L, 350L);
      assertThat(reader.readOffsetIndex(chunk(2, 0)).getPageCount()).isEqualTo(4);
    }
    Samples.write(file(), schema, SMALL.withRowGroups(1, Long.MAX_VALUE), rows, 2350);
    try (ParquetFileReader reader = ParquetJava.open(file())) {
      // Steps are as large as pages.
      assertThat(reader.getRowGroups()).hasSize(24);
    }
  }

  @Test
  void pagesEndBeforeTheyHoldTooManyBytes() throws Exception {
    StructType schema = StructType.of(StructField.required("s", Primitive.STRING));
    List<List<Object>> rows =
        IntStream.range(0, 100).mapToObj(i -> List.<Object>of("%0100d".formatted(i))).toList();
    WriteOptions options = SMALL.withPages(1000, 1040);
    Samples.write(file(), schema, options.withDictionaries(0, 0), rows, 100);
    try (ParquetFileReader reader = ParquetJava.open(file())) {
      // Ten strings of 104 bytes just fit.
      assertThat(reader.readOffsetIndex(chunk(0, 0)).getPageCount()).isEqualTo(10);
    }
    // A dictionary is given up when it is too large, not when the page is.
    Samples.write(file(), schema, options.withDictionaries(1000, 1000), rows, 1);
    assertThat(hasDictionary(chunk(0, 0))).isFalse();
    // Codes stand for more than a page may hold: only the next page can do without.
    Samples.write(file(), schema, SMALL.withPages(50, 1040), rows, 100);
    assertThat(chunk(0, 0).getEncodingStats().getNumDataPagesEncodedAs(Encoding.RLE_DICTIONARY))
        .isEqualTo(1);
    assertThat(ParquetJava.rows(file(), schema)).isEqualTo(rows);
  }

  // Dictionaries.

  private static boolean hasDictionary(ColumnChunkMetaData chunk) {
    return chunk.getEncodings().contains(Encoding.RLE_DICTIONARY);
  }

  @Test
  void aDictionaryIsUsedWhereItSavesRoom() throws Exception {
    StructType schema =
        StructType.of(
            StructField.of("few", Primitive.LONG),
            StructField.of("many", Primitive.LONG),
            StructField.of("nulls", Primitive.LONG));
    Random random = new Random(1);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(Arrays.asList((long) random.nextInt(10), random.nextLong(), null));
    }
    Samples.write(file(), schema, SMALL, rows, 1000);
    assertThat(hasDictionary(chunk(0, 0))).isTrue();
    assertThat(chunk(0, 0).getEncodingStats().hasDictionaryPages()).isTrue();
    assertThat(chunk(0, 0).getEncodingStats().hasNonDictionaryEncodedPages()).isFalse();
    assertThat(hasDictionary(chunk(0, 1))).isFalse();
    assertThat(chunk(0, 1).getDictionaryPageOffset()).isZero();
    assertThat(hasDictionary(chunk(0, 2))).isFalse();
  }

  @Test
  void aDictionaryGivenUpLaterStaysForTheEarlierPages() throws Exception {
    StructType schema = StructType.of(StructField.required("l", Primitive.LONG));
    Random random = new Random(1);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(List.of(i < 450 ? random.nextInt(5) : random.nextLong()));
    }
    rows = rows.stream().map(row -> List.<Object>of(((Number) row.get(0)).longValue())).toList();
    Samples.write(file(), schema, SMALL, rows, 130);
    assertThat(chunk(0, 0).getEncodingStats().getNumDataPagesEncodedAs(Encoding.RLE_DICTIONARY))
        .isEqualTo(4);
    assertThat(chunk(0, 0).getEncodingStats().getNumDataPagesEncodedAs(Encoding.PLAIN))
        .isEqualTo(6);
    assertThat(ParquetJava.rows(file(), schema)).isEqualTo(rows);
  }

  @ParameterizedTest
  @MethodSource("io.moraine.core.parquet.write.ParquetWriterRoundTripTest#types")
  void dictionaryVectorsAreWrittenLikeTheirValues(DataType type) {
    StructType schema =
        StructType.of(
            StructField.of("c", type), StructField.of("a", new DataType.Array(type, true)));
    Random random = new Random(4);
    for (int distinct : new int[] {4, 100_000}) {
      List<ColumnBatch> batches = new ArrayList<>();
      List<List<Object>> expected = new ArrayList<>();
      ColumnVector dictionary = null;
      for (int batch = 0; batch < 9; batch++) {
        // Some batches share a dictionary, and each has an entry twice and one that is not used.
        if (batch % 3 == 0) {
          dictionary = dictionary(type, random, distinct);
        }
        batches.add(coded(schema, dictionary, random, 257));
        for (int row = 0; row < 257; row++) {
          expected.add(
              Arrays.asList(
                  batches.get(batch).column(0).value(row),
                  batches.get(batch).column(1).value(row)));
        }
      }
      for (WriteOptions options : List.of(SMALL, SMALL.withDictionaries(0, 0))) {
        WrittenFile written = Samples.write(file(), schema, options, batches);
        assertThat(Samples.comparable(ParquetJava.rows(file(), schema)))
            .isEqualTo(Samples.comparable(expected));
        List<ColumnBatch> flat =
            batches.stream()
                .map(
                    batch ->
                        new ColumnBatch(
                            schema,
                            batch.rowCount(),
                            List.of(batch.column(0).flat(), batch.column(1))))
                .toList();
        WrittenFile plain = Samples.write(folder.resolve("plain.parquet"), schema, options, flat);
        assertThat(Samples.comparable(stats(written))).isEqualTo(Samples.comparable(stats(plain)));
      }
    }
  }

  private static List<Object> stats(WrittenFile file) {
    List<Object> stats = new ArrayList<>();
    file.statistics()
        .forEach((path, s) -> stats.add(Arrays.asList(path, s.min(), s.max(), s.nullCount())));
    return stats;
  }

  private static ColumnVector dictionary(DataType type, Random random, int distinct) {
    VectorBuilder builder = VectorBuilder.of(type, 60);
    Object first = Samples.value(type, random, distinct);
    builder.append(first).append(first);
    for (int i = 0; i < 58; i++) {
      builder.append(Samples.value(type, random, distinct));
    }
    return builder.build();
  }

  private static ColumnBatch coded(
      StructType schema, ColumnVector dictionary, Random random, int rows) {
    int[] codes = new int[rows];
    byte[] validity = new byte[rows];
    for (int i = 0; i < rows; i++) {
      validity[i] = (byte) (random.nextInt(4) == 0 ? 0 : 1);
      codes[i] = validity[i] == 0 ? 0 : random.nextInt(59);
    }
    ColumnVector vector = new DictionaryVector(rows, codes, dictionary, validity);
    int[] offsets = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      offsets[i + 1] = Math.min(rows, offsets[i] + i % 3);
    }
    ColumnVector lists =
        new ListVector((DataType.Array) schema.field(1).type(), rows, offsets, vector, null);
    return new ColumnBatch(schema, rows, List.of(vector, lists));
  }

  @Test
  void constantsOfNestedTypesAreWritten() {
    DataType list = new DataType.Array(Primitive.STRING, true);
    StructType struct = StructType.of(StructField.of("x", Primitive.LONG));
    StructType schema = StructType.of(StructField.of("l", list), StructField.of("s", struct));
    Samples.write(
        file(),
        schema,
        SMALL,
        List.of(
            new ColumnBatch(
                schema,
                3,
                List.of(
                    Vectors.constant(list, List.of("a", "b"), 3),
                    Vectors.constant(struct, List.of(1L), 3)))));
    List<Object> row = List.of(List.of("a", "b"), List.of(1L));
    assertThat(ParquetJava.rows(file(), schema)).containsExactly(row, row, row);
  }

  // Use.

  @Test
  void theSizeSoFarGrowsTowardsTheFilesSize() {
    StructType schema = StructType.of(StructField.of("x", Primitive.LONG));
    FileObject object = new FileObject(file());
    try (ParquetWriter writer = ParquetWriter.create(object, schema, SMALL)) {
      long before = writer.bytesSoFar();
      assertThat(before).isEqualTo(4);
      for (int i = 0; i < 20; i++) {
        writer.write(Samples.batch(schema, Samples.rows(schema, 500, i, 1_000_000)));
        assertThat(writer.bytesSoFar()).isGreaterThan(before + 1000);
        before = writer.bytesSoFar();
      }
      assertThat(writer.rowCount()).isEqualTo(10_000);
      WrittenFile written = writer.finish();
      assertThat(written.sizeBytes()).isBetween(before, before * 3 / 2);
    }
  }

  @Test
  void closedBeforeItIsFinishedItLeavesNoFile() {
    StructType schema = StructType.of(StructField.of("x", Primitive.LONG));
    FileObject object = new FileObject(file());
    ParquetWriter writer = ParquetWriter.create(object, schema, SMALL);
    writer.write(Samples.batch(schema, Samples.rows(schema, 500, 1, 10)));
    writer.close();
    writer.close();
    assertThat(object.isClosed()).isTrue();
    assertThat(file()).doesNotExist();
    assertThatThrownBy(writer::finish)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The writer of %s is closed", file());
  }

  @Test
  void afterAnErrorItCannotBeFinished() {
    StructType schema = StructType.of(StructField.required("x", Primitive.LONG));
    StructType nullable = StructType.of(StructField.of("x", Primitive.LONG));
    try (ParquetWriter writer = ParquetWriter.create(new FileObject(file()), schema, SMALL)) {
      ColumnBatch bad = Samples.batch(nullable, List.of(Arrays.asList((Object) null)));
      assertThatThrownBy(() -> writer.write(bad)).isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(writer::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The writer of %s is broken", file());
    }
    assertThat(file()).doesNotExist();
  }

  @Test
  void refusesNullsWhereThereCanBeNoneAndTellsTheRow() {
    StructType inner = StructType.of(StructField.required("y", Primitive.STRING));
    StructType schema =
        StructType.of(
            StructField.required("x", Primitive.LONG),
            StructField.of("s", inner),
            StructField.required("t", inner),
            StructField.of("a", new DataType.Array(Primitive.INTEGER, false)),
            StructField.required("b", new DataType.Array(Primitive.INTEGER, true)));
    List<Object> good = List.of(1L, List.of("y"), List.of("y"), List.of(1, 2, 3), List.of());
    requireRefused(schema, good, with(good, 1, null), null);
    requireRefused(schema, good, with(good, 0, null), "x");
    requireRefused(schema, good, with(good, 1, Arrays.asList((Object) null)), "s.y");
    requireRefused(schema, good, with(good, 2, null), "t");
    requireRefused(schema, good, with(good, 3, Arrays.asList(1, null)), "a.element");
    requireRefused(schema, good, with(good, 4, null), "b");
  }

  private static List<Object> with(List<Object> row, int ordinal, Object value) {
    List<Object> changed = new ArrayList<>(row);
    changed.set(ordinal, value);
    return changed;
  }

  private void requireRefused(
      StructType schema, List<Object> good, List<Object> odd, String column) {
    List<List<Object>> rows = new ArrayList<>(Collections.nCopies(250, good));
    rows.set(237, odd);
    if (column == null) {
      Samples.write(file(), schema, SMALL, rows, 120);
      return;
    }
    assertThatThrownBy(() -> Samples.write(file(), schema, SMALL, rows, 120))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Column '%s' cannot be null, but row 237 of the file would be", column);
  }

  @Test
  void refusesBatchesOfAnotherShape() {
    StructType schema =
        StructType.of(
            StructField.of("x", Primitive.LONG),
            StructField.of("a", new DataType.Array(Primitive.LONG, true)));
    StructType narrow = StructType.of(StructField.of("x", Primitive.LONG));
    StructType other =
        StructType.of(
            StructField.of("x", Primitive.LONG),
            StructField.of("a", new DataType.Array(Primitive.INTEGER, true)));
    StructType renamed =
        StructType.of(
            StructField.required("logical", Primitive.LONG),
            StructField.of("b", new DataType.Array(Primitive.LONG, false)));
    try (ParquetWriter writer = ParquetWriter.create(new FileObject(file()), schema, SMALL)) {
      assertThatThrownBy(() -> writer.write(Samples.batch(narrow, List.of())))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("Cannot write a batch of 1 columns to a Parquet file of 2")
          .hasMessageContaining("found struct<x long>");
      assertThatThrownBy(() -> writer.write(Samples.batch(other, List.of())))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Cannot write column 'a' (column 2) to a Parquet file: expected type array<long>,"
                  + " found array<integer>");
      writer.write(Samples.batch(renamed, List.of(List.of(1L, List.of(2L)))));
      assertThat(writer.finish().rowCount()).isEqualTo(1);
    }
  }

  @Test
  void refusesSchemasThatNoFileCanHave() {
    assertThatThrownBy(() -> ParquetWriter.create(new FileObject(file()), StructType.EMPTY, SMALL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("A Parquet file needs a column");
    StructType voids = StructType.of(StructField.of("v", Primitive.VOID));
    StructType within = StructType.of(StructField.of("s", voids));
    assertThatThrownBy(() -> ParquetWriter.create(new FileObject(file()), within, SMALL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Column 's' cannot be in a Parquet file");
    StructType array = StructType.of(StructField.of("a", new DataType.Array(Primitive.VOID, true)));
    assertThatThrownBy(() -> ParquetWriter.create(new FileObject(file()), array, SMALL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Column 'a.element' cannot be in a Parquet file");
  }

  @Test
  void refusesNestingThatLevelsCannotTell() {
    DataType deep = Primitive.LONG;
    for (int i = 0; i < 63; i++) {
      deep = new DataType.Array(deep, true);
    }
    // Each array has two levels, and the innermost element one.
    StructType allowed = StructType.of(StructField.of("a", deep));
    Samples.write(file(), allowed, SMALL, List.of(Arrays.asList((Object) null)), 1);
    StructType refused = StructType.of(StructField.of("a", new DataType.Array(deep, true)));
    assertThatThrownBy(() -> ParquetWriter.create(new FileObject(file()), refused, SMALL))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage(
            "Column 'a' is nested too deeply for a Parquet file: at most 127 nullable levels are"
                + " supported");
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    assertThatThrownBy(() -> WriteOptions.DEFAULT.withPages(0, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Option pageRows of a Parquet file needs to be positive, got 0");
    assertThatThrownBy(() -> WriteOptions.DEFAULT.withDictionaries(-1, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("-1 entries");
  }
}
