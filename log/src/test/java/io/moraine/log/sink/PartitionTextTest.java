package io.moraine.log.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PartitionTextTest {
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of(Primitive.STRING, null, null),
        Arguments.of(Primitive.STRING, "", null),
        Arguments.of(Primitive.STRING, " a ", " a "),
        Arguments.of(Primitive.BOOLEAN, true, "true"),
        Arguments.of(Primitive.BYTE, -128, "-128"),
        Arguments.of(Primitive.LONG, Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of(Primitive.FLOAT, -0.0f, "0.0"),
        Arguments.of(Primitive.FLOAT, 1.0e10f, "1.0E10"),
        Arguments.of(Primitive.DOUBLE, -0.0, "0.0"),
        Arguments.of(Primitive.DOUBLE, Double.NaN, "NaN"),
        Arguments.of(Primitive.DOUBLE, Double.NEGATIVE_INFINITY, "-Infinity"),
        Arguments.of(Primitive.DOUBLE, Double.MIN_VALUE, "4.9E-324"),
        Arguments.of(new DataType.Decimal(10, 3), new BigDecimal("1.23"), "1.230"),
        Arguments.of(new DataType.Decimal(38, 0), new BigDecimal("1E+37"), "1" + "0".repeat(37)),
        Arguments.of(Primitive.DATE, 0, "1970-01-01"),
        Arguments.of(Primitive.DATE, -719162, "0001-01-01"),
        Arguments.of(Primitive.TIMESTAMP, 0L, "1970-01-01T00:00:00.000000Z"),
        Arguments.of(Primitive.TIMESTAMP, -1L, "1969-12-31T23:59:59.999999Z"),
        Arguments.of(Primitive.TIMESTAMP_NTZ, 0L, "1970-01-01 00:00:00"),
        Arguments.of(Primitive.TIMESTAMP_NTZ, 120_000L, "1970-01-01 00:00:00.12"),
        Arguments.of(Primitive.TIMESTAMP_NTZ, 1L, "1970-01-01 00:00:00.000001"),
        Arguments.of(Primitive.BINARY, new byte[0], null),
        Arguments.of(Primitive.BINARY, new byte[] {'h', (byte) 0xc3, (byte) 0xa9}, "hé"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void writesValuesAsTheProtocolSays(DataType type, Object value, String text) {
    assertThat(PartitionText.of(type, value)).isEqualTo(text);
  }

  @Test
  void refusesWhatTheLogCannotHold() {
    assertThatThrownBy(() -> PartitionText.of(Primitive.BINARY, new byte[] {(byte) 0xff}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "A binary partition value must be valid UTF-8 for the log to hold it, but X'ff' is not");
    assertThatThrownBy(
            () -> PartitionText.of(new DataType.Array(Primitive.LONG, true), java.util.List.of()))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage("A table cannot be partitioned by a column of type ARRAY<BIGINT>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "a/b p=a%2Fb/ p=a%252Fb/",
        "a:b p=a%3Ab/ p=a%253Ab/",
        "a'b p=a%27b/ p=a%2527b/",
        "a<b p=a<b/ p=a%3Cb/",
        "a%b p=a%25b/ p=a%2525b/",
        "a}b p=a}b/ p=a%7Db/",
        "é p=é/ p=é/",
        "a{b p=a%7Bb/ p=a%257Bb/",
        "100%25 p=100%2525/ p=100%252525/",
        "Serbia/srb% p=Serbia%2Fsrb%25/ p=Serbia%252Fsrb%2525/",
        "a<b>c|d p=a<b>c|d/ p=a%3Cb%3Ec%7Cd/",
        "a@b!c(d) p=a@b!c(d)/ p=a@b!c(d)/",
        "a&b+c$d;e,f p=a&b+c$d;e,f/ p=a&b+c$d;e,f/",
        "a+b p=a+b/ p=a+b/",
        "\t p=%09/ p=%2509/",
      },
      quoteCharacter = '"')
  void escapesFoldersAndThenPaths(String value, String folder, String path) {
    String made = PartitionFolders.folder(Map.of("p", value == null ? "\t" : value));
    assertThat(made).isEqualTo(folder);
    assertThat(PartitionFolders.encode(made)).isEqualTo(path);
  }

  @Test
  void nullsHaveAFolderOfTheirOwn() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("a b", null);
    values.put("c=", "x y");
    String folder = PartitionFolders.folder(values);
    assertThat(folder).isEqualTo("a b=__HIVE_DEFAULT_PARTITION__/c%3D=x y/");
    assertThat(PartitionFolders.encode(folder))
        .isEqualTo("a%20b=__HIVE_DEFAULT_PARTITION__/c%253D=x%20y/");
    assertThat(PartitionFolders.folder(Map.of())).isEmpty();
  }
}
