package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
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

/** Row groups whose bounds say nothing are left out by Bloom filters and dictionaries. */
class ProbesTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message m {
            required int32 i;
            optional int64 l;
            optional int32 day (DATE);
            optional float f;
            optional double d;
            optional binary s (STRING);
            optional binary raw;
            optional int32 dec9 (DECIMAL(9,2));
            optional int64 dec18 (DECIMAL(18,2));
            optional fixed_len_byte_array(16) dec38 (DECIMAL(38,2));
          }
          """);

  private static final int GROUPS = 5;
  private static final int GROUP_ROWS = 400;

  @TempDir private Path folder;

  /** Group {@code g} has the values {@code 5 * k + g}, so that each has the same bounds, nearly. */
  private ParquetFile file(boolean dictionary, boolean bloom) {
    List<Group> rows = new ArrayList<>();
    for (int g = 0; g < GROUPS; g++) {
      for (int k = 0; k < GROUP_ROWS; k++) {
        int value = k == 0 ? 0 : k == 1 ? 1_000_000 : 5 * (k / 4) + g;
        SimpleGroup row = new SimpleGroup(SCHEMA);
        row.add("i", value);
        if (k % 9 != 5) {
          row.add("l", (long) value);
          row.add("day", value);
          row.add("f", value / 4f);
          row.add("d", value / 4d);
          row.add("s", "value " + value);
          row.add("raw", Binary.fromConstantByteArray(new byte[] {(byte) value, 1, 2}));
          row.add("dec9", value);
          row.add("dec18", (long) value);
          byte[] wide = new byte[16];
          wide[14] = (byte) (value >> 8);
          wide[15] = (byte) value;
          row.add("dec38", Binary.fromConstantByteArray(wide));
        }
        rows.add(row);
      }
    }
    return ParquetJavaFile.write(
            folder.resolve(dictionary + " " + bloom),
            SCHEMA,
            rows,
            builder ->
                builder
                    .withWriterVersion(WriterVersion.PARQUET_1_0)
                    .withDictionaryEncoding(dictionary)
                    .withBloomFilterEnabled(bloom)
                    .withMaxBloomFilterBytes(1024)
                    .withRowGroupRowCountLimit(GROUP_ROWS))
        .open();
  }

  private static ColumnReference column(ParquetFile file, int ordinal) {
    StructField field = file.schema().field(ordinal);
    return new ColumnReference(ordinal, field.name(), field.type(), true);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(0, 163),
        Arguments.of(1, 163L),
        Arguments.of(2, 163),
        Arguments.of(3, 163 / 4f),
        Arguments.of(4, 163 / 4d),
        Arguments.of(5, "value 163"),
        Arguments.of(7, new BigDecimal("1.63")),
        Arguments.of(8, new BigDecimal("1.63")),
        Arguments.of(9, new BigDecimal("1.63")));
  }

  /** How many groups {@code filter} leaves to be read. */
  private static long groups(ParquetFile file, StructType requested, Expression filter) {
    ReadOptions options =
        ReadOptions.DEFAULT
            .withPositionColumn("position")
            .withRowFilter(new RowFilter(filter, EvaluationContext.UTC), requested);
    try (BatchReader reader = file.read(requested, options)) {
      return Rows.of(reader).stream()
          .map(row -> (Long) row.get(requested.size()) / GROUP_ROWS)
          .distinct()
          .count();
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void onlyGroupsThatHoldAValueAreRead(int ordinal, Object value) {
    for (boolean dictionary : new boolean[] {true, false}) {
      if (dictionary && ordinal == 9) {
        // To such values parquet-java gives no dictionary in this version of pages.
        continue;
      }
      ParquetFile file = file(dictionary, !dictionary);
      StructType requested = file.schema();
      DataType type = requested.field(ordinal).type();
      Literal literal = new Literal(type, value);
      ColumnReference column = column(file, ordinal);
      Expression never = Operators.isNull(column(file, 0));
      Expression equal = Operators.compare(Operators.EQ, column, literal);
      assertThat(probed(file, requested, equal)).as("dictionary %s", dictionary).containsExactly(3);
      assertThat(probed(file, requested, Operators.or(equal, equal))).containsExactly(3);
      assertThat(groups(file, requested, equal)).isEqualTo(1);
      assertThat(probed(file, requested, never)).hasSize(GROUPS);
    }
  }

  /** The groups that probes leave in. */
  private static List<Integer> probed(ParquetFile file, StructType requested, Expression filter) {
    List<Integer> left = new ArrayList<>();
    ReadOptions options = ReadOptions.DEFAULT;
    try (Chunks chunks = new Chunks(file.object(), file.footer(), options)) {
      Probes probes =
          Probes.of(
              new RowFilter(filter, EvaluationContext.UTC),
              requested,
              ColumnMatching.BY_NAME,
              file.object(),
              file.footer(),
              chunks);
      for (int i = 0; i < file.footer().rowGroups().size(); i++) {
        if (probes.mayHoldWanted(i)) {
          left.add(i);
        }
      }
    }
    return left;
  }

  @Test
  void conditionsOtherThanEqualityAreAskedOfDictionaries() {
    ParquetFile file = file(true, false);
    StructType requested = file.schema();
    Expression like = Expressions.call(Operators.LIKE, column(file, 5), Literal.of("%ue 17_"));
    assertThat(probed(file, requested, like)).containsExactly(0, 1, 2, 3, 4);
    Expression one = Expressions.call(Operators.LIKE, column(file, 5), Literal.of("%ue 171"));
    assertThat(probed(file, requested, one)).containsExactly(1);
    Expression in =
        Expressions.call(
            Operators.IN,
            column(file, 1),
            new Literal(Primitive.LONG, 171L),
            new Literal(Primitive.LONG, 172L),
            new Literal(Primitive.LONG, -7L));
    assertThat(probed(file, requested, in)).containsExactly(1, 2);
    Expression both =
        Operators.and(
            Operators.compare(Operators.EQ, column(file, 1), Literal.of(171L)),
            Operators.compare(Operators.EQ, column(file, 5), Literal.of("value 172")));
    assertThat(probed(file, requested, both)).isEmpty();
  }

  @Test
  void whereNullsAreWantedNothingIsLeftOut() {
    ParquetFile file = file(true, true);
    StructType requested = file.schema();
    Expression orNull =
        Operators.or(
            Operators.isNull(column(file, 5)),
            Operators.compare(Operators.EQ, column(file, 5), Literal.of("nothing")));
    assertThat(probed(file, requested, orNull)).hasSize(GROUPS);
    Expression nullSafe =
        Operators.compare(
            Operators.NULL_SAFE_EQ, column(file, 5), new Literal(Primitive.STRING, null));
    assertThat(probed(file, requested, nullSafe)).hasSize(GROUPS);
  }

  @Test
  void columnsReadAsWiderTypesAreAskedForTheStoredValue() {
    ParquetFile file = file(false, true);
    StructType requested = StructType.of(StructField.of("i", Primitive.LONG));
    ColumnReference column = new ColumnReference(0, "i", Primitive.LONG, true);
    assertThat(probed(file, requested, Operators.compare(Operators.EQ, column, Literal.of(163L))))
        .containsExactly(3);
    // No 32 bits hold it: nothing is known, and the bounds leave it out.
    assertThat(
            probed(
                file,
                requested,
                Operators.compare(Operators.EQ, column, Literal.of(163L + (1L << 32)))))
        .hasSize(GROUPS);
    StructType doubles = StructType.of(StructField.of("i", Primitive.DOUBLE));
    ColumnReference number = new ColumnReference(0, "i", Primitive.DOUBLE, true);
    assertThat(probed(file, doubles, Operators.compare(Operators.EQ, number, Literal.of(163.0))))
        .hasSize(GROUPS);
  }

  @Test
  void zerosAndNaNsAreNotLookedForByTheirBits() {
    ParquetFile file = file(false, true);
    StructType requested = file.schema();
    for (double value : new double[] {0.0, -0.0, Double.NaN}) {
      assertThat(
              probed(
                  file,
                  requested,
                  Operators.compare(Operators.EQ, column(file, 4), Literal.of(value))))
          .hasSize(GROUPS);
    }
  }
}
