package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns and row groups of a file are read. */
class SelectionTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message m {
            required int64 Id = 3;
            optional binary name (STRING) = 4;
            optional double score;
            optional int32 price (DECIMAL(9,2));
            optional group part { optional int32 n = 9; optional binary raw; }
            optional group list (LIST) { repeated group list { optional int32 element; } }
          }
          """);
  private static final StructType ID = StructType.of(StructField.of("Id", Primitive.LONG));

  @TempDir private Path folder;

  @Test
  void columnsAreFoundByNameWithoutRegardToCase() {
    StructType wanted =
        StructType.of(
            StructField.of("NAME", Primitive.STRING), StructField.of("id", Primitive.LONG));
    assertThat(Rows.of(file().read(wanted)).get(7)).containsExactly("name 7", 7L);
  }

  @Test
  void theSameNameComesBeforeOneInAnotherCaseAndTwoOthersAreAmbiguous() {
    MessageType schema =
        MessageTypeParser.parseMessageType("message m { required int32 A; required int32 a; }");
    SimpleGroup row = new SimpleGroup(schema);
    row.add(0, 1);
    row.add(1, 2);
    ParquetFile file =
        ParquetJavaFile.write(folder.resolve("case.parquet"), schema, List.of(row), b -> b).open();
    StructType lower = StructType.of(StructField.of("a", Primitive.INTEGER));
    assertThat(Rows.firstColumn(file.read(lower))).containsExactly(2);
    MessageType other =
        MessageTypeParser.parseMessageType("message m { required int32 AB; required int32 aB; }");
    SimpleGroup otherRow = new SimpleGroup(other);
    otherRow.add(0, 1);
    otherRow.add(1, 2);
    ParquetFile ambiguous =
        ParquetJavaFile.write(folder.resolve("b.parquet"), other, List.of(otherRow), b -> b).open();
    assertThatThrownBy(() -> ambiguous.read(StructType.of(StructField.of("ab", Primitive.INTEGER))))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("column 'ab' could be 'AB' or 'aB' of the file");
  }

  @Test
  void columnsAreFoundByFieldIdWhateverTheirNames() {
    StructType wanted =
        StructType.of(
            withId("other", Primitive.STRING, 4),
            withId("name", Primitive.LONG, 3),
            withId("Id", Primitive.DOUBLE, 77),
            StructField.of("part", StructType.of(withId("renamed", Primitive.INTEGER, 9))));
    ReadOptions options =
        ReadOptions.DEFAULT.withMatching(ColumnMatching.byFieldId("delta.columnMapping.id"));
    assertThat(Rows.of(file().read(wanted, options)).get(7))
        .containsExactly("name 7", 7L, null, List.of(7));
  }

  private static StructField withId(String name, io.moraine.core.type.DataType type, int id) {
    return StructField.of(name, type)
        .withMetadata(FieldMetadata.EMPTY.with("delta.columnMapping.id", Integer.toString(id)));
  }

  @Test
  void theSchemaCarriesTheFieldIds() {
    assertThat(file().schema().field("Id").metadata().rawJson("parquet.field.id")).hasValue("3");
  }

  @Test
  void positionsCountTheRowsOfSkippedRowGroups() {
    ReadOptions options =
        ReadOptions.DEFAULT
            .withBatchRows(30)
            .withRowGroups(ordinal -> ordinal != 1)
            .withPositionColumn("row_position");
    List<List<Object>> rows = Rows.of(file().read(ID, options));
    assertThat(rows)
        .isEqualTo(
            LongStream.range(0, 1000)
                .filter(id -> id < 100 || id >= 200)
                .mapToObj(id -> List.<Object>of(id, id))
                .toList());
    try (BatchReader reader = file().read(ID, options)) {
      assertThat(reader.schema().names()).containsExactly("Id", "row_position");
      assertThat(reader.next().rowCount()).isEqualTo(30);
    }
  }

  @ParameterizedTest(name = "rows {0} to {1}")
  @CsvSource({"0,1000", "0,1", "150,150", "199,201", "250,999", "437,600", "990,5000", "1000,1001"})
  void aRangeOfRowsHasThoseRows(int from, int to) {
    for (boolean paged : new boolean[] {true, false}) {
      ParquetFile file = paged ? pagedFile() : file();
      List<List<Object>> all = Rows.of(file.read(file.schema()));
      ReadOptions options = ReadOptions.DEFAULT.withBatchRows(64).withRows(from, to);
      assertThat(Rows.of(file.read(file.schema(), options)))
          .isEqualTo(all.subList(Math.min(from, 1000), Math.min(to, 1000)));
      assertThat(Rows.of(file.read(ID, options.withPositionColumn("p"))))
          .allSatisfy(row -> assertThat(row.get(0)).isEqualTo(row.get(1)));
    }
  }

  private ParquetFile pagedFile() {
    return ParquetJavaFile.write(
            folder.resolve("paged.parquet"),
            SCHEMA,
            rows(),
            builder -> builder.withRowGroupRowCountLimit(800).withPageRowCountLimit(70))
        .open();
  }

  @Test
  void rowGroupsThatCannotMatchThePredicateAreSkipped() {
    var predicate =
        Operators.compare(
            Operators.EQ,
            new ColumnReference(0, "Id", Primitive.LONG, true),
            new Literal(Primitive.LONG, 250L));
    List<Object> ids =
        Rows.firstColumn(file().read(ID, ReadOptions.DEFAULT.withPredicate(predicate, ID)));
    assertThat(ids).hasSize(100).startsWith(200L).endsWith(299L);
  }

  @Test
  void boundsComeAsTheRequestedTypes() {
    ParquetFile file = file();
    StructType wanted =
        StructType.of(
            StructField.of("Id", Primitive.LONG),
            StructField.of("name", Primitive.STRING),
            StructField.of("score", Primitive.DOUBLE),
            StructField.of("price", new io.moraine.core.type.DataType.Decimal(20, 3)),
            StructField.of("part", file.schema().field("part").type()),
            StructField.of("list", file.schema().field("list").type()),
            StructField.of("absent", Primitive.DATE));
    RowGroupStatistics group = file.rowGroups(wanted).get(2);
    assertThat(group.ordinal()).isEqualTo(2);
    assertThat(group.rowCount()).isEqualTo(100);
    assertThat(group.column(0)).isEqualTo(new ColumnStatistics(200L, 299L, 0));
    assertThat(group.column(1)).isEqualTo(new ColumnStatistics("name 200", "name 299", 0));
    // A NaN, which the writer leaves out, would be above the upper bound.
    assertThat(group.column(2)).isEqualTo(new ColumnStatistics(100.0, null, 0));
    assertThat(group.column(3))
        .isEqualTo(new ColumnStatistics(new BigDecimal("-2.990"), new BigDecimal("-2.000"), 10));
    assertThat(group.field(4, List.of(0))).isEqualTo(new ColumnStatistics(200, 299, 0));
    assertThat(group.column(4)).isEqualTo(ColumnStatistics.UNKNOWN);
    assertThat(group.column(5)).isEqualTo(ColumnStatistics.UNKNOWN);
    assertThat(group.column(6)).isEqualTo(new ColumnStatistics(null, null, 100));
  }

  @Test
  void aClosedReaderIsRefusedAndItsBatchesStayValid() {
    BatchReader reader = file().read(file().schema());
    var batch = reader.next();
    reader.close();
    reader.close();
    assertThat(batch.column(1).value(99)).isEqualTo("name 99");
    assertThatThrownBy(reader::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was closed; open another");
  }

  @Test
  void aFooterThatWasKeptOpensTheFileAgain() {
    ParquetFile first = file();
    ParquetFile second =
        ParquetFile.open(
            new InMemoryObject("again", new ParquetJavaFile(folder.resolve("s.parquet")).content()),
            first.footer());
    assertThat(Rows.of(second.read(second.schema()))).hasSize(1000);
    assertThat(second.rowCount()).isEqualTo(1000);
    assertThat(second.metadata()).containsEntry("writer.model.name", "example");
  }

  private static List<Group> rows() {
    List<Group> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      SimpleGroup row = new SimpleGroup(SCHEMA);
      row.add("Id", (long) i);
      row.add("name", "name " + i);
      row.add("score", i / 2.0);
      if (i % 10 != 5) {
        row.add("price", -i);
      }
      row.addGroup("part").add("n", i);
      row.addGroup("list").addGroup("list").add("element", i);
      rows.add(row);
    }
    return rows;
  }

  private ParquetFile file() {
    return ParquetJavaFile.write(
            folder.resolve("s.parquet"),
            SCHEMA,
            rows(),
            builder -> builder.withRowGroupRowCountLimit(100))
        .open();
  }
}
