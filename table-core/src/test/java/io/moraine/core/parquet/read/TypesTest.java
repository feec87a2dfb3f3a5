package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Decimal;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Columns read as other types than the file's: wider ones, equal ones, and those that cannot be.
 */
class TypesTest {
  private static final Object MIN = Integer.MIN_VALUE;

  @TempDir private Path folder;

  static Stream<Arguments> readable() {
    return Stream.of(
        wide("int32", Primitive.LONG, MIN, (long) Integer.MIN_VALUE),
        wide("int32", Primitive.DOUBLE, MIN, (double) Integer.MIN_VALUE),
        wide("int32", new Decimal(10, 0), MIN, new BigDecimal("-2147483648")),
        wide("int32", new Decimal(12, 2), MIN, new BigDecimal("-2147483648.00")),
        wide("int32", new Decimal(38, 20), MIN, new BigDecimal("-2147483648.00000000000000000000")),
        wide("int32", Primitive.SHORT, -32768, -32768),
        wide("int32", Primitive.BYTE, 127, 127),
        wide("int32 %s (INTEGER(8,true))", Primitive.INTEGER, -128, -128),
        wide("int32 %s (INTEGER(16,true))", Primitive.LONG, -32768, -32768L),
        wide("int32 %s (INTEGER(8,false))", Primitive.SHORT, 255, 255),
        wide("int32 %s (INTEGER(16,false))", Primitive.INTEGER, 65535, 65535),
        wide("int32 %s (INTEGER(32,false))", Primitive.LONG, -1, 4294967295L),
        wide("int32 %s (INTEGER(32,false))", Primitive.DOUBLE, -1, 4294967295.0),
        wide("int32 %s (DATE)", Primitive.TIMESTAMP_NTZ, -1, -86_400_000_000L),
        wide("int64", new Decimal(20, 0), Long.MIN_VALUE, new BigDecimal("-9223372036854775808")),
        wide("int64", new Decimal(22, 2), Long.MAX_VALUE, new BigDecimal("9223372036854775807.00")),
        wide(
            "int64 %s (INTEGER(64,false))",
            new Decimal(20, 0), -1L, new BigDecimal("18446744073709551615")),
        wide("int64 %s (INTEGER(64,false))", Primitive.LONG, Long.MAX_VALUE, Long.MAX_VALUE),
        wide("int64 %s (TIMESTAMP(MILLIS,true))", Primitive.TIMESTAMP, -1L, -1000L),
        wide("int64 %s (TIMESTAMP(NANOS,true))", Primitive.TIMESTAMP, -1L, -1L),
        wide("int64 %s (TIMESTAMP(MICROS,false))", Primitive.TIMESTAMP, 5L, 5L),
        wide("float", Primitive.DOUBLE, 0.1f, (double) 0.1f),
        wide("int32 %s (DECIMAL(9,2))", new Decimal(9, 2), -123, new BigDecimal("-1.23")),
        wide("int32 %s (DECIMAL(9,2))", new Decimal(18, 4), -123, new BigDecimal("-1.2300")),
        wide(
            "int32 %s (DECIMAL(9,2))",
            new Decimal(38, 31), -123, new BigDecimal("-1.23").setScale(31)),
        wide(
            "int64 %s (DECIMAL(18,0))",
            new Decimal(38, 20),
            -999_999_999_999_999_999L,
            new BigDecimal("-999999999999999999").setScale(20)),
        wide("binary %s (DECIMAL(5,1))", new Decimal(6, 2), bytes(-2), new BigDecimal("-0.20")),
        wide(
            "binary %s (DECIMAL(38,0))",
            new Decimal(38, 0),
            bytes(1, 0, 0, 0, 0, 0, 0, 0, 0),
            new BigDecimal("18446744073709551616")),
        wide(
            "fixed_len_byte_array(9) %s (DECIMAL(20,2))",
            new Decimal(22, 4),
            bytes(-1, 0, 0, 0, 0, 0, 0, 0, 0),
            new BigDecimal("-184467440737095516.16").setScale(4)),
        wide("fixed_len_byte_array(2) %s (FLOAT16)", Primitive.FLOAT, bytes(0, -64), -2f),
        wide("fixed_len_byte_array(2) %s (FLOAT16)", Primitive.DOUBLE, bytes(1, 0), 0x1p-24),
        wide(
            "fixed_len_byte_array(2) %s (FLOAT16)",
            Primitive.FLOAT, bytes(0, 0x7c), Float.POSITIVE_INFINITY),
        wide("binary", Primitive.STRING, bytes('h', 'i'), "hi"),
        wide("binary %s (STRING)", Primitive.BINARY, bytes('h', 'i'), "6869"),
        wide("fixed_len_byte_array(2)", Primitive.BINARY, bytes(1, 2), "0102"));
  }

