package io.moraine.engine.file;

import static io.moraine.engine.file.FileRows.open;
import static io.moraine.engine.file.FileRows.row;
import static io.moraine.engine.file.FileRows.rows;
import static io.moraine.engine.file.FileRows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType.Decimal;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.source.OnError;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTableTest {
  @TempDir private Path folder;

  @Test
  void guessesTypesOverAllLines() throws IOException {
    FileTable table =
        open(
            write(
                folder,
                "a.jsonl",
                """
                {"n":1,"x":1,"s":"a","d":"2001-01-03","t":"2001-01-03T00:15:00Z","mixed":1,"none":null}

                {"n":9223372036854775807,"x":1.5,"late":{"k":[1,2]},"mixed":{"a": "b"},"s":"b"}
                """));

    assertThat(table.schema())
        .hasToString(
            "struct<n long, x double, s string, d date, t timestamp, mixed string, none string,"
                + " late struct<k array<long>>>");
    assertThat(rows(table))
        .containsExactly(
            row(1L, 1.0, "a", 11325, 978480900_000000L, "1", null, null),
            row(
                Long.MAX_VALUE,
                1.5,
                "b",
                null,
                null,
                "{\"a\": \"b\"}",
                null,
                List.of(List.of(1L, 2L))));
  }

  @Test
  void valuesOfGivenTypesAreKeptToTheirEdges() throws IOException {
    StructType schema =
        StructType.of(
            StructField.of("i", Primitive.INTEGER),
            StructField.of("d", new Decimal(4, 2)),
            StructField.of("b", Primitive.BINARY),
            StructField.of("f", Primitive.DOUBLE));
    FileOptions options = FileOptions.DEFAULT.withSchema(schema);
    String good =
        write(
            folder, "g.json", "{\"i\":2.147483647e9,\"d\":\"99.99\",\"b\":\"AQI=\",\"f\":\"NaN\"}");
    String bad =
        write(
            folder,
            "b.json",
            "{\"i\":2147483648}\n{\"i\":0.5}\n{\"i\":1e999999999}\n{\"d\":0.001}\n{\"b\":\"*\"}\n{\"f\":true}\n");

    assertThat(rows(open(good, options), 0, 1, 3))
        .containsExactly(row(Integer.MAX_VALUE, new BigDecimal("99.99"), Double.NaN));
    assertThat((byte[]) rows(open(good, options), 2).get(0).get(0)).containsExactly(1, 2);
    FileTable skipping = open(bad, options.withOnError(OnError.SKIP));
    assertThat(rows(skipping)).isEmpty();
    assertThat(skipping.errors().count()).isEqualTo(6);
    assertThat(skipping.errors().first())
        .hasValue(bad + ", line 1: column 'i': expected INT, found 2147483648");
  }

  @Test
  void misfitWithinAnObjectIsNamedByItsPath() throws IOException {
    StructType schema =
        StructType.of(
            StructField.of("o", StructType.of(StructField.of("n", Primitive.LONG))),
            StructField.of("z", Primitive.STRING));
    String file = write(folder, "a.json", "{\"o\":{\"n\":\"x\"},\"z\":\"z\"}");
    FileOptions options = FileOptions.DEFAULT.withSchema(schema);

    assertThatThrownBy(() -> rows(open(file, options)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Cannot read %s, line 1: column 'o.n': expected BIGINT, found \"x\"", file);
    assertThat(rows(open(file, options.withOnError(OnError.NULL))))
        .containsExactly(row(java.util.Collections.singletonList(null), "z"));
  }

  @Test
  void linesThatAreNoObjectsAreBadRows() throws IOException {
    String file = write(folder, "a.json", "{\"a\":1}\n[1]\n{\"a\":\n{\"a\":2} x\n{\"a\":3}");
    FileTable skipping = open(file, FileOptions.DEFAULT.withOnError(OnError.SKIP));

    assertThat(rows(skipping)).containsExactly(row(1L), row(3L));
    assertThat(skipping.errors().count()).isEqualTo(3);
    assertThatThrownBy(() -> rows(open(file)))
        .hasMessage(
            "Cannot read %s, line 2: expected a JSON object, found a value of kind ARRAY", file);
    String cut = write(folder, "b.json", "{\"a\":1}\n{\"a\":");
    assertThatThrownBy(() -> rows(open(cut)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read %s, line 2: not valid JSON at byte", cut);
  }

  @Test
  void malformedTextNamesItsLine() throws IOException {
    byte[] latin = "{\"a\":\"x\"}\n{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    String file = write(folder, "a.json", latin);

    assertThatThrownBy(() -> rows(open(file)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("line 2: not valid JSON");
  }

  @Test
  void linesLongerThanTheBufferAreWhole() throws IOException {
    String text = "x".repeat(600_000);
    FileTable table =
        open(write(folder, "a.json", "{\"a\":\"s\"}\n{\"a\":\"" + text + "\"}\r\n{\"a\":\"e\"}"));

    assertThat(rows(table)).containsExactly(row("s"), row(text), row("e"));
  }

  @Test
  void fileWithoutObjectsHasNoColumns() throws IOException {
    String file = write(folder, "a.json", "\n[]\n");

    assertThatThrownBy(() -> open(file))
        .hasMessage(
            "Cannot read %s: expected JSON objects with fields, one a line, found none", file);
  }
}
