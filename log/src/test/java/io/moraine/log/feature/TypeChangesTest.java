package io.moraine.log.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeChangesTest {
  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '>',
      value = {
        "byte > short",
        "byte > long",
        "byte > double",
        "short > integer",
        "integer > long",
        "integer > double",
        "float > double",
        "date > timestamp_ntz",
        "decimal(10,2) > decimal(12,4)",
        "decimal(10,2) > decimal(38,2)",
        // As many digits before the point as the values have.
        "byte > decimal(4,1)",
        "short > decimal(5,0)",
        "integer > decimal(10,0)",
        "long > decimal(20,0)"
      })
  void theChangesOfTheProtocolAreRead(String from, String to) {
    assertThat(TypeChanges.isAllowed(from, to)).isTrue();
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '>',
      value = {
        "long > double",
        "long > integer",
        "double > float",
        "date > timestamp",
        "string > binary",
        "decimal(10,2) > decimal(12,5)",
        "decimal(10,2) > decimal(10,1)",
        "byte > decimal(3,1)",
        "long > decimal(19,0)",
        "decimal(5,0) > long",
        "integer > decimal(x,y)"
      })
  void othersAreNot(String from, String to) {
    assertThat(TypeChanges.isAllowed(from, to)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"typeWidening", "typeWidening-preview"})
  void othersAreRefusedByColumnAndTypes(String feature) {
    String changes =
        "[{\"fromType\":\"byte\",\"toType\":\"short\",\"tableVersion\":1},{\"fromType\":\"short\",\"toType\":\"string\",\"fieldPath\":\"element\"}]";
    StructField inner =
        StructField.of("inner", Primitive.STRING)
            .withMetadata(FieldMetadata.EMPTY.with("delta.typeChanges", changes));
    StructType schema =
        StructType.of(
            StructField.of(
                "outer",
                new DataType.MapOf(
                    Primitive.STRING, new DataType.Array(StructType.of(inner), true), true)));
    Metadata metadata = Metadata.of("t", schema, List.of(), 0);
    Protocol protocol = new Protocol(3, 7, Set.of(feature), Set.of(feature));
    assertThatThrownBy(() -> FeatureGate.requireReadable(protocol, metadata, "table t"))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage(
            "Cannot read table t: column 'inner' changed its type from short to string, which type widening does not allow");
  }

  @Test
  void changesInATableWithoutTheFeatureHaveNoMeaning() {
    StructField field =
        StructField.of("x", Primitive.STRING)
            .withMetadata(FieldMetadata.EMPTY.with("delta.typeChanges", "[7]"));
    Metadata metadata = Metadata.of("t", StructType.of(field), List.of(), 0);
    FeatureGate.requireReadable(Protocol.legacy(1, 2), metadata, "table t");
    assertThat(metadata.parseSchema().field("x").type()).isEqualTo(Primitive.STRING);
  }
}