  private static Arguments wide(String type, DataType wanted, Object... values) {
    Object[] all = new Object[values.length + 2];
    all[0] = type;
    all[1] = wanted;
    System.arraycopy(values, 0, all, 2, values.length);
    return Arguments.of(all);
  }

  private static Binary bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return Binary.fromConstantByteArray(bytes);
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("readable")
  void valuesComeAsTheTypeThatIsRequested(
      String type, DataType wanted, Object stored, Object expected) {
    for (boolean dictionary : new boolean[] {true, false}) {
      ParquetFile file = write(type, dictionary, stored, null, stored);
      var read = file.read(StructType.of(StructField.of("c", wanted)));
      List<Object> values = Rows.firstColumn(read);
      assertThat(values).isEqualTo(Arrays.asList(expected, null, expected));
    }
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("readable")
  void valuesWithinOthersComeAsTheTypeThatIsRequestedToo(
      String type, DataType wanted, Object stored, Object expected) {
    String x = "optional " + (type.contains("%s") ? type.formatted("x") : type + " x") + ";";
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message m {
              optional group s { %1$s }
              optional group l (LIST) { repeated group list { %1$s } }
              optional group m (MAP) { repeated group key_value { %2$s %1$s } }
              optional group n (LIST) { repeated group list { optional group element {
                optional group l (LIST) { repeated group list { %1$s } } } } }
            }"""
                .formatted(x, x.replace("optional", "required").replace(" x", " k")));
    StructField field = StructField.of("x", wanted);
    DataType.Array array = new DataType.Array(wanted, true);
    StructType requested =
        StructType.of(
            StructField.of("s", StructType.of(field)),
            StructField.of("l", array),
            StructField.of("m", new DataType.MapOf(wanted, wanted, true)),
            StructField.of(
                "n", new DataType.Array(StructType.of(StructField.of("l", array)), true)));
    SimpleGroup row = new SimpleGroup(schema);
    add(row.addGroup("s"), "x", stored);
    Group list = row.addGroup("l");
    list.addGroup("list");
    add(list.addGroup("list"), "x", stored);
    Group entry = row.addGroup("m").addGroup("key_value");
    add(entry, "k", stored);
    add(entry, "x", stored);
    Group inner = row.addGroup("n").addGroup("list").addGroup("element").addGroup("l");
    add(inner.addGroup("list"), "x", stored);
    inner.addGroup("list");
    ParquetJavaFile file =
        ParquetJavaFile.write(
            folder.resolve("nested.parquet"),
            schema,
            List.of(row, new SimpleGroup(schema), row),
            builder -> builder);
    List<Object> full =
        Arrays.asList(
            List.of(expected),
            Arrays.asList(null, expected),
            Map.of(expected, expected),
            List.of(List.of(Arrays.asList(expected, null))));
    assertThat(Rows.of(file.open().read(requested)))
        .isEqualTo(List.of(full, Arrays.asList(null, null, null, null), full));
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("int64", Primitive.INTEGER, "INT64"),
        Arguments.of("int32", Primitive.FLOAT, "INT32"),
        Arguments.of("int32", Primitive.DATE, "INT32"),
        Arguments.of("int32", new Decimal(9, 0), "INT32"),
        Arguments.of("double", Primitive.FLOAT, "DOUBLE"),
        Arguments.of("boolean", Primitive.INTEGER, "BOOLEAN"),
        Arguments.of("binary %s (STRING)", Primitive.LONG, "BYTE_ARRAY (STRING)"),
        Arguments.of("int32 %s (DATE)", Primitive.TIMESTAMP, "INT32 (DATE)"),
        Arguments.of(
            "int32 %s (DECIMAL(9,2))",
            new Decimal(9, 3), "INT32 (DecimalOf[precision=9, scale=2])"),
        Arguments.of("int64 %s (TIME(MICROS,true))", Primitive.LONG, "INT64 (Time[unit=MICROS])"),
        Arguments.of("int32", new DataType.Array(Primitive.INTEGER, true), "INT32"),
        Arguments.of("int32", StructType.EMPTY, "INT32"));
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("unreadable")
  void aTypeThatValuesCannotHaveIsRefused(String type, DataType wanted, String described) {
    ParquetFile file = write(type, true, new Object[0]);
    assertThatThrownBy(() -> file.read(StructType.of(StructField.of("c", wanted))))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage(
            "Cannot read column 'c' of file as %s: the file has %s".formatted(wanted, described));
  }

  @Test
  void aTypeThatDeltaLacksIsRefusedOnlyIfItIsAskedFor() {
    ParquetFile file = write("int64 %s (TIME(NANOS,true))", true, 1L);
    assertThatThrownBy(file::schema)
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage(
            "Column 'c' of a Parquet file has the type INT64 (Time[unit=NANOS]), which Delta tables do not have");
    assertThat(Rows.of(file.read(StructType.EMPTY))).containsExactly(List.of());
  }

  @Test
  void aValueOutsideTheRequestedTypeIsCorrupt() {
    assertCorrupt("int32", Primitive.SHORT, 32768, "32768 is no value of type short");
    assertCorrupt("int32", Primitive.BYTE, -129, "-129 is no value of type byte");
    assertCorrupt(
        "int64 %s (INTEGER(64,false))",
        Primitive.LONG, -1L, "18446744073709551615 is no value of type long");
    assertCorrupt(
        "int64 %s (TIMESTAMP(MILLIS,true))",
        Primitive.TIMESTAMP, Long.MAX_VALUE, "9223372036854775807 is out of the type's range");
    assertCorrupt(
        "binary %s (DECIMAL(5,1))",
        new Decimal(5, 1),
        bytes(1, 0, 0, 0, 0, 0, 0, 0, 0),
        "a decimal of 9 bytes has too many digits for its type");
    assertCorrupt("binary %s (DECIMAL(5,1))", new Decimal(5, 1), bytes(), "a decimal has no bytes");
  }

  private void assertCorrupt(String type, DataType wanted, Object stored, String problem) {
    ParquetFile file = write(type, true, stored);
    assertThatThrownBy(() -> Rows.of(file.read(StructType.of(StructField.of("c", wanted)))))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageEndingWith("cannot decode a page of column 'c': " + problem);
  }

  private ParquetFile write(String type, boolean dictionary, Object... values) {
    String column = type.contains("%s") ? type.formatted("c") : type + " c";
    MessageType schema =
        MessageTypeParser.parseMessageType("message m { optional %s; }".formatted(column));
    List<Group> rows = new ArrayList<>();
    for (Object value : values) {
      SimpleGroup row = new SimpleGroup(schema);
      if (value != null) {
        add(row, "c", value);
      }
      rows.add(row);
    }
    ParquetJavaFile file =
        ParquetJavaFile.write(
            folder.resolve("types.parquet"),
            schema,
            rows,
            builder -> builder.withDictionaryEncoding(dictionary));
    return ParquetFile.open(new InMemoryObject("file", file.content()));
  }

  private static void add(Group group, String field, Object value) {
    if (value instanceof Integer v) {
      group.add(field, v);
    } else if (value instanceof Long v) {
      group.add(field, v);
    } else if (value instanceof Float v) {
      group.add(field, v);
    } else {
      group.add(field, (Binary) value);
    }
  }
}
