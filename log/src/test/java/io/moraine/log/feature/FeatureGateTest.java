package io.moraine.log.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.property.ColumnMappingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureGateTest {
  private static final StructType PLAIN =
      StructType.of(StructField.of("id", DataType.Primitive.LONG));

  private static Metadata metadata(StructType schema, Map<String, String> configuration) {
    return Metadata.of("t", schema, List.of(), 0).withConfiguration(configuration);
  }

  private static void read(Protocol protocol, Map<String, String> configuration) {
    FeatureGate.requireReadable(protocol, metadata(PLAIN, configuration), "table s3://x/t");
  }

  private static void write(Protocol protocol, StructType schema, Map<String, String> properties) {
    FeatureGate.requireWritable(protocol, metadata(schema, properties), schema, "table t");
  }

  private static Protocol named(String... features) {
    return new Protocol(3, 7, Set.of(features), Set.of(features));
  }

  private static StructType nestedField(String key, String json) {
    StructField inner =
        StructField.of("x", DataType.Primitive.INTEGER)
            .withMetadata(FieldMetadata.EMPTY.with(key, json));
    return StructType.of(StructField.of("list", new DataType.Array(StructType.of(inner), true)));
  }

  @ParameterizedTest(name = "reader {0}, writer {1}")
  @CsvSource({"1,1", "1,2", "1,6", "2,5", "1,7", "2,7", "3,7"})
  void versionsThatUseNothingMoraineLacksAreRead(int reader, int writer) {
    assertThatCode(() -> read(Protocol.legacy(reader, writer), Map.of()))
        .doesNotThrowAnyException();
  }

  @Test
  void readFeaturesThatMoraineHasAreReadAndOthersRefusedByName() {
    assertThatCode(() -> read(named("timestampNtz", "v2Checkpoint"), Map.of()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> read(named("timestampNtz", "geospatial", "future"), Map.of()))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageStartingWith("Cannot read table s3://x/t:")
        .hasMessageContaining("geospatial")
        .hasMessageContaining("future")
        .hasMessageNotContaining("timestampNtz");
  }

  @Test
  void featuresOfWritersDoNotHinderReaders() {
    assertThatCode(
            () -> read(new Protocol(1, 7, Set.of(), Set.of("rowTracking", "future")), Map.of()))
        .doesNotThrowAnyException();
  }

  @Test
  void columnMappingCountsWhereTheProtocolHasIt() {
    Map<String, String> on = Map.of("delta.columnMapping.mode", "name");
    for (Protocol protocol :
        List.of(Protocol.legacy(2, 5), Protocol.legacy(2, 2), named("columnMapping"))) {
      assertThatCode(() -> read(protocol, on)).doesNotThrowAnyException();
      assertThatCode(() -> write(protocol, PLAIN, Map.of())).doesNotThrowAnyException();
      assertThatCode(() -> write(protocol, PLAIN, on)).doesNotThrowAnyException();
      assertThat(FeatureGate.columnMappingMode(protocol, metadata(PLAIN, on)))
          .isEqualTo(ColumnMappingMode.NAME);
    }
    // Left over in a table whose protocol does not have it: without meaning for who reads.
    assertThatCode(() -> read(Protocol.legacy(1, 2), on)).doesNotThrowAnyException();
    assertThatThrownBy(() -> write(Protocol.legacy(1, 2), PLAIN, on))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage(
            "Cannot write table t: property delta.columnMapping.mode is 'name', but its protocol has no columnMapping");
    assertThat(FeatureGate.columnMappingMode(Protocol.legacy(1, 2), metadata(PLAIN, on)))
        .isEqualTo(ColumnMappingMode.NONE);
  }

  @Test
  void versionsFromTheFutureAreRefused() {
    assertThatThrownBy(() -> read(Protocol.legacy(99, 7), Map.of()))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage("Cannot read table s3://x/t: it needs reader version 99, Moraine has up to 3");
    assertThatThrownBy(() -> write(Protocol.legacy(1, 8), PLAIN, Map.of()))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage("Cannot write table t: it needs writer version 8, Moraine has up to 7");
  }

  @Test
  void aProtocolThatContradictsItselfIsCorrupt() {
    assertThatThrownBy(() -> read(Protocol.legacy(3, 5), Map.of()))
        .isInstanceOf(CorruptTableException.class)
        .hasMessageContaining("reader version 3 needs writer version 7, found 5");
    assertThatThrownBy(() -> read(new Protocol(3, 7, Set.of("timestampNtz"), Set.of()), Map.of()))
        .isInstanceOf(CorruptTableException.class)
        .hasMessageContaining("timestampNtz named for readers, but not for writers");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void legacyVersionsAreWrittenWhereNothingOfThemIsInUse(int writer) {
    Protocol protocol = Protocol.legacy(writer < 5 ? 1 : 2, writer);
    assertThatCode(() -> write(protocol, PLAIN, Map.of("delta.appendOnly", "true")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "invariants       | 2 | delta.invariants           | ",
        "generatedColumns | 4 | delta.generationExpression | ",
        "identityColumns  | 6 | delta.identity.start       | ",
        "checkConstraints | 3 |                            | delta.constraints.positive",
        "changeDataFeed   | 4 |                            | delta.enableChangeDataFeed",
      })
  void aFeatureInUseIsWritten(String feature, int writer, String fieldKey, String property) {
    StructType schema = fieldKey == null ? PLAIN : nestedField(fieldKey, "\"1\"");
    Map<String, String> properties = property == null ? Map.of() : Map.of(property, "true");
    Protocol withFeatures = new Protocol(1, 7, Set.of(), Set.of(feature));
    for (Protocol protocol :
        List.of(withFeatures, Protocol.legacy(1, writer), Protocol.legacy(1, writer - 1))) {
      assertThatCode(() -> write(protocol, schema, properties)).doesNotThrowAnyException();
    }
  }

  @Test
  void filesOfAnotherFormatThanParquetAreRefused() {
    Metadata orc =
        new Metadata(
            "t",
            null,
            null,
            new Metadata.Format("orc", Map.of()),
            Metadata.NO_COLUMNS,
            List.of(),
            null,
            Map.of());
    assertThatThrownBy(() -> FeatureGate.requireReadable(Protocol.legacy(1, 2), orc, "table t"))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage("Cannot read table t: its data files are orc, not parquet");
  }

  @Test
  void theRegistryNamesEachFeatureOnceAndItsNeeds() {
    assertThat(TableFeature.values())
        .extracting(TableFeature::protocolName)
        .doesNotHaveDuplicates()
        .contains("catalogManaged", "checkpointProtection", "variantShredding-preview");
    assertThat(TableFeature.named("rowTracking").orElseThrow().requires())
        .containsExactly(TableFeature.DOMAIN_METADATA);
    assertThat(TableFeature.named("timestampWithoutTimezone")).contains(TableFeature.TIMESTAMP_NTZ);
    assertThat(TableFeature.named("ROWTRACKING")).isEmpty();
    assertThat(TableFeature.impliedByWriter(4))
        .extracting(TableFeature::protocolName)
        .containsExactly(
            "appendOnly", "invariants", "checkConstraints", "changeDataFeed", "generatedColumns");
  }
}
