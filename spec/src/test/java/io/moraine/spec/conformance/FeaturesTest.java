package io.moraine.spec.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.FeatureGate;
import io.moraine.log.feature.TableFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FEATURES.md says what the gate does. */
class FeaturesTest {
  private static final StructType SCHEMA =
      StructType.of(StructField.of("id", DataType.Primitive.LONG));
  private static final Metadata METADATA = Metadata.of("t", SCHEMA, List.of(), 0);

  static List<List<String>> features() throws IOException {
    return FeaturesDocument.rowsBelow("Table features");
  }

  @Test
  void eachFeatureOfTheRegistryIsListedOnce() throws IOException {
    assertThat(features().stream().map(row -> row.get(0)))
        .containsExactlyElementsOf(
            Arrays.stream(TableFeature.values()).map(TableFeature::protocolName).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("features")
  void eachFeatureIsServedAsItIsListed(List<String> row) {
    String name = row.get(0);
    TableFeature feature = TableFeature.named(name).orElseThrow();
    Set<String> both = Set.of(name);
    Protocol protocol =
        feature.kind() == TableFeature.Kind.WRITER
            ? new Protocol(1, 7, Set.of(), both)
            : new Protocol(3, 7, both, both);
    check(() -> FeatureGate.requireReadable(protocol, METADATA, "table t"), row.get(1), name);
    assertThat(FeatureGate.reads(feature)).isEqualTo(row.get(1).equals("yes"));
    // A table that can not be read is not written either; this one does not use what it lists.
    check(() -> FeatureGate.requireWritable(protocol, METADATA, SCHEMA, "t"), row.get(2), name);
    assertThat(FeatureGate.writes(feature))
        .isEqualTo(
            switch (row.get(2)) {
              case "yes" -> FeatureGate.WriteSupport.FULL;
              case "where idle" -> FeatureGate.WriteSupport.WHERE_IDLE;
              default -> FeatureGate.WriteSupport.NONE;
            });
  }

  private static void check(ThrowingCallable gate, String listed, String name) {
    if (listed.equals("refused")) {
      assertThatThrownBy(gate)
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageEndingWith(": " + name);
    } else {
      assertThat(listed).isIn("yes", "where idle");
      assertThatCode(gate).doesNotThrowAnyException();
    }
  }

  @Test
  void eachTestThatIsNamedExists() throws IOException {
    NamedTests tests = NamedTests.find();
    for (List<String> row : features()) {
      tests.requireAll(row.get(0), row.get(3));
    }
    for (String heading : List.of("Rows", "Files of the log", "Changes", "Parquet")) {
      for (List<String> row : FeaturesDocument.rowsBelow(heading)) {
        tests.requireAll(row.get(0), row.get(row.size() - 1));
      }
    }
  }
}
