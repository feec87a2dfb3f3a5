package io.moraine.log.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.property.ColumnMappingMode;
import org.junit.jupiter.api.Test;

class PhysicalNamesTest {
  private static StructField mapped(String name, String physical, DataType type) {
    return StructField.of(name, type)
        .withMetadata(
            FieldMetadata.EMPTY.with("delta.columnMapping.physicalName", "\"" + physical + "\""));
  }

  @Test
  void namesAreMappedAtEveryLevelAndOnlyWhereTheTableSaysSo() {
    StructType inner = StructType.of(mapped("x", "col-2", Primitive.LONG));
    StructType schema =
        StructType.of(
            mapped("list", "col-1", new DataType.Array(inner, true)),
            mapped("map", "col-3", new DataType.MapOf(Primitive.STRING, inner, false)),
            StructField.of("plain", Primitive.DATE));
    StructType physical = PhysicalNames.schema(schema, ColumnMappingMode.NAME);

    assertThat(physical.names()).containsExactly("col-1", "col-3", "plain");
    DataType.Array list = (DataType.Array) physical.field(0).type();
    assertThat(((StructType) list.element()).names()).containsExactly("col-2");
    DataType.MapOf map = (DataType.MapOf) physical.field(1).type();
    assertThat(((StructType) map.value()).names()).containsExactly("col-2");
    assertThat(PhysicalNames.schema(schema, ColumnMappingMode.NONE)).isSameAs(schema);
  }

  @Test
  void aPhysicalNameThatIsNoStringIsCorrupt() {
    StructField field =
        StructField.of("x", Primitive.LONG)
            .withMetadata(FieldMetadata.EMPTY.with("delta.columnMapping.physicalName", "7"));
    assertThatThrownBy(() -> PhysicalNames.of(field, ColumnMappingMode.ID))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("physicalName of column x");
  }
}
