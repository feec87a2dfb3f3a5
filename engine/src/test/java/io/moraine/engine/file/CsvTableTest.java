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
import io.moraine.engine.file.csv.CsvOptions;
import io.moraine.engine.file.source.OnError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
  private static final StructType NUMBERS =
      StructType.of(
          StructField.of("id", Primitive.INTEGER), StructField.of("note", Primitive.STRING));

  @TempDir private Path folder;

  @Test
  void guessesTheNarrowestTypeThatHoldsEveryValue() throws IOException {
    FileTable table =
        open(
            write(
                folder,
                "all.csv",
                """
                yes,small,large,real,day,moment,local,word,zip,huge,nothing
                true,-2147483648,2147483648,1,2001-01-03,2001-01-03T00:15:00Z,2001-01-03 00:15,a,02134,99999999999999999999,
                FALSE,7,1,2.5e3,1969-12-31,1969-12-31 23:59:59.999999+01:00,2001-01-03T00:15:00.5,1,1,1,
                """));

    assertThat(table.schema())
        .hasToString(
            "struct<yes boolean, small integer, large long, real double, day date,"
                + " moment timestamp, local timestamp, word string, zip string, huge string,"
                + " nothing string>");
    assertThat(rows(table))
        .containsExactly(
            row(
                true,
                Integer.MIN_VALUE,
                2147483648L,
                1.0,
                11325,
                978480900_000000L,
                978480900_000000L,
                "a",
                "02134",
                "99999999999999999999",
                null),
            row(false, 7, 1L, 2500.0, -1, -3600_000001L, 978480900_500000L, "1", "1", "1", null));
  }

  @Test
  void onlyUnquotedEmptyFieldsAreNull() throws IOException {
    assertThat(rows(open(write(folder, "a.csv", "a,b\n1,\n2,\"\"\n"))))
        .containsExactly(row(1, null), row(2, ""));
  }

  @Test
  void nullTextIsAsGivenAndEmptyIsThenText() throws IOException {
    String file = write(folder, "a.csv", "a,b\nNA,NA\n2,\n3,\"NA\"\n");
    FileOptions options = FileOptions.DEFAULT.withCsv(CsvOptions.DEFAULT.withNullText("NA"));

    assertThat(rows(open(file, options)))
        .containsExactly(row(null, null), row(2, ""), row(3, "NA"));
  }

  @Test
  void quotedFieldsHoldDelimitersQuotesAndLineEnds() throws IOException {
    assertThat(rows(open(write(folder, "a.csv", "a,b\r\n\"x,\"\"y\"\"\r\nz\",ß€😀\r\n"))))
        .containsExactly(row("x,\"y\"\r\nz", "ß€😀"));
  }

  @Test
  void otherDelimitersAndNoHeaderAreTakenAsSaid() throws IOException {
    String file = write(folder, "a.csv", "1;'x;y'\n2;z\n");
    CsvOptions csv = CsvOptions.DEFAULT.withDelimiter(';').withQuote('\'').withoutHeader();
    FileTable table = open(file, FileOptions.DEFAULT.withCsv(csv));

    assertThat(table.schema()).hasToString("struct<_c0 integer, _c1 string>");
    assertThat(rows(table)).containsExactly(row(1, "x;y"), row(2, "z"));
  }

  @Test
  void tabSeparatedAndCompressedFilesAreToldByTheirNames() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write("a\tb\n1\tx,y\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(rows(open(write(folder, "a.tsv.gz", packed.toByteArray()))))
        .containsExactly(row(1, "x,y"));
  }

  @Test
  void byteOrderMarkIsNotPartOfTheFirstName() throws IOException {
    assertThat(open(write(folder, "a.csv", "\uFEFFid\n1\n")).schema().names())
        .containsExactly("id");
  }

  @Test
  void readsOnlyTheColumnsAskedForInTheOrderAsked() throws IOException {
    FileTable table = open(write(folder, "a.csv", "a,b,c\n1,2,3\n4,5,6\n"));

    assertThat(rows(table, 2, 0)).containsExactly(row(3, 1), row(6, 4));
  }

  @Test
  void batchesEndAtFourThousandAndNinetySixRows() throws IOException {
    StringBuilder text = new StringBuilder("n,s\n");
    for (int i = 0; i < 4097; i++) {
      text.append(i).append(",s").append(i).append('\n');
    }
    FileTable table = open(write(folder, "a.csv", text.toString()));

    assertThat(rows(table)).hasSize(4097).endsWith(row(4095, "s4095"), row(4096, "s4096"));
  }

  @Test
  void valueThatDoesNotFitNamesFileLineColumnTypeAndValue() throws IOException {
    String file = write(folder, "a.csv", "id,note\n1,\"two\nlines\"\nx7,b\n");

    assertThatThrownBy(() -> rows(open(file, FileOptions.DEFAULT.withSchema(NUMBERS))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Cannot read %s, line 4: column 'id': expected INT, found 'x7'", file);
  }

  @Test
  void rowsOfOtherLengthsAreBad() throws IOException {
    String few = write(folder, "few.csv", "id,note\n1\n");
    String many = write(folder, "many.csv", "id,note\n1,a,b\n");

    assertThatThrownBy(() -> rows(open(few)))
        .hasMessage("Cannot read %s, line 2: expected 2 fields, found 1", few);
    assertThatThrownBy(() -> rows(open(many)))
        .hasMessage("Cannot read %s, line 2: expected 2 fields, found 3", many);
  }

  @Test
  void skippedRowsAreCountedWhateverColumnsAreRead() throws IOException {
    String file = write(folder, "a.csv", "id,note\n1,a\nx,b\n3\n4,d\n");
    FileOptions options = FileOptions.DEFAULT.withSchema(NUMBERS).withOnError(OnError.SKIP);
    FileTable table = open(file, options);

    assertThat(rows(table)).containsExactly(row(1, "a"), row(4, "d"));
    assertThat(table.errors().count()).isEqualTo(2);
    assertThat(table.errors().first())
        .hasValue(file + ", line 3: column 'id': expected INT, found 'x'");
    assertThat(rows(table, 1)).containsExactly(row("a"), row("d"));
  }

  @Test
  void misfitsBecomeNullWhereThatIsWanted() throws IOException {
    String file = write(folder, "a.csv", "id,note\nx,b\n3\n4,d,e\n");
    FileOptions options = FileOptions.DEFAULT.withSchema(NUMBERS).withOnError(OnError.NULL);
    FileTable table = open(file, options);

    assertThat(rows(table)).containsExactly(row(null, "b"), row(3, null), row(4, "d"));
    assertThat(table.errors().count()).isEqualTo(3);
  }

  @Test
  void typesGivenAreKeptToTheirEdges() throws IOException {
    StructType schema =
        StructType.of(
            StructField.of("t", Primitive.BYTE),
            StructField.of("s", Primitive.SHORT),
            StructField.of("f", Primitive.FLOAT),
            StructField.of("d", new Decimal(5, 2)),
            StructField.of("w", new Decimal(38, 1)),
            StructField.of("n", Primitive.TIMESTAMP_NTZ));
    FileOptions options = FileOptions.DEFAULT.withSchema(schema);
    String good =
        write(
            folder,
            "good.csv",
            "n,t,s,f,d,w\n1970-01-01T00:00:01,-128,32767,-Infinity,999.9,-1e36\n");

    assertThat(rows(open(good, options)))
        .containsExactly(
            row(
                (int) Byte.MIN_VALUE,
                32767,
                Float.NEGATIVE_INFINITY,
                new BigDecimal("999.90"),
                new BigDecimal("-1000000000000000000000000000000000000.0"),
                1_000_000L));
    String bad =
        write(folder, "bad.csv", "n,t,s,f,d,w\n,128,,,,\n,,,,0.001,\n,,,,1000,\n,,,1f,,\n");
    FileTable table = open(bad, options.withOnError(OnError.SKIP));
    assertThat(rows(table)).isEmpty();
    assertThat(table.errors().count()).isEqualTo(4);
  }

  @Test
  void nullInARequiredColumnIsABadRow() throws IOException {
    StructType schema = StructType.of(StructField.required("id", Primitive.LONG));
    String file = write(folder, "a.csv", "id\n1\n\"\"\n");

    assertThatThrownBy(() -> rows(open(file, FileOptions.DEFAULT.withSchema(schema))))
        .hasMessageEndingWith("line 3: column 'id': expected BIGINT, found ''");
  }

  @Test
  void headerMustNameTheColumnsOfAGivenSchema() throws IOException {
    String file = write(folder, "a.csv", "id,remark\n1,a\n");

    assertThatThrownBy(() -> rows(open(file, FileOptions.DEFAULT.withSchema(NUMBERS))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith("expected the columns id, note, found id, remark in the header");
  }

  @Test
  void malformedTextNamesItsLine() throws IOException {
    byte[] latin = "id,note\n1,a\n2,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    String file = write(folder, "a.csv", latin);

    assertThatThrownBy(() -> rows(open(file)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Cannot read %s, line 3: expected UTF-8, found the bytes E9", file);
  }

  @Test
  void textCutInsideACharacterIsMalformed() throws IOException {
    String file = write(folder, "a.csv", new byte[] {'a', '\n', (byte) 0xE2, (byte) 0x82});

    assertThatThrownBy(() -> rows(open(file)))
        .hasMessage("Cannot read %s, line 2: expected UTF-8, found the bytes E2 82", file);
  }

  @Test
  void quoteThatNeverEndsIsAnError() throws IOException {
    String file = write(folder, "a.csv", "a,b\n1,x\n2,\"y\n");

    assertThatThrownBy(() -> rows(open(file)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("not valid CSV");
  }

  @Test
  void emptyFileHasNoColumns() throws IOException {
    String file = write(folder, "a.csv", "");

    assertThatThrownBy(() -> open(file))
        .hasMessage("Cannot read %s: it is empty, expected a header or rows", file);
  }

  @Test
  void headerAloneIsATableWithoutRows() throws IOException {
    FileTable table = open(write(folder, "a.csv", "a,b"));

    assertThat(table.schema()).hasToString("struct<a string, b string>");
    assertThat(rows(table)).isEmpty();
  }

  @Test
  void foldersAreReadFileByFileAndTypesWidened() throws IOException {
    write(folder, "in/1.csv", "a,b\n1,x\n");
    write(folder, "in/sub/2.csv", "b,a\ny,2.5\n");
    write(folder, "in/_SUCCESS", "");
    write(folder, "in/.hidden/3.csv", "c\n1\n");
    FileTable table = open(folder.resolve("in").toString());

    assertThat(table.schema()).hasToString("struct<a double, b string>");
    assertThat(rows(table)).containsExactly(row(1.0, "x"), row(2.5, "y"));
  }

  @Test
  void filesWithOtherColumnsAreNotOneTable() throws IOException {
    write(folder, "in/1.csv", "a,b\n1,x\n");
    write(folder, "in/2.csv", "a,c\n1,x\n");

    assertThatThrownBy(() -> open(folder.resolve("in").toString()))
        .hasMessageContaining("2.csv")
        .hasMessageEndingWith("expected the columns a, b, found a, c");
  }

  @Test
  void missingAndUnknownFilesAreNamed() throws IOException {
    String missing = folder.resolve("none.csv").toString();
    String unknown = write(folder, "a.xyz", "a\n");

    assertThatThrownBy(() -> open(missing)).hasMessageEndingWith(missing);
    assertThatThrownBy(() -> open(unknown))
        .hasMessage(
            "Cannot tell the format of %s by its name; name one of csv, json, parquet", unknown);
  }

  @Test
  void namesWithSpacesAndPercentSignsAreFound() throws IOException {
    assertThat(rows(open(write(folder, "a b%20+ü.csv", "a\n1\n")))).containsExactly(row(1));
  }
}
