package io.moraine.log.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.property.ColumnMappingMode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsStructTest {
  private static final StructType SCHEMA =
      StructType.of(
          StructField.of("i", Primitive.INTEGER),
          StructField.of("b", Primitive.BOOLEAN),
          StructField.of("d", Primitive.DOUBLE),
          StructField.of("s", StructType.of(StructField.of("x", Primitive.STRING))),
          StructField.of("a", new DataType.Array(Primitive.LONG, true)),
          StructField.of("p", Primitive.STRING));

  private static StatisticsStruct of(StructType schema, Map<String, String> properties) {
    Metadata metadata =
        Metadata.of("id", schema, schema.size() > 1 ? List.of("p") : List.of(), 0)
            .withConfiguration(properties);
    return StatisticsStruct.of(metadata, ColumnMappingMode.NONE);
  }

  private static StatisticsStruct ofOne(DataType type) {
    return of(StructType.of(StructField.of("c", type)), Map.of());
  }

  @Test
  void hasBoundsWhereSparkHasThemAndCountsOfAll() {
    StructType struct = StructType.of(StructField.of("x", Primitive.STRING));
    assertThat(of(SCHEMA, Map.of()).type())
        .isEqualTo(
            StructType.of(
                StructField.of("numRecords", Primitive.LONG),
                StructField.of(
                    "minValues",
                    StructType.of(
                        StructField.of("i", Primitive.INTEGER),
                        StructField.of("d", Primitive.DOUBLE),
                        StructField.of("s", struct))),
                StructField.of(
                    "maxValues",
                    StructType.of(
                        StructField.of("i", Primitive.INTEGER),
                        StructField.of("d", Primitive.DOUBLE),
                        StructField.of("s", struct))),
                StructField.of(
                    "nullCount",
                    StructType.of(
                        StructField.of("i", Primitive.LONG),
                        StructField.of("b", Primitive.LONG),
                        StructField.of("d", Primitive.LONG),
                        StructField.of("s", StructType.of(StructField.of("x", Primitive.LONG))),
                        StructField.of("a", Primitive.LONG))),
                StructField.of("tightBounds", Primitive.BOOLEAN),
                StructField.of("nanCount", StructType.of(StructField.of("d", Primitive.LONG)))));
  }

  @Test
  void thePropertiesChooseTheColumns() {
    assertThat(of(SCHEMA, Map.of("delta.dataSkippingNumIndexedCols", "1")).type().names())
        .containsExactly("numRecords", "minValues", "maxValues", "nullCount", "tightBounds");
    assertThat(of(SCHEMA, Map.of("delta.dataSkippingNumIndexedCols", "0")).type().names())
        .containsExactly("numRecords", "tightBounds");
    StructType named = of(SCHEMA, Map.of("delta.dataSkippingStatsColumns", "s.x")).type();
    assertThat(((StructType) named.field("minValues").type()).names()).containsExactly("s");
  }

  @Test
  void readsATextIntoItsColumns() {
    String text =
        """
        {"numRecords":3,"unknown":{"i":[1]},"minValues":{"i":-1,"d":1.5,"s":{"x":"a","y":1},"z":0},
        "maxValues":{"i":7,"s":{"x":"b"}},"nullCount":{"i":0,"b":1,"s":{"x":2},"a":3},
        "tightBounds":false,"nanCount":{"d":0}}""";
    assertThat(of(SCHEMA, Map.of()).parse(text))
        .isEqualTo(
            Arrays.asList(
                3L,
                Arrays.asList(-1, 1.5, Arrays.asList("a")),
                Arrays.asList(7, null, Arrays.asList("b")),
                Arrays.asList(0L, 1L, null, Arrays.asList(2L), 3L),
                false,
                Arrays.asList(0L)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "1", "null", "{\"numRecords\":1}x", "{\"numRecords\":tru}"})
  void whatIsNoObjectIsNull(String text) {
    assertThat(of(SCHEMA, Map.of()).parse(text)).isNull();
  }

  @Test
  void whatIsNotOfTheTypeIsNullAlone() {
    String text =
        "{\"numRecords\":\"3\",\"minValues\":{\"i\":2147483648,\"d\":\"x\",\"s\":\"a\"},"
            + "\"maxValues\":[1],\"nullCount\":{\"i\":1.5,\"b\":{}},\"tightBounds\":1}";
    assertThat(of(SCHEMA, Map.of()).parse(text))
        .isEqualTo(
            Arrays.asList(
                null,
                Arrays.asList(null, null, null),
                null,
                Arrays.asList(null, null, null, null, null),
                null,
                null));
    assertThat(of(SCHEMA, Map.of()).parse(null)).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // Text that ends at milliseconds may stand for all that begins so; longer text is exact.
    "2024-01-02T03:04:05.678Z, 1704164645678000, 1704164645678999",
    "2024-01-02T03:04:05.678901Z, 1704164645678901, 1704164645678901",
    "2024-01-02T03:04:05.678999Z, 1704164645678999, 1704164645678999",
    "2024-01-02T05:04:05.678+02:00, 1704164645678000, 1704164645678999",
    "1960-01-01T00:00:00.001Z, -315619199999000, -315619199998001",
    "+294247-01-10T04:00:54.775Z, 9223372036854775000, 9223372036854775000"
  })
  void aGreatestTimeIsWhatItsTextMayStandFor(String text, long min, long max) {
    String stats =
        "{\"minValues\":{\"c\":\"%1$s\"},\"maxValues\":{\"c\":\"%1$s\"}}".formatted(text);
    List<Object> values = ofOne(Primitive.TIMESTAMP).parse(stats);
    assertThat(values.subList(1, 3)).containsExactly(List.of(min), List.of(max));
  }

  @Test
  void decimalsHaveTheColumnsScale() {
    List<Object> values =
        ofOne(new DataType.Decimal(10, 2))
            .parse("{\"minValues\":{\"c\":1.5},\"maxValues\":{\"c\":1.501}}");
    assertThat(values.subList(1, 3))
        .containsExactly(List.of(new BigDecimal("1.50")), List.of(new BigDecimal("1.51")));
  }

  @Test
  void namesArePhysical() {
    StructField mapped =
        StructField.of("c", Primitive.LONG)
            .withMetadata(FieldMetadata.EMPTY.with(PhysicalNames.KEY, "\"col-1\""));
    Metadata metadata = Metadata.of("id", StructType.of(mapped), List.of(), 0);
    StructType type = StatisticsStruct.of(metadata, ColumnMappingMode.NAME).type();
    assertThat(((StructType) type.field("minValues").type()).names()).containsExactly("col-1");
  }
}
