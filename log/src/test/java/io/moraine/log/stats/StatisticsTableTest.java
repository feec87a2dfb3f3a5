package io.moraine.log.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.prune.Outcome;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.property.ColumnMappingMode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics of many files at once, beside those of one file at a time. */
class StatisticsTableTest {
  private static final StructType SCHEMA =
      StructType.of(
          StructField.of("a", Primitive.LONG),
          StructField.of("b", Primitive.STRING),
          StructField.of("c", Primitive.DATE),
          StructField.of("d", Primitive.TIMESTAMP),
          StructField.of("e", Primitive.DOUBLE),
          StructField.of("f", new DataType.Decimal(12, 2)),
          StructField.of("g", Primitive.INTEGER),
          StructField.of("h", Primitive.TIMESTAMP_NTZ),
          StructField.of("i", Primitive.FLOAT),
          StructField.of("j", Primitive.BOOLEAN),
          StructField.of("k", Primitive.SHORT),
          StructField.of("l", new DataType.Decimal(30, 4)),
          StructField.of("part", Primitive.INTEGER));
  private static final int COLUMNS = SCHEMA.size() - 1;

  private static final List<List<String>> VALUES =
      List.of(
          List.of(
              "0",
              "-0",
              "7",
              "-12",
              "999999999999999999",
              "9223372036854775807",
              "1.0",
              "1e2",
              "1e-1",
              "92233720368547758070",
              "\"7\"",
              "null",
              "{}",
              "[1,2]",
              "07",
              "-",
              "true"),
          List.of(
              "\"\"",
              "\"abc\"",
              "\"a\\\"b\"",
              "\"a{b\"",
              "\"}\"",
              "\"x},\"",
              "\"é\"",
              "\"\\u00e9\"",
              "\"a,\\\"a\\\":5\"",
              "null",
              "7",
              "\"\uD83D\uDE00\""),
          List.of(
              "\"2024-02-29\"",
              "\"2023-02-29\"",
              "\"2024-12-31\"",
              "\"1-1-1\"",
              "\"+10000-01-01\"",
              "\"-0001-01-01\"",
              "\"2024-2-3\"",
              "\"2024-02-30\"",
              "\"garbage\"",
              "19000",
              "\"2024-13-01\"",
              "\" 2024-01-01 \""),
          List.of(
              "\"2024-02-29T10:11:12.345Z\"",
              "\"2024-02-29T10:11:12Z\"",
              "\"2024-02-29T10:11:12.345678Z\"",
              "\"1890-01-01T00:00:00.000-08:00\"",
              "\"2024-02-29T10:11:12.345-08:00\"",
              "\"2024-02-29 10:11:12.345\"",
              "\"1890-01-01T00:00:00.000Z\"",
              "\"2024-02-29T24:11:12.345Z\"",
              "\"2023-02-30T10:11:12.345Z\"",
              "null"),
          List.of(
              "0",
              "-0.0",
              "1.5",
              "-1.5",
              "0.1",
              "123456789012345.6",
              "1e308",
              "1e400",
              "4.9e-324",
              "\"NaN\"",
              "\"Infinity\"",
              "\"-Infinity\"",
              "99999999999999999999",
              "1E5",
              "0.30000000000000004",
              "."),
          List.of(
              "0",
              "1.23",
              "-1.23",
              "1.234",
              "-1.239",
              "1e3",
              "9999999999.99",
              "\"1.5\"",
              "0.001",
              "5."),
          List.of("1", "-5", "2147483647", "2147483648", "-2147483648", "1.5", "1e3", "null"),
          List.of(
              "\"2024-02-29T10:11:12.345\"",
              "\"2024-02-29T10:11:12.345Z\"",
              "\"2024-02-29\"",
              "\"0001-01-01T00:00:00.000\"",
              "\"9999-12-31T23:59:59.999\""),
          List.of("0.1", "-0.0", "16777217", "3.4028236e38", "\"NaN\"", "1e-50", "null"),
          List.of("true", "false", "null", "\"true\"", "1"),
          List.of("1", "32767", "32768", "-32768", "1e2", "null"),
          List.of("1.2345", "12345678901234567890.12", "1e10", "-1.23456", "\"4\""));

  private static final FileStatistics.Columns ALL =
      FileStatistics.Columns.of(
          SCHEMA, ColumnMappingMode.NONE, IntStream.range(0, COLUMNS).toArray());

  private final List<String> texts = new ArrayList<>();

  /** What is no JSON; seen in the columns that are read, and only there. */
  private static final Set<String> MALFORMED = Set.of("07", "-", ".", "5.", "00");

  private boolean withMalformed = true;

  private String value(Random random, List<String> values) {
    String value = pick(random, values);
    return withMalformed || !MALFORMED.contains(value) ? value : "1";
  }

