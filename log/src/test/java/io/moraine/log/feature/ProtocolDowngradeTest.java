package io.moraine.log.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolDowngradeTest {
  private static Metadata table(Map<String, String> properties) {
    return Metadata.of("id", StructType.of(StructField.of("a", Primitive.LONG)), List.of(), 0)
        .withConfiguration(properties);
  }

  private static Protocol with(TableFeature... features) {
    return ProtocolUpgrade.with(Protocol.legacy(1, 2), List.of(features));
  }

  @Test
  void whatIsLeftIsSaidByTheLowestVersions() {
    assertThat(
            ProtocolDowngrade.without(
                with(TableFeature.V2_CHECKPOINT), table(Map.of()), TableFeature.V2_CHECKPOINT))
        .isEqualTo(Protocol.legacy(1, 2));
    assertThat(
            ProtocolDowngrade.without(
                with(TableFeature.V2_CHECKPOINT, TableFeature.DOMAIN_METADATA),
                table(Map.of()),
                TableFeature.V2_CHECKPOINT))
        .isEqualTo(
            new Protocol(1, 7, Set.of(), Set.of("appendOnly", "invariants", "domainMetadata")));
    assertThat(
            ProtocolDowngrade.without(
                Protocol.legacy(2, 5), table(Map.of()), TableFeature.COLUMN_MAPPING))
        .isEqualTo(Protocol.legacy(1, 4));
    assertThat(
            ProtocolDowngrade.without(
                with(TableFeature.DELETION_VECTORS, TableFeature.V2_CHECKPOINT),
                table(Map.of()),
                TableFeature.DELETION_VECTORS))
        .isEqualTo(
            new Protocol(
                3, 7, Set.of("v2Checkpoint"), Set.of("appendOnly", "invariants", "v2Checkpoint")));
  }

  @ParameterizedTest(name = "{0} with {1}={2}")
  @CsvSource({
    "inCommitTimestamp, delta.enableInCommitTimestamps, true",
    "rowTracking, delta.enableRowTracking, true",
    "v2Checkpoint, delta.checkpointPolicy, v2",
    "deletionVectors, delta.enableDeletionVectors, true",
    "checkConstraints, delta.constraints.c, a > 1",
    "columnMapping, delta.columnMapping.mode, name"
  })
  void whatIsInUseStays(String name, String key, String value) {
    TableFeature feature = TableFeature.named(name).orElseThrow();
    assertThatThrownBy(
            () -> ProtocolDowngrade.without(with(feature), table(Map.of(key, value)), feature))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot drop feature '%s': the table's schema or properties still use it", name);
    assertThat(
            SupportedFeatures.has(
                ProtocolDowngrade.without(with(feature), table(Map.of()), feature), feature))
        .isFalse();
  }

  @Test
  void whatOthersNeedStays() {
    Protocol protocol = with(TableFeature.ROW_TRACKING, TableFeature.CLUSTERING);
    assertThatThrownBy(
            () ->
                ProtocolDowngrade.without(protocol, table(Map.of()), TableFeature.DOMAIN_METADATA))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot drop feature 'domainMetadata': the table has others that need it: rowTracking, clustering");
  }

  @Test
  void whatIsNotThereOrCannotGoIsRefused() {
    assertThatThrownBy(
            () ->
                ProtocolDowngrade.without(
                    Protocol.legacy(1, 2), table(Map.of()), TableFeature.ROW_TRACKING))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot drop feature 'rowTracking': the table does not have it; it has: appendOnly, invariants");
    assertThatThrownBy(
            () ->
                ProtocolDowngrade.without(
                    with(TableFeature.VARIANT_TYPE), table(Map.of()), TableFeature.VARIANT_TYPE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot drop feature 'variantType': data files or values may depend on it for ever");
  }

  @Test
  void readersOfThePastCountOnlyWhereTheyNeedTheFeature() {
    assertThat(ProtocolDowngrade.history(TableFeature.DELETION_VECTORS))
        .isEqualTo(ProtocolDowngrade.History.NEEDS_FEATURE);
    assertThat(ProtocolDowngrade.history(TableFeature.ROW_TRACKING))
        .isEqualTo(ProtocolDowngrade.History.UNTOUCHED);
  }
}
