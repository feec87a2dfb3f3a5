package io.moraine.log.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProtocolUpgradeTest {
  private static final String ALL_OF_FOUR =
      "appendOnly invariants checkConstraints changeDataFeed generatedColumns";

  private static Metadata table(Map<String, String> properties) {
    return Metadata.of("id", StructType.of(StructField.of("a", Primitive.LONG)), List.of(), 0)
        .withConfiguration(properties);
  }

  private static Set<String> names(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(s -> !s.isEmpty()).collect(Collectors.toSet());
  }

  private static TableFeature feature(String name) {
    return TableFeature.named(name).orElseThrow();
  }

  @ParameterizedTest(name = "({0}, {1}) with {2}")
  @CsvSource({
    "1, 2, rowTracking, 1, '', 'appendOnly invariants rowTracking domainMetadata'",
    "1, 4, inCommitTimestamp, 1, '', '" + ALL_OF_FOUR + " inCommitTimestamp'",
    "1, 1, domainMetadata, 1, '', domainMetadata",
    "1, 2, v2Checkpoint, 3, v2Checkpoint, 'appendOnly invariants v2Checkpoint'",
    "2, 5, domainMetadata, 2, '', '" + ALL_OF_FOUR + " columnMapping domainMetadata'",
    "2, 5, deletionVectors, 3, 'columnMapping deletionVectors', '"
        + ALL_OF_FOUR
        + " columnMapping deletionVectors'",
    // Readers of version 1 know no mapped columns, whatever writers know.
    "1, 5, domainMetadata, 1, '', '" + ALL_OF_FOUR + " domainMetadata'",
    "1, 2, columnMapping, 3, columnMapping, 'appendOnly invariants columnMapping'",
    "1, 2, catalogManaged, 3, catalogManaged, 'appendOnly invariants catalogManaged inCommitTimestamp'"
  })
  void anOldVersionsFeaturesAreNamedWithTheNewOnes(
      int reader, int writer, String added, int newReader, String readers, String writers) {
    Protocol upgraded =
        ProtocolUpgrade.with(Protocol.legacy(reader, writer), Set.of(feature(added)));
    assertThat(upgraded).isEqualTo(new Protocol(newReader, 7, names(readers), names(writers)));
  }

  @Test
  void whatIsThereStaysAsItIs() {
    Protocol legacy = Protocol.legacy(1, 4);
    assertThat(ProtocolUpgrade.with(legacy, Set.of(TableFeature.CHANGE_DATA_FEED)))
        .isSameAs(legacy);
    Protocol named = new Protocol(3, 7, Set.of("unknown"), Set.of("unknown", "appendOnly"));
    assertThat(ProtocolUpgrade.with(named, Set.of(TableFeature.APPEND_ONLY))).isSameAs(named);
    assertThat(ProtocolUpgrade.with(named, Set.of(TableFeature.DOMAIN_METADATA)))
        .isEqualTo(
            new Protocol(
                3, 7, Set.of("unknown"), Set.of("unknown", "appendOnly", "domainMetadata")));
  }

  @Test
  void aPreviewIsNotMadeTheOtherFeature() {
    Set<String> preview = Set.of("typeWidening-preview");
    Protocol current = new Protocol(3, 7, preview, preview);
    Metadata widening = table(Map.of("delta.enableTypeWidening", "true"));
    assertThat(ProtocolUpgrade.of(current, widening, Set.of())).isSameAs(current);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "delta.enableInCommitTimestamps, true, inCommitTimestamp",
    "delta.enableRowTracking, TRUE, 'rowTracking domainMetadata'",
    "delta.enableDeletionVectors, true, deletionVectors",
    "delta.enableChangeDataFeed, true, changeDataFeed",
    "delta.checkpointPolicy, v2, v2Checkpoint",
    "delta.checkpointPolicy, classic, ''",
    "delta.enableRowTracking, false, ''",
    "delta.columnMapping.mode, name, columnMapping",
    "delta.constraints.c, a > 1, checkConstraints",
    "x, true, ''"
  })
  void propertiesNeedTheirFeatures(String key, String value, String features) {
    Protocol protocol = ProtocolUpgrade.initial(table(Map.of(key, value)), Set.of());
    Set<String> expected = names(features);
    expected.addAll(Set.of("appendOnly", "invariants"));
    assertThat(SupportedFeatures.of(protocol)).isEqualTo(expected);
    assertThat(protocol.namesWriterFeatures()).isEqualTo(!features.isEmpty());
  }

  @Test
  void typesNeedTheirFeaturesAtEveryLevel() {
    StructType schema =
        StructType.of(
            StructField.of(
                "m",
                new DataType.MapOf(
                    Primitive.STRING,
                    new DataType.Array(
                        StructType.of(StructField.of("t", Primitive.TIMESTAMP_NTZ)), true),
                    true)),
            StructField.of("v", Primitive.VARIANT));
    assertThat(
            ProtocolUpgrade.initial(Metadata.of("id", schema, List.of(), 0), Set.of())
                .readerFeatures())
        .containsExactlyInAnyOrder("timestampNtz", "variantType");
  }

  @Test
  void requestsAreForTheProtocolAndDoNotStay() {
    Map<String, String> properties =
        Map.of(
            "delta.feature.rowTracking", "supported",
            "delta.feature.v2Checkpoint", "Enabled",
            "delta.minReaderVersion", "1",
            "DELTA.minWriterVersion", "3",
            "delta.appendOnly", "true");
    assertThat(ProtocolUpgrade.requests(properties))
        .containsExactlyInAnyOrder(
            TableFeature.ROW_TRACKING,
            TableFeature.V2_CHECKPOINT,
            TableFeature.APPEND_ONLY,
            TableFeature.INVARIANTS,
            TableFeature.CHECK_CONSTRAINTS);
    assertThat(ProtocolUpgrade.withoutRequests(properties))
        .isEqualTo(Map.of("delta.appendOnly", "true"));
  }

  @Test
  void refusesRequestsThatMeanNothing() {
    assertThatThrownBy(() -> ProtocolUpgrade.requests(Map.of("delta.feature.nope", "supported")))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage("No table feature 'nope' is known");
    assertThatThrownBy(() -> ProtocolUpgrade.requests(Map.of("delta.feature.rowTracking", "yes")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Table property 'delta.feature.rowTracking' must be supported, found 'yes'");
    assertThatThrownBy(() -> ProtocolUpgrade.requests(Map.of("delta.minWriterVersion", "8")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Table property 'delta.minWriterVersion' must be a version from 1 to 7, found '8'");
  }

  @ParameterizedTest
  @EnumSource
  void everyFeatureComesWithAllThatItNeeds(TableFeature feature) {
    Protocol protocol = ProtocolUpgrade.with(Protocol.legacy(1, 2), Set.of(feature));
    Set<String> supported = SupportedFeatures.of(protocol);
    assertThat(supported).contains(feature.protocolName());
    feature.requires().forEach(needed -> assertThat(supported).contains(needed.protocolName()));
    assertThat(supported).containsAll(protocol.readerFeatures());
  }
}