  private static String pick(Random random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String section(Random random, boolean counts) {
    StringBuilder json = new StringBuilder("{");
    for (int column = 0; column < COLUMNS; column++) {
      if (random.nextInt(20) == 0) {
        continue;
      }
      String value =
          counts
              ? random.nextInt(30) == 0
                  ? value(random, List.of("1.5", "null", "\"1\"", "-1", "00"))
                  : String.valueOf(random.nextInt(3) == 0 ? 100 : random.nextInt(100))
              : random.nextInt(4) == 0
                  ? value(random, VALUES.get(column))
                  : VALUES.get(column).get(random.nextInt(2));
      json.append(json.length() == 1 ? "" : ",")
          .append('"')
          .append(SCHEMA.field(column).name())
          .append("\":")
          .append(value);
      if (random.nextInt(60) == 0) {
        json.append(",\"dropped\":{\"x\":1,\"a\":5,\"b\":\"q\"}");
      }
    }
    return json.append('}').toString();
  }

  private String text(Random random) {
    List<String> members = new ArrayList<>();
    members.add("\"numRecords\":" + (random.nextInt(20) == 0 ? "0" : "100"));
    members.add("\"minValues\":" + section(random, false));
    members.add("\"maxValues\":" + section(random, false));
    members.add("\"nullCount\":" + section(random, true));
    if (random.nextInt(4) == 0) {
      members.add("\"tightBounds\":" + random.nextBoolean());
    }
    if (random.nextInt(4) == 0) {
      // Of columns without NaN it is not looked at, whatever it says.
      members.add("\"nanCount\":" + section(random, true).replaceAll("1\\.5|-1|null|00\\b", "1"));
    }
    if (random.nextInt(8) == 0) {
      Collections.shuffle(members, random);
    }
    if (random.nextInt(8) == 0) {
      members.remove(random.nextInt(members.size()));
    }
    if (random.nextInt(20) == 0) {
      members.add(
          "\"more\":" + pick(random, List.of("1", "[{}]", "\"},\\\"maxValues\\\":{\"", "{}")));
    }
    String text = "{" + String.join(",", members) + "}";
    return random.nextInt(20) == 0 ? text.replace(",", " , ").replace(":", ": ") : text;
  }

  private StatisticsTable table(FileStatistics.Columns columns) {
    StatisticsTableBuilder builder = new StatisticsTableBuilder(columns, texts.size());
    for (int file = 0; file < texts.size(); file++) {
      // As pages have them: with other bytes around.
      byte[] text = ("}" + texts.get(file) + "{").getBytes(StandardCharsets.UTF_8);
      builder.json(file, text, 1, text.length - 1);
    }
    StatisticsTable table = builder.build();
    StatisticsTable unpacked = PackedStatistics.of(table).unpack();
    for (int file = 0; file < texts.size(); file++) {
      assertThat(unpacked.numRecords(file)).isEqualTo(table.numRecords(file));
      for (int leaf = 0; leaf < table.leaves().size(); leaf++) {
        assertThat(unpacked.leaf(leaf).of(file)).isEqualTo(table.leaf(leaf).of(file));
      }
    }
    return unpacked;
  }

  private static Object comparable(Object bound) {
    return bound instanceof Number number && number.doubleValue() == 0 ? 0 : bound;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void eachFilesStatisticsAreThoseOfItsTextAlone(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      texts.add(text(random));
    }
    StatisticsTable table = table(ALL);
    for (int file = 0; file < texts.size(); file++) {
      FileStatistics alone = FileStatistics.parse(texts.get(file), ALL);
      assertThat(table.numRecords(file)).as(texts.get(file)).isEqualTo(alone.numRecords());
      for (int column = 0; column < COLUMNS; column++) {
        ColumnStatistics expected = alone.column(column);
        ColumnStatistics found = table.leaf(column).of(file);
        String name = SCHEMA.field(column).name() + " of " + texts.get(file);
        assertThat(comparable(found.min())).as("min " + name).isEqualTo(comparable(expected.min()));
        assertThat(comparable(found.max())).as("max " + name).isEqualTo(comparable(expected.max()));
        assertThat(found.nullCount()).as("nulls " + name).isEqualTo(expected.nullCount());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void damagedTextNeverFailsNorShiftsOtherFiles(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = text(random).getBytes(StandardCharsets.UTF_8);
      if (i % 2 == 1) {
        for (int flips = random.nextInt(3); flips >= 0; flips--) {
          bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
        }
        bytes =
            Arrays.copyOf(
                bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
      }
      texts.add(new String(bytes, StandardCharsets.UTF_8));
    }
    StatisticsTable table = table(ALL);
    for (int file = 0; file < texts.size(); file += 2) {
      FileStatistics alone = FileStatistics.parse(texts.get(file), ALL);
      assertThat(table.numRecords(file)).isEqualTo(alone.numRecords());
      assertThat(comparable(table.leaf(0).of(file).min()))
          .as(texts.get(file))
          .isEqualTo(comparable(alone.column(0).min()));
    }
  }

  @Test
  void aFieldOfAStructIsNotTakenForAColumn() {
    texts.add(
        "{\"numRecords\":3,\"minValues\":{\"s\":{\"x\":1,\"a\":5},\"a\":7},\"maxValues\":{\"a\":9}}");
    texts.add("{\"numRecords\":3,\"minValues\":{\"s\":{\"x\":1,\"a\":5}},\"maxValues\":{\"a\":9}}");
    StatisticsTable table = table(ALL);
    assertThat(table.leaf(0).of(0)).isEqualTo(new ColumnStatistics(7L, 9L, -1));
    assertThat(table.leaf(0).of(1)).isEqualTo(new ColumnStatistics(null, 9L, -1));
  }

  @Test
  void aDecimalOfMoreDigitsThanItsTypeIsUnknown() {
    texts.add(
        "{\"minValues\":{\"f\":99999999999999999999999},\"maxValues\":{\"f\":123456789012345678.1}}");
    assertThat(table(ALL).leaf(5).of(0)).isEqualTo(ColumnStatistics.UNKNOWN);
  }

  private static Expression column(int ordinal) {
    StructField field = SCHEMA.field(ordinal);
    return new ColumnReference(ordinal, field.name(), field.type(), true);
  }

  private static Literal literal(Random random, int ordinal) {
    return switch (ordinal) {
      case 0 -> Literal.of((long) random.nextInt(14) - 3);
      case 1 -> Literal.of(pick(random, List.of("", "abc", "abd", "é", "z")));
      case 2 ->
          new Literal(
              Primitive.DATE, (int) LocalDate.of(2024, 1 + random.nextInt(12), 1).toEpochDay());
      case 4 -> Literal.of(pick(random, List.of("-1.5", "0", "0.1", "7")).equals("7") ? 7.0 : 0.1);
      case 5 -> new Literal(SCHEMA.field(5).type(), new BigDecimal("1.23"));
      case 6 -> Literal.of(random.nextInt(8) - 5);
      default -> Literal.of(random.nextInt(3));
    };
  }

  private static Expression predicate(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      Expression left = predicate(random, depth - 1);
      return switch (random.nextInt(3)) {
        case 0 -> Operators.and(left, predicate(random, depth - 1));
        case 1 -> Operators.or(left, predicate(random, depth - 1));
        default -> Operators.not(left);
      };
    }
    int ordinal = new int[] {0, 1, 2, 4, 5, 6, 12}[random.nextInt(7)];
    if (random.nextInt(6) == 0) {
      return random.nextBoolean()
          ? Operators.isNull(column(ordinal))
          : Operators.isNotNull(column(ordinal));
    }
    String operator =
        pick(
            random,
            List.of(
                Operators.EQ,
                Operators.NE,
                Operators.LT,
                Operators.LE,
                Operators.GT,
                Operators.GE));
    Literal literal = literal(random, ordinal);
    return random.nextBoolean()
        ? Operators.compare(operator, column(ordinal), literal)
        : Operators.compare(operator, literal, column(ordinal));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23, 24})
  void decidesManyFilesAsItDecidesEach(long seed) {
    withMalformed = false;
    Random random = new Random(seed);
    List<AddFile> files = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String part = pick(random, List.of("0", "1", "2", ""));
      files.add(AddFile.of("f" + i, Map.of("part", part), 1, 1).withStats(text(random)));
    }
    files.forEach(file -> texts.add(file.stats()));
    int decided = 0;
    int missed = 0;
    for (int i = 0; i < 200; i++) {
      Expression predicate = predicate(random, 3);
      FileSkipping skipping =
          new FileSkipping(
              predicate, SCHEMA, List.of("part"), ColumnMappingMode.NONE, ZoneOffset.UTC);
      FileSkipping.Outcomes outcomes = skipping.decide(columns(files));
      for (int file = 0; file < files.size(); file++) {
        Outcome expected = skipping.decide(files.get(file));
        Outcome found = outcomes.of(file);
        if (found == Outcome.SOME) {
          missed += expected == Outcome.SOME ? 0 : 1;
        } else {
          assertThat(found)
              .as("%s of %s in %s", predicate, texts.get(file), files.get(file).partitionValues())
              .isEqualTo(expected);
          decided++;
        }
      }
    }
    assertThat(decided).isGreaterThan(1_000);
    // Some files have a least value above the greatest, of which anything may be said.
    assertThat(missed).isLessThan(decided / 10);
  }

  private FileColumns columns(List<AddFile> files) {
    return new FileColumns() {
      @Override
      public int size() {
        return files.size();
      }

      @Override
      public String path(int file) {
        return files.get(file).path();
      }

      @Override
      public int partitionCount() {
        return files.size();
      }

      @Override
      public int partition(int file) {
        return file;
      }

      @Override
      public Map<String, String> partitionValues(int partition) {
        return files.get(partition).partitionValues();
      }

      @Override
      public StatisticsTable statistics(FileStatistics.Columns columns) {
        return table(columns);
      }
    };
  }
}
