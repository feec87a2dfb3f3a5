package io.moraine.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.PhysicalNames;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileReadingTest {
  private static StructField mapped(String name, DataType type, int id, String physical) {
    return StructField.of(name, type)
        .withMetadata(
            FieldMetadata.EMPTY
                .with("delta.columnMapping.id", Integer.toString(id))
                .with("delta.columnMapping.physicalName", "\"" + physical + "\""));
  }

  /** {@code id} and a map of lists of structs, all renamed since; {@code added} is in no file. */
  private static final StructType SCHEMA =
      StructType.of(
          mapped("id", Primitive.LONG, 1, "col-1"),
          mapped(
              "outer",
              new DataType.MapOf(
                  Primitive.STRING,
                  new DataType.Array(
                      StructType.of(
                          mapped("x", Primitive.INTEGER, 3, "y"),
                          mapped("y", Primitive.STRING, 4, "x"),
                          mapped("added", Primitive.DATE, 5, "col-5")),
                      true),
                  true),
              2,
              "col-2"));

  private final RawTable table = new RawTable();

  private static List<Object> row(long id) {
    Map<String, Object> outer = new LinkedHashMap<>();
    outer.put("k", Arrays.asList(Arrays.asList((int) id, "text " + id), null));
    outer.put("none", null);
    return Arrays.asList(id, outer);
  }

  private static StructType withoutAdded(StructType schema) {
    DataType.MapOf map = (DataType.MapOf) schema.field(1).type();
    DataType.Array array = (DataType.Array) map.value();
    StructType inner = (StructType) array.element();
    return StructType.of(
        schema.field(0),
        schema
            .field(1)
            .withType(
                new DataType.MapOf(
                    map.key(),
                    new DataType.Array(StructType.of(inner.fields().subList(0, 2)), true),
                    true)));
  }

  private Snapshot snapshot(Protocol protocol, String mode) {
    return table.commit(
        protocol,
        Metadata.of("t", SCHEMA, List.of(), 0)
            .withConfiguration(Map.of("delta.columnMapping.mode", mode)),
        table.add("data.parquet", null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "id"})
  void mappedColumnsAreFoundAtEveryLevel(String mode) {
    StructType physical = PhysicalNames.schema(withoutAdded(SCHEMA), ColumnMappingMode.NAME);
    if (mode.equals("id")) {
      // Only ids count then; the names are those of other columns.
      physical =
          StructType.of(physical.field(0).withName("col-2"), physical.field(1).withName("col-1"));
    }
    table.file("data.parquet", physical, 1, List.of(row(1), row(2)));
    for (Protocol protocol : List.of(Protocol.legacy(2, 5), RawTable.protocol("columnMapping"))) {
      Snapshot snapshot = snapshot(protocol, mode);
      TableScan scan = TableScan.of(snapshot, table.store).build();
      List<List<Object>> rows = RawTable.rows(scan);
      assertThat(rows).hasSize(2);
      assertThat(rows.get(1).get(0)).isEqualTo(2L);
      Map<?, ?> outer = (Map<?, ?>) rows.get(1).get(1);
      assertThat(outer.get("k")).isEqualTo(Arrays.asList(Arrays.asList(2, "text 2", null), null));
      assertThat(outer.containsKey("none")).isTrue();
      assertThat(outer.get("none")).isNull();
      // Row groups are left out by the statistics of the column that is meant.
      ColumnReference id = new ColumnReference(0, "id", Primitive.LONG, true);
      TableScan filtered =
          TableScan.of(snapshot, table.store)
              .columns(List.of(0))
              .filter(List.of(Operators.compare(Operators.EQ, id, Literal.of(2L))))
              .build();
      assertThat(RawTable.rows(filtered)).containsExactly(List.of(2L));
    }
  }

  @Test
  void aFileWithoutIdsIsRefusedWhereIdsCount() {
    StructType bare = StructType.of(StructField.of("col-1", Primitive.LONG));
    table.file("data.parquet", bare, 10, List.of(List.of(1L)));
    Snapshot snapshot = snapshot(Protocol.legacy(2, 5), "id");
    assertThatThrownBy(() -> RawTable.rows(TableScan.of(snapshot, table.store).build()))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("data.parquet")
        .hasMessageContaining("none of its columns has a field id");
  }

  @Test
  void aMappingThatTheProtocolDoesNotHaveMeansNothing() {
    table.file("data.parquet", withoutAdded(SCHEMA), 10, List.of(row(7)));
    Snapshot snapshot = snapshot(Protocol.legacy(1, 2), "name");
    List<List<Object>> rows = RawTable.rows(TableScan.of(snapshot, table.store).build());
    assertThat(rows.get(0).get(0)).isEqualTo(7L);
  }

  @Test
  void widenedColumnsAreReadAsTheirNewTypes() {
    StructType old =
        StructType.of(
            StructField.of("b", Primitive.BYTE),
            StructField.of("f", Primitive.FLOAT),
            StructField.of("d", Primitive.DATE));
    table.file("data.parquet", old, 10, List.of(List.of(-5, 0.7f, 1)));
    StructType wide =
        StructType.of(
            changed("b", new DataType.Decimal(4, 1), "byte", "decimal(4,1)"),
            changed("f", Primitive.DOUBLE, "float", "double"),
            changed("d", Primitive.TIMESTAMP_NTZ, "date", "timestamp_ntz"));
    Snapshot snapshot =
        table.commit(
            RawTable.protocol("typeWidening", "timestampNtz"),
            Metadata.of("t", wide, List.of(), 0),
            table.add(
                "data.parquet",
                "{\"numRecords\":1,\"minValues\":{\"b\":-5,\"f\":0.7,\"d\":\"1970-01-02\"},\"maxValues\":{\"b\":-5,\"f\":0.7,\"d\":\"1970-01-02\"},\"nullCount\":{\"b\":0,\"f\":0,\"d\":0},\"nanCount\":{\"f\":0}}",
                null));
    List<Object> expected =
        List.of(new java.math.BigDecimal("-5.0"), (double) 0.7f, 86_400_000_000L);
    assertThat(RawTable.rows(TableScan.of(snapshot, table.store).build()))
        .containsExactly(expected);
    // 0.7 as a float is less than 0.7 as a double: the text of the bound must not leave it out.
    ColumnReference f = new ColumnReference(1, "f", Primitive.DOUBLE, true);
    TableScan below =
        TableScan.of(snapshot, table.store)
            .filter(List.of(Operators.compare(Operators.LT, f, Literal.of(0.7))))
            .build();
    assertThat(RawTable.rows(below)).containsExactly(expected);
    // Statistics of the other old types still leave files out.
    ColumnReference b = new ColumnReference(0, "b", new DataType.Decimal(4, 1), true);
    Literal four = new Literal(new DataType.Decimal(4, 1), new java.math.BigDecimal("4.0"));
    assertThat(
            TableScan.of(snapshot, table.store)
                .filter(List.of(Operators.compare(Operators.GT, b, four)))
                .build()
                .files())
        .isEmpty();
  }

  private static StructField changed(String name, DataType type, String from, String to) {
    String json = "[{\"fromType\":\"%s\",\"toType\":\"%s\"}]".formatted(from, to);
    return StructField.of(name, type)
        .withMetadata(FieldMetadata.EMPTY.with("delta.typeChanges", json));
  }
}
