package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Structs, lists and maps within each other, with nulls and empty ones at every level. */
class NestedTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message nested {
            required int32 id;
            optional group point {
              optional int32 x;
              required double y;
              optional group inner { optional binary name (STRING); optional int64 n; }
            }
            optional group numbers (LIST) { repeated group list { optional int32 element; } }
            required group sure (LIST) { repeated group list { required int64 element; } }
            optional group lists (LIST) {
              repeated group list {
                optional group element (LIST) { repeated group list { optional binary element (STRING); } }
              }
            }
            optional group structs (LIST) {
              repeated group list {
                optional group element {
                  optional int32 a;
                  optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
                  required group sub { optional boolean flag; optional group deep (LIST) { repeated group list { required float element; } } }
                }
              }
            }
            optional group map (MAP) {
              repeated group key_value { required binary key (STRING); optional int32 value; }
            }
            optional group deep_map (MAP) {
              repeated group key_value {
                required int32 key;
                optional group value (MAP) {
                  repeated group key_value { required binary key (STRING);
                    optional group value (LIST) { repeated group list { optional group element { optional int64 z; } } } }
                }
              }
            }
            repeated int32 bare;
            repeated group bare_group { optional int32 p; repeated binary q (STRING); }
          }
          """);

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, dictionary {1}, seed {2}")
  @CsvSource({
    "PARQUET_1_0,true,1",
    "PARQUET_1_0,false,2",
    "PARQUET_2_0,true,3",
    "PARQUET_2_0,false,4"
  })
  void nestedValuesAreThoseOfParquetJava(WriterVersion version, boolean dictionary, int seed) {
    ParquetJavaFile file = write(version, dictionary, seed, 1500);
    ParquetFile opened = file.open();
    List<List<Object>> expected = file.rows();
    for (int batchRows : new int[] {1, 7, 250, 4096}) {
      assertThat(
              Rows.of(opened.read(opened.schema(), ReadOptions.DEFAULT.withBatchRows(batchRows))))
          .as("batches of %d rows", batchRows)
          .isEqualTo(expected);
    }
  }

  @Test
  void partsOfStructsAreReadAloneAndMissingOnesAreNull() {
    ParquetJavaFile file = write(WriterVersion.PARQUET_1_0, true, 5, 400);
    StructType wanted =
        StructType.of(
            StructField.of(
                "point",
                StructType.of(
                    StructField.of("nothing", DataType.Primitive.STRING),
                    StructField.of(
                        "inner", StructType.of(StructField.of("none", DataType.Primitive.DATE))))),
            StructField.of(
                "structs",
                new DataType.Array(
                    StructType.of(StructField.of("missing", DataType.Primitive.INTEGER)), true)),
            StructField.of("absent", DataType.Primitive.DOUBLE));
    List<List<Object>> expected = new ArrayList<>();
    for (List<Object> row : file.rows()) {
      List<?> point = (List<?>) row.get(1);
      List<Object> structs = null;
      if (row.get(5) != null) {
        structs = new ArrayList<>();
        for (Object element : (List<?>) row.get(5)) {
          structs.add(element == null ? null : Rows.row((Object) null));
        }
      }
      expected.add(
          Rows.row(
              point == null
                  ? null
                  : Rows.row(null, point.get(2) == null ? null : Rows.row((Object) null)),
              structs,
              null));
    }
    assertThat(Rows.of(file.open().read(wanted))).isEqualTo(expected);
  }

  private ParquetJavaFile write(WriterVersion version, boolean dictionary, int seed, int rowCount) {
    Random random = new Random(seed);
    List<Group> rows = new ArrayList<>();
    for (int i = 0; i < rowCount; i++) {
      SimpleGroup row = new SimpleGroup(SCHEMA);
      fill(row, SCHEMA, random);
      rows.add(row);
    }
    return ParquetJavaFile.write(
        folder.resolve("nested.parquet"),
        SCHEMA,
        rows,
        builder ->
            builder
                .withWriterVersion(version)
                .withDictionaryEncoding(dictionary)
                .withPageSize(700)
                .withPageRowCountLimit(100)
                .withRowGroupSize(300_000L));
  }

  private static void fill(Group group, GroupType type, Random random) {
    for (int field = 0; field < type.getFieldCount(); field++) {
      Type fieldType = type.getType(field);
      int times =
          switch (fieldType.getRepetition()) {
            case REQUIRED -> 1;
            case OPTIONAL -> random.nextInt(4) == 0 ? 0 : 1;
            case REPEATED -> Math.max(0, random.nextInt(6) - 2);
          };
      for (int i = 0; i < times; i++) {
        if (!fieldType.isPrimitive()) {
          fill(group.addGroup(field), fieldType.asGroupType(), random);
          continue;
        }
        switch (fieldType.asPrimitiveType().getPrimitiveTypeName()) {
          case BOOLEAN -> group.add(field, random.nextBoolean());
          case INT32 -> group.add(field, random.nextInt(100));
          case INT64 -> group.add(field, random.nextLong());
          case FLOAT -> group.add(field, random.nextFloat());
          case DOUBLE -> group.add(field, random.nextDouble());
          default -> group.add(field, "text " + random.nextInt(30));
        }
      }
    }
  }
}
