package io.moraine.cli.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultPrinterTest {
  private static final StructType ALL =
      StructType.of(
          StructField.of("yes", Primitive.BOOLEAN),
          StructField.of("n", Primitive.LONG),
          StructField.of("x", Primitive.DOUBLE),
          StructField.of("price", new DataType.Decimal(38, 2)),
          StructField.of("s", Primitive.STRING),
          StructField.of("b", Primitive.BINARY),
          StructField.of("d", Primitive.DATE),
          StructField.of("t", Primitive.TIMESTAMP),
          StructField.of("l", Primitive.TIMESTAMP_NTZ),
          StructField.of("list", new DataType.Array(Primitive.INTEGER, true)),
          StructField.of("o", StructType.of(StructField.of("k", Primitive.STRING))),
          StructField.of("m", new DataType.MapOf(Primitive.STRING, Primitive.LONG, true)));
  private static final List<Object> FULL =
      List.of(
          true,
          Long.MIN_VALUE,
          Double.NaN,
          new BigDecimal("123456789012345678901234567890123456.70"),
          "a \"b\",\nß",
          new byte[] {0, (byte) 0xFF},
          -1,
          978480900_000001L,
          0L,
          Arrays.asList(1, null),
          List.of("v"),
          Map.of("a", 1L));
  private static final List<Object> NULLS = Arrays.asList(new Object[12]);

  private final StringWriter text = new StringWriter();

  private String print(OutputFormat format, int width, StructType schema, List<List<Object>> rows) {
    Output output = new Output(format, Optional.empty(), new PrintWriter(text), width);
    long count =
        switch (format) {
          case TABLE ->
              new TablePrinter(output.out(), width, TableLook.PLAIN).print(reader(schema, rows));
          case CSV -> new CsvPrinter(output.out()).print(reader(schema, rows));
          default -> new JsonPrinter(output.out()).print(reader(schema, rows));
        };
    assertThat(count).isEqualTo(rows.size());
    return text.toString();
  }

  private static BatchReader reader(StructType schema, List<List<Object>> rows) {
    List<ColumnVector> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      VectorBuilder builder = VectorBuilder.of(schema.field(i).type(), rows.size());
      for (List<Object> row : rows) {
        builder.append(row.get(i));
      }
      columns.add(builder.build());
    }
    return BatchReader.of(schema, List.of(new ColumnBatch(schema, rows.size(), columns)));
  }

  @Test
  void jsonHasNumbersAsNumbersAndWhatWouldLoseDigitsAsText() {
    assertThat(print(OutputFormat.JSON, 80, ALL, List.of(FULL, NULLS)))
        .isEqualTo(
            """
            {"yes":true,"n":-9223372036854775808,"x":"NaN","price":"123456789012345678901234567890123456.70",\
            "s":"a \\"b\\",\\nß","b":"AP8=","d":"1969-12-31","t":"2001-01-03T00:15:00.000001Z",\
            "l":"1970-01-01T00:00:00","list":[1,null],"o":{"k":"v"},"m":{"a":1}}
            {"yes":null,"n":null,"x":null,"price":null,"s":null,"b":null,"d":null,"t":null,"l":null,\
            "list":null,"o":null,"m":null}
            """);
  }

  @Test
  void csvQuotesWhatNeedsItAndTellsNullFromEmpty() {
    StructType schema =
        StructType.of(
            StructField.of("a,b", Primitive.STRING),
            StructField.of("t", Primitive.TIMESTAMP),
            StructField.of("o", StructType.of(StructField.of("k", Primitive.STRING))));

    assertThat(
            print(
                OutputFormat.CSV,
                80,
                schema,
                List.of(
                    Arrays.asList("x\r\n\"y\"", 0L, List.of("v")), Arrays.asList("", null, null))))
        .isEqualTo(
            "\"a,b\",t,o\r\n"
                + "\"x\r\n\"\"y\"\"\",1970-01-01T00:00:00Z,\"{\"\"k\"\":\"\"v\"\"}\"\r\n"
                + "\"\",,\r\n");
  }

  @Test
  void tablesAlignNumbersRightAndTextLeft() {
    StructType schema =
        StructType.of(
            StructField.of("origin", Primitive.STRING),
            StructField.of("n", Primitive.INTEGER),
            StructField.of("t", Primitive.TIMESTAMP));

    assertThat(
            print(
                OutputFormat.TABLE,
                80,
                schema,
                List.of(
                    Arrays.asList("東京", -1, 978480900_000000L), Arrays.asList(null, 100, null))))
        .isEqualTo(
            """
             origin |   n | t
            --------+-----+----------------------
             東京   |  -1 | 2001-01-03 00:15:00Z
             NULL   | 100 | NULL
            """);
  }

  @Test
  void tablesCutTextButNeverNumbersToTheWidth() {
    StructType schema =
        StructType.of(
            StructField.of("long_number", Primitive.LONG),
            StructField.of("words", Primitive.STRING));

    String table =
        print(
            OutputFormat.TABLE,
            34,
            schema,
            List.of(List.of(Long.MIN_VALUE, "something that is far too long")));

    assertThat(table.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(34));
    assertThat(table).contains(" -9223372036854775808 | somethin…");
  }

  @Test
  void controlCharactersCannotSteerTheTerminal() {
    StructType schema = StructType.of(StructField.of("s", Primitive.STRING));

    assertThat(print(OutputFormat.TABLE, 80, schema, List.of(List.of("a\n\t\u001b[2Jb"))))
        .contains(" a\\n\\t\\u001b[2Jb\n");
  }

  @Test
  void resultWithoutRowsStillShowsItsColumns() {
    StructType schema = StructType.of(StructField.of("s", Primitive.STRING));

    assertThat(print(OutputFormat.TABLE, 80, schema, List.of())).isEqualTo(" s\n---\n");
  }

  @Test
  void parquetNeedsAFile() {
    assertThatThrownBy(
            () -> new Output(OutputFormat.PARQUET, Optional.empty(), new PrintWriter(text), 80))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Parquet is not for a terminal: name a file with --output FILE");
  }
}
