package io.moraine.log.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.property.ColumnMappingMode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PartitionValuesTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  private static Object value(DataType type, Map<String, String> values, ZoneId zone) {
    StructType schema = StructType.of(StructField.of("p", type));
    return new PartitionValues(schema, List.of("p"), ColumnMappingMode.NONE, zone)
        .value(AddFile.of("f.parquet", values, 1, 1), 0);
  }

  private static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of(Primitive.STRING, "__HIVE_DEFAULT_PARTITION__", "__HIVE_DEFAULT_PARTITION__"),
        Arguments.of(Primitive.STRING, " a b ", " a b "),
        Arguments.of(Primitive.BOOLEAN, "TRUE", true),
        Arguments.of(Primitive.BYTE, "-128", -128),
        Arguments.of(Primitive.SHORT, "32767", 32767),
        Arguments.of(Primitive.INTEGER, "-2147483648", Integer.MIN_VALUE),
        Arguments.of(Primitive.LONG, "9223372036854775807", Long.MAX_VALUE),
        Arguments.of(Primitive.FLOAT, "1.17549435E-38", Float.MIN_NORMAL),
        Arguments.of(Primitive.FLOAT, "NaN", Float.NaN),
        Arguments.of(Primitive.DOUBLE, "-Infinity", Double.NEGATIVE_INFINITY),
        Arguments.of(Primitive.DOUBLE, "4.9E-324", Double.MIN_VALUE),
        Arguments.of(new DataType.Decimal(38, 18), "1.23", new BigDecimal("1.230000000000000000")),
        Arguments.of(Primitive.DATE, "1969-12-31", -1),
        Arguments.of(Primitive.DATE, "0001-01-01", -719162),
        Arguments.of(Primitive.DATE, "2024-2-29", 19782),
        Arguments.of(Primitive.TIMESTAMP, "1970-01-01T00:00:00.000001Z", 1L),
        Arguments.of(Primitive.TIMESTAMP, "1969-12-31 23:59:59.999999Z", -1L),
        Arguments.of(Primitive.TIMESTAMP, "1970-01-01 09:00:00", 0L),
        Arguments.of(Primitive.TIMESTAMP, "1970-01-01 09:00:00.5", 500_000L),
        Arguments.of(Primitive.TIMESTAMP, "1970-01-01T01:00:00+01:00", 0L),
        Arguments.of(Primitive.TIMESTAMP, "1970-01-01", -9L * 3_600_000_000L),
        Arguments.of(Primitive.TIMESTAMP_NTZ, "1970-01-01 00:00:01", 1_000_000L),
        Arguments.of(Primitive.TIMESTAMP_NTZ, "1970-01-01T00:00:00.123456", 123_456L));
  }

  @ParameterizedTest(name = "{0} ''{1}''")
  @MethodSource("texts")
  void aTextIsItsTypesValue(DataType type, String text, Object expected) {
    assertThat(value(type, Map.of("p", text), TOKYO)).isEqualTo(expected);
  }

  @Test
  void binariesAreTheTextsBytes() {
    assertThat((byte[]) value(Primitive.BINARY, Map.of("p", "é"), ZoneOffset.UTC))
        .isEqualTo("é".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void nullAndTheEmptyStringAreNullForAllTypes() {
    for (DataType type : List.of(Primitive.STRING, Primitive.INTEGER, Primitive.BINARY)) {
      assertThat(value(type, Map.of("p", ""), TOKYO)).isNull();
      assertThat(value(type, Collections.singletonMap("p", null), TOKYO)).isNull();
    }
  }

  @Test
  void aMissingValueIsNotNullButAnError() {
    assertThatThrownBy(() -> value(Primitive.STRING, Map.of("q", "1"), TOKYO))
        .isInstanceOf(CorruptTableException.class)
        .hasMessage("The file 'f.parquet' has no value for partition column 'p'; it has: q");
    assertThat(value(Primitive.STRING, Map.of("P", "1"), TOKYO)).isEqualTo("1");
  }

  private static Stream<Arguments> wrongTexts() {
    return Stream.of(
        Arguments.of(Primitive.INTEGER, "2147483648"),
        Arguments.of(Primitive.BYTE, "128"),
        Arguments.of(Primitive.BOOLEAN, "yes"),
        Arguments.of(Primitive.DATE, "2023-02-30x"),
        Arguments.of(Primitive.TIMESTAMP, "yesterday"),
        Arguments.of(new DataType.Decimal(3, 1), "1.25"),
        Arguments.of(new DataType.Decimal(3, 1), "100.0"),
        Arguments.of(Primitive.DOUBLE, "__HIVE_DEFAULT_PARTITION__"));
  }

  @ParameterizedTest(name = "{0} ''{1}''")
  @MethodSource("wrongTexts")
  void aTextThatIsNotOfTheTypeIsAnErrorWithFileAndColumn(DataType type, String text) {
    assertThatThrownBy(() -> value(type, Map.of("p", text), TOKYO))
        .isInstanceOf(CorruptTableException.class)
        .hasMessage(
            "The file 'f.parquet' has the value '%s' for partition column 'p', which is not a %s",
            text, type.sql());
  }
}
