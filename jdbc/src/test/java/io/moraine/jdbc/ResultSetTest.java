package io.moraine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of all types, and what is asked of a result besides. */
class ResultSetTest {
  @TempDir private Path warehouse;

  /** What is done with the first row of a result. */
  private interface Check {
    void of(ResultSet rows) throws SQLException;
  }

  private void query(String sql, Check check) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:moraine:" + warehouse);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      check.of(rows);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "true|BOOLEAN|16|java.lang.Boolean|true",
        "127Y|TINYINT|-6|java.lang.Integer|127",
        "-32768S|SMALLINT|5|java.lang.Integer|-32768",
        "2147483647|INT|4|java.lang.Integer|2147483647",
        "9223372036854775807|BIGINT|-5|java.lang.Long|9223372036854775807",
        "CAST(1.5 AS FLOAT)|FLOAT|7|java.lang.Float|1.5",
        "1e300D|DOUBLE|8|java.lang.Double|1.0E300",
        "CAST(-1.20 AS DECIMAL(38,2))|DECIMAL(38,2)|3|java.math.BigDecimal|-1.20",
        "'é\u00df'|STRING|12|java.lang.String|éß",
        "X'00FF'|BINARY|-3|[B|00ff",
        "DATE '0001-01-01'|DATE|91|java.sql.Date|0001-01-01",
        "TIMESTAMP '1969-12-31 23:59:59.999999'|TIMESTAMP|2014|java.time.OffsetDateTime|1969-12-31 23:59:59.999999",
        "TIMESTAMP_NTZ '2026-03-29 02:30:00'|TIMESTAMP_NTZ|93|java.sql.Timestamp|2026-03-29 02:30:00",
        "array(1, NULL)|ARRAY<INT>|2003|java.sql.Array|[1, null]",
        "map('a', 1)|MAP<STRING, INT>|2000|java.util.Map|{a -> 1}",
        "named_struct('a', 1, 'b', 'x')|STRUCT<a: INT NOT NULL, b: STRING NOT NULL>|2002|java.sql.Struct|{1, x}",
        "parse_json('{\"a\":[1,null]}')|VARIANT|1111|java.lang.String|{\"a\":[1,null]}"
      })
  void eachTypeHasItsCodeItsClassAndItsText(
      String expression, String name, int code, String javaClass, String text) throws SQLException {
    query(
        "SELECT " + expression + " AS v",
        rows -> {
          ResultSetMetaData columns = rows.getMetaData();
          assertThat(columns.getColumnTypeName(1)).isEqualTo(name);
          assertThat(columns.getColumnType(1)).isEqualTo(code);
          assertThat(columns.getColumnClassName(1)).isEqualTo(javaClass);
          assertThat(rows.getObject(1)).isInstanceOf(classNamed(javaClass));
          assertThat(rows.wasNull()).isFalse();
          assertThat(rows.getString("V")).isEqualTo(text);
        });
    query(
        "SELECT CAST(NULL AS " + name + ") AS v",
        rows -> {
          assertThat(rows.getObject(1)).isNull();
          assertThat(rows.wasNull()).isTrue();
          assertThat(rows.getString(1)).isNull();
        });
  }

  private static Class<?> classNamed(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void numbersAreConvertedWhereTheyFit() throws SQLException {
    query(
        "SELECT 300 AS i, 2.9 AS d, ' 17 ' AS s, true AS b, NULL AS n, 1e30D AS big",
        rows -> {
          assertThat(rows.getLong("i")).isEqualTo(300);
          assertThat(rows.getDouble("i")).isEqualTo(300.0);
          assertThat(rows.getBigDecimal("i")).isEqualByComparingTo("300");
          assertThat(rows.getBoolean("i")).isTrue();
          assertThatThrownBy(() -> rows.getByte("i"))
              .hasMessage("Column 'i' holds 300, which is no byte");
          assertThat(rows.getInt("d")).isEqualTo(2);
          assertThat(rows.getFloat("d")).isEqualTo(2.9f);
          assertThat(rows.getInt("s")).isEqualTo(17);
          assertThat(rows.getObject("s", BigInteger.class)).isEqualTo(BigInteger.valueOf(17));
          assertThat(rows.getInt("b")).isEqualTo(1);
          assertThat(rows.getInt("n")).isZero();
          assertThat(rows.wasNull()).isTrue();
          assertThat(rows.getObject("n", Integer.class)).isNull();
          assertThatThrownBy(() -> rows.getLong("big"))
              .hasMessage("Column 'big' holds 1.0E30, which is no long");
        });
  }

  @Test
  void aValueOfTheWrongKindIsAnError() throws SQLException {
    query(
        "SELECT 'abc' AS s, DATE '2026-01-31' AS d, array(1) AS a",
        rows -> {
          assertThatThrownBy(() -> rows.getInt(1))
              .hasMessage("Column 's' holds 'abc', which is no int");
          assertThatThrownBy(() -> rows.getDate(1))
              .hasMessage("Column 's' holds 'abc', which is no date");
          assertThatThrownBy(() -> rows.getLong(2))
              .hasMessage("Column 'd' of type DATE is no long");
          assertThatThrownBy(() -> rows.getObject(3, UUID.class))
              .hasMessage("Column 'a' of type ARRAY<INT> is no UUID");
          assertThatThrownBy(() -> rows.getArray(1))
              .hasMessage("Column 's' of type STRING is no array");
        });
  }

  @Test
  void columnsAreFoundByLabelAndOrdinal() throws SQLException {
    query(
        "SELECT 1 AS a, 2 AS A2, 3 AS a",
        rows -> {
          assertThat(rows.findColumn("A")).isEqualTo(1);
          assertThat(rows.getInt(3)).isEqualTo(3);
          assertThatThrownBy(() -> rows.getInt(4))
              .hasMessage("There is no column 4: the result has columns 1 to 3");
          assertThatThrownBy(() -> rows.getInt("b"))
              .hasMessage("There is no column 'b'; the result has a, A2, a");
        });
  }

  @Test
  void nestedValuesComeWhole() throws SQLException {
    query(
        "SELECT array(named_struct('k', 'x', 'v', array(1, 2)), NULL) AS a, map('m', DATE"
            + " '2026-01-31') AS m",
        rows -> {
          Object[] elements = (Object[]) rows.getArray(1).getArray();
          assertThat(elements).hasSize(2);
          assertThat(elements[1]).isNull();
          Object[] fields = ((Struct) elements[0]).getAttributes();
          assertThat(fields[0]).isEqualTo("x");
          assertThat((Object[]) ((Array) fields[1]).getArray(2, 5)).containsExactly(2);
          assertThat(rows.getObject(1, List.class).get(0)).isEqualTo(List.of("x", List.of(1, 2)));
          assertThat(rows.getObject(2)).isEqualTo(Map.of("m", Date.valueOf("2026-01-31")));
        });
  }

  @Test
  void timesAreReadInTheZoneOfACalendar() throws SQLException {
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    query(
        "SELECT TIMESTAMP_NTZ '2026-01-01 09:00:00' AS clock, TIMESTAMP '2026-01-01 00:00:00' AS at,"
            + " DATE '2026-01-01' AS day",
        rows -> {
          assertThat(rows.getTimestamp(1, tokyo).toInstant()).hasToString("2026-01-01T00:00:00Z");
          assertThat(rows.getTimestamp(2, tokyo).toInstant()).hasToString("2026-01-01T00:00:00Z");
          assertThat(rows.getDate(3, tokyo).getTime())
              .isEqualTo(OffsetDateTime.parse("2025-12-31T15:00:00Z").toInstant().toEpochMilli());
          assertThat(rows.getObject(3, LocalDate.class)).isEqualTo(LocalDate.of(2026, 1, 1));
        });
  }

  @Test
  void bytesAreCopiesAndStreams() throws SQLException {
    query(
        "SELECT X'0102' AS b, 'text' AS s",
        rows -> {
          rows.getBytes(1)[0] = 9;
          assertThat(rows.getBytes(1)).containsExactly(1, 2);
          assertThat(rows.getBinaryStream(1)).hasBinaryContent(new byte[] {1, 2});
          assertThat(rows.getBytes(2)).isEqualTo("text".getBytes(StandardCharsets.UTF_8));
        });
  }

  @Test
  void isReadOnceForwardAndChangesNothing() throws SQLException {
    query(
        "SELECT * FROM VALUES (1), (2) AS t(x) ORDER BY x",
        rows -> {
          assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
          assertThat(rows.isFirst()).isTrue();
          assertThat(rows.getRow()).isEqualTo(1);
          assertThatThrownBy(rows::previous).isInstanceOf(SQLFeatureNotSupportedException.class);
          assertThatThrownBy(() -> rows.updateInt(1, 5))
              .isInstanceOf(SQLFeatureNotSupportedException.class)
              .hasMessageStartingWith("Results are for reading");
          assertThat(rows.next()).isTrue();
          assertThat(rows.next()).isFalse();
          assertThat(rows.isAfterLast()).isTrue();
          assertThat(rows.getRow()).isZero();
          assertThatThrownBy(() -> rows.getInt(1))
              .hasMessageStartingWith("There is no current row");
          assertThat(rows.next()).isFalse();
        });
  }

  @Test
  void tellsHowWideNumbersAre() throws SQLException {
    query(
        "SELECT CAST(1 AS DECIMAL(10,2)) AS d, 1 AS i, 'x' AS s",
        rows -> {
          ResultSetMetaData columns = rows.getMetaData();
          assertThat(columns.getPrecision(1)).isEqualTo(10);
          assertThat(columns.getScale(1)).isEqualTo(2);
          assertThat(columns.getColumnDisplaySize(1)).isEqualTo("-12345678.90".length());
          assertThat(columns.getColumnDisplaySize(2)).isEqualTo("-2147483648".length());
          assertThat(columns.isSigned(3)).isFalse();
          assertThat(columns.isNullable(2)).isEqualTo(ResultSetMetaData.columnNoNulls);
          assertThat(rows.getObject(1, BigDecimal.class)).isEqualTo(new BigDecimal("1.00"));
          assertThat(columns.getColumnType(3)).isEqualTo(Types.VARCHAR);
        });
  }
}
