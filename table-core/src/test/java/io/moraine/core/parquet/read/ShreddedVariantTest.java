package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.variant.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variants in columns of their own, written by parquet-java. */
class ShreddedVariantTest {
  private static final StructType WANTED = StructType.of(StructField.of("v", Primitive.VARIANT));
  private static final String NO_NAMES = "010000";
  private static final String A_AND_B = "01020001026162";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optional boolean typed_value;",
        "optional int32 typed_value (INTEGER(8,true));",
        "optional int32 typed_value (INTEGER(16,true));",
        "optional int32 typed_value;",
        "optional int64 typed_value;",
        "optional float typed_value;",
        "optional double typed_value;",
        "optional int32 typed_value (DECIMAL(9,3));",
        "optional int64 typed_value (DECIMAL(18,3));",
        "optional binary typed_value (DECIMAL(38,3));",
        "optional fixed_len_byte_array(16) typed_value (DECIMAL(38,3));",
        "optional int32 typed_value (DATE);",
        "optional int64 typed_value (TIMESTAMP(MICROS,true));",
        "optional int64 typed_value (TIMESTAMP(MICROS,false));",
        "optional int64 typed_value (TIMESTAMP(NANOS,true));",
        "optional int64 typed_value (TIMESTAMP(NANOS,false));",
        "optional int64 typed_value (TIME(MICROS,false));",
        "optional binary typed_value;",
        "optional binary typed_value (STRING);",
        "optional fixed_len_byte_array(16) typed_value (UUID);"
      })
  void valuesOfEachTypeAreThoseThatWereWritten(String typed) {
    // The type alone, as a field beside and below others, and as an element.
    String both = "optional binary value; " + typed;
    assertReadBack(both);
    assertReadBack(
        "optional binary value; optional group typed_value { required group a { %s } }"
            .formatted(both));
    assertReadBack(
        """
        optional binary value;
        optional group typed_value {
          required group o {
            optional binary value;
            optional group typed_value { required group b { %1$s } }
          }
          required group a { %1$s }
          required group l {
            optional binary value;
            optional group typed_value (LIST) { repeated group list { required group element {
              optional binary value;
              optional group typed_value { required group a { %1$s } }
            } } }
          }
        }"""
            .formatted(both));
    assertReadBack(
        """
        optional binary value;
        optional group typed_value (LIST) {
          repeated group list { required group element { %s } }
        }"""
            .formatted(both));
  }

  @Test
  void arraysOfArraysAndObjectsOfManyFieldsAreRead() {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      fields
          .append("required group k%d { optional binary value; ".formatted(i))
          .append("optional binary typed_value (STRING); } ");
    }
    assertReadBack("optional binary value; optional group typed_value { %s }".formatted(fields));
    assertReadBack(
        """
        optional binary value;
        optional group typed_value {
          required group l {
            optional binary value;
            optional group typed_value (LIST) { repeated group list { required group element {
              optional binary value;
              optional group typed_value (LIST) { repeated group list { required group element {
                optional binary value;
                optional int32 typed_value;
              } } }
            } } }
          }
        }""");
  }

  private void assertReadBack(String parts) {
    List<Variant> samples = VariantSamples.all();
    ParquetJavaFile file =
        VariantFile.write(folder.resolve("v.parquet"), VariantFile.schema(parts), samples);
    List<String> expected = new ArrayList<>();
    samples.forEach(sample -> expected.add(sample == null ? "∅" : VariantText.of(sample)));
    for (int batchRows : new int[] {1, 3, 1000}) {
      assertThat(read(file, batchRows)).as(parts).isEqualTo(expected);
    }
  }

  private static List<String> read(ParquetJavaFile file, int batchRows) {
    List<String> texts = new ArrayList<>();
    ReadOptions options = ReadOptions.DEFAULT.withBatchRows(batchRows);
    for (Object value : Rows.firstColumn(file.open().read(WANTED, options))) {
      texts.add(value == null ? "∅" : VariantText.of((List<?>) value));
    }
    return texts;
  }

  @Test
  void aVariantWithoutAValueIsTheVariantNullAndARowWithoutAVariantIsNull() {
    ParquetJavaFile file =
        write(
            "optional binary value; optional int32 typed_value;",
            row -> row.addGroup("v").add("metadata", bytes(NO_NAMES)),
            row -> {},
            row ->
                row.addGroup("v").append("metadata", bytes(NO_NAMES)).append("value", bytes("00")));
    assertThat(Rows.firstColumn(file.open().read(WANTED)))
        .containsExactly(List.of(NO_NAMES, "00"), null, List.of(NO_NAMES, "00"));
  }

  @Test
  void anElementWithoutAValueIsTheVariantNullAndAFieldWithoutOneIsNotThere() {
    ParquetJavaFile file =
        write(
            """
            optional group typed_value {
              required group a {
                optional group typed_value (LIST) { repeated group list { required group element {
                  optional binary value; optional int32 typed_value; } } }
              }
              required group b { optional binary value; optional int32 typed_value; }
            }""",
            row -> {
              Group typed = variant(row, A_AND_B).addGroup("typed_value");
              Group list = typed.addGroup("a").addGroup("typed_value");
              list.addGroup("list").addGroup("element").add("typed_value", 5);
              list.addGroup("list").addGroup("element");
              typed.addGroup("b");
            });
    assertThat(read(file, 10)).containsExactly("{a=[integer 5, null], a found=[integer 5, null]}");
  }

  @Test
  void namesThatTheMetadataLackAreAddedToThem() {
    ParquetJavaFile file =
        write(
            """
            optional binary value;
            optional group typed_value { required group c { optional int32 typed_value; } }""",
            row -> {
              // {"b": true}, whose name has the number 1.
              Group group = variant(row, A_AND_B).append("value", bytes("020101000104"));
              group.addGroup("typed_value").addGroup("c").add("typed_value", 5);
            },
            row -> variant(row, A_AND_B).append("value", bytes("020101000104")),
            row ->
                variant(row, NO_NAMES).addGroup("typed_value").addGroup("c").add("typed_value", 6));
    assertThat(read(file, 10))
        .containsExactly(
            "{b=true, b found=true, c=integer 5, c found=integer 5}",
            "{b=true, b found=true}",
            "{c=integer 6, c found=integer 6}");
    assertThat(Rows.firstColumn(file.open().read(WANTED)))
        .extracting(value -> (Object) ((List<?>) value).get(0))
        .containsExactly("010300010203616263", A_AND_B, "0101000163");
  }

  @Test
  void partsThatContradictEachOtherAreRefused() {
    String number = "optional binary value; optional int32 typed_value;";
    assertCorrupt(
        "a variant is a INTEGER in a column of its own and has a value beside it",
        number,
        row -> variant(row, NO_NAMES).append("value", bytes("00")).append("typed_value", 1));
    assertCorrupt(
        "an array in a column of its own",
        """
        optional binary value;
        optional group typed_value (LIST) {
          repeated group list { required group element { optional binary value; } } }""",
        row -> variant(row, NO_NAMES).append("value", bytes("00")).addGroup("typed_value"));
    String object =
        "optional binary value; optional group typed_value { required group a { %s } }"
            .formatted(number);
    assertCorrupt(
        "its value is no object",
        object,
        row ->
            variant(row, NO_NAMES)
                .append("value", bytes("00"))
                .addGroup("typed_value")
                .addGroup("a"));
    assertCorrupt(
        "the field 'a' in its value and in a column of its own",
        object,
        row ->
            variant(row, A_AND_B)
                .append("value", bytes("020100000104"))
                .addGroup("typed_value")
                .addGroup("a")
                .append("typed_value", 1));
  }

  @ParameterizedTest(name = "{0} as an object''s rest")
  @ValueSource(
      strings = {
        "02", // no count
        "0202", // two fields without numbers
        "4201000000", // a large object without numbers
        "42ffffffff0000", // a count beyond the bytes
        "020102000104", // a name that is not there
        "020101050104", // a value beyond the bytes
        "020101000904" // an end beyond the bytes
      })
  void objectsThatEndEarlyOrPointElsewhereAreRefused(String rest) {
    assertCorrupt(
        "a variant's object",
        """
        optional binary value;
        optional group typed_value { required group a { optional int32 typed_value; } }""",
        row ->
            variant(row, A_AND_B)
                .append("value", bytes(rest))
                .addGroup("typed_value")
                .addGroup("a")
                .append("typed_value", 1));
  }

  @ParameterizedTest(name = "{0} as metadata")
  @ValueSource(
      strings = {"", "02", "01", "0101", "010100", "01010005", "01020200016162", "c1ffffffff00"})
  void metadataThatAreNoneAreRefused(String metadata) {
    assertCorrupt(
        "variant",
        "optional binary value; optional int32 typed_value;",
        row -> variant(row, metadata).append("typed_value", 1));
  }

  @Test
  void columnsInWhichVariantsAreNotStoredAreRefusedByPart() {
    assertCorrupt(
        "part 'v.typed_value' of a variant is INT32 (Int[bitWidth=32, signed=false])",
        "optional binary value; optional int32 typed_value (INTEGER(32,false));",
        row -> variant(row, NO_NAMES));
    assertCorrupt(
        "part 'v.typed_value.a' of a variant is INT32",
        "optional binary value; optional group typed_value { optional int32 a; }",
        row -> variant(row, NO_NAMES));
    assertCorrupt(
        "part 'v.typed_value.a' of a variant has neither a value nor a typed_value",
        "optional binary value; optional group typed_value { optional group a { optional int32 x; } }",
        row -> variant(row, NO_NAMES));
  }

  private static Group variant(Group row, String metadata) {
    return row.addGroup("v").append("metadata", bytes(metadata));
  }

  private static Binary bytes(String hex) {
    return Binary.fromConstantByteArray(HexFormat.of().parseHex(hex));
  }

  private void assertCorrupt(String problem, String parts, Consumer<Group> row) {
    ParquetJavaFile file = write(parts, row);
    assertThatThrownBy(() -> Rows.of(file.open().read(WANTED)))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("v.parquet")
        .hasMessageContaining(problem);
  }

  @SafeVarargs
  private ParquetJavaFile write(String parts, Consumer<Group>... rows) {
    MessageType schema = VariantFile.schema(parts);
    List<Group> groups = new ArrayList<>();
    for (Consumer<Group> row : rows) {
      Group group = new SimpleGroup(schema);
      row.accept(group);
      groups.add(group);
    }
    return ParquetJavaFile.write(folder.resolve("v.parquet"), schema, groups, builder -> builder);
  }
}
