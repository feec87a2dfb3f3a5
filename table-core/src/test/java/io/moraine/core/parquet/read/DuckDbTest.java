package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that DuckDB writes, against its own answers. */
class DuckDbTest {
  private static final String ROWS =
      """
      SELECT
        i % 3 = 0 AS flag,
        CASE WHEN i % 7 = 0 THEN NULL ELSE i % 100 - 50 END::TINYINT AS tiny,
        (i * 31 % 60000 - 30000)::SMALLINT AS small,
        CASE WHEN i BETWEEN 3000 AND 9000 THEN NULL ELSE i * 1000003 % 2000000011 - 1000000000 END::INTEGER AS int_,
        (i * 1234567890123 - 5000000000000000)::BIGINT AS big,
        (i % 255)::UTINYINT AS u8, (i % 65535)::USMALLINT AS u16,
        (4294967295 - i)::UINTEGER AS u32, (18446744073709551615 - i)::UBIGINT AS u64,
        CASE WHEN i % 5 = 0 THEN NULL ELSE i / 7.0 END::FLOAT AS f,
        (i * 1.1)::DOUBLE AS d,
        (i * 0.01)::DECIMAL(9,2) AS dec9, (i * -1234.5678)::DECIMAL(18,4) AS dec18,
        CASE WHEN i % 2 = 0 THEN (i * 12345678901234567890.12345)::DECIMAL(38,5) END AS dec38,
        CASE WHEN i % 11 = 0 THEN NULL ELSE 'name ' || (i % 40) END AS few,
        repeat('x', i % 13) || i AS many,
        DATE '1900-01-01' + (i * 7 % 80000)::INTEGER AS day,
        TIMESTAMP '1969-12-31 23:59:59.999999' + INTERVAL (i * 37) MINUTE AS wall,
        (TIMESTAMP '2020-01-01 00:00:00.123456' + INTERVAL (i) SECOND)::TIMESTAMPTZ AS instant,
        CASE WHEN i % 4 = 0 THEN NULL WHEN i % 4 = 1 THEN [] ELSE [i, NULL, i * 2] END::BIGINT[] AS list,
        CASE WHEN i % 6 = 0 THEN NULL ELSE {'a': i::INTEGER, 'b': 'b' || i % 9, 'c': [i % 2 = 0]} END AS struct,
        CASE WHEN i % 9 = 0 THEN NULL ELSE MAP {'k' || (i % 3): i::INTEGER, 'l': NULL} END AS map
      FROM range(12000) t(i)
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMPRESSION uncompressed",
        "COMPRESSION snappy, ROW_GROUP_SIZE 5000",
        "COMPRESSION zstd",
        "COMPRESSION gzip",
        "COMPRESSION lz4_raw",
        "COMPRESSION snappy, PARQUET_VERSION v2",
        "COMPRESSION zstd, PARQUET_VERSION v2, ROW_GROUP_SIZE 3000, DICTIONARY_SIZE_LIMIT 1"
      })
  void rowsAreThoseOfDuckDb(String options) throws Exception {
    Path path = folder.resolve("duck.parquet");
    List<List<Object>> expected = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet, %s)".formatted(ROWS, path, options));
      // Nested values and times as DuckDB prints them: JDBC would give classes of its own.
      try (ResultSet rows =
          statement.executeQuery(
              """
              SELECT flag, tiny, small, int_, big, u8, u16, u32, u64::DECIMAL(20,0), f, d, dec9, dec18,
                dec38, few, many, day - DATE '1970-01-01', epoch_us(wall), epoch_us(instant),
                list::VARCHAR, struct.a, struct.b, struct.c::VARCHAR, map::VARCHAR
              FROM read_parquet('%s')
              """
                  .formatted(path))) {
        while (rows.next()) {
          List<Object> row = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.add(plain(rows.getObject(i)));
          }
          expected.add(row);
        }
      }
    }
    ParquetFile file = ParquetFile.open(new InMemoryObject("duck", Files.readAllBytes(path)));
    List<List<Object>> actual = new ArrayList<>();
    for (List<Object> row : Rows.of(file.read(file.schema()))) {
      List<?> struct = (List<?>) row.get(20);
      List<Object> plain = new ArrayList<>();
      for (Object value : row.subList(0, 19)) {
        plain.add(plain(value));
      }
      plain.add(printed(row.get(19)));
      plain.add(struct == null ? null : plain(struct.get(0)));
      plain.add(struct == null ? null : struct.get(1));
      plain.add(struct == null ? null : printed(struct.get(2)));
      plain.add(printed(row.get(21)));
      actual.add(plain);
    }
    assertThat(actual).hasSize(12000).isEqualTo(expected);
  }

  /** Whole numbers as long, so that widths do not count. */
  private static Object plain(Object value) {
    return value instanceof Integer || value instanceof Short || value instanceof Byte
        ? (Object) ((Number) value).longValue()
        : value;
  }

  private static String printed(Object value) {
    return value == null ? null : value.toString().replace("null", "NULL");
  }

  @Test
  void aBatchSharesTheDictionaryOfItsChunk() throws SQLException, IOException {
    Path path = folder.resolve("dictionary.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT 'v' || i %% 5 AS s, (i %% 3)::DECIMAL(9,2) AS d FROM range(9000) t(i)) TO '%s' (FORMAT parquet)"
              .formatted(path));
    }
    ParquetFile file = ParquetFile.open(new InMemoryObject("duck", Files.readAllBytes(path)));
    try (var reader = file.read(file.schema())) {
      var first = (io.moraine.core.batch.DictionaryVector) reader.next().column(0);
      var second = (io.moraine.core.batch.DictionaryVector) reader.next().column(0);
      assertThat(second.dictionary()).isSameAs(first.dictionary());
      assertThat(first.dictionary().size()).isEqualTo(5);
      assertThat(second.value(4)).isEqualTo("v0");
    }
    StructType one = StructType.of(StructField.of("D", Primitive.DOUBLE));
    assertThat(file.schema().field("d").type().typeName()).isEqualTo("decimal(9,2)");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> file.read(one))
        .hasMessage(
            "Cannot read column 'D' of duck as double: the file has INT32 (DecimalOf[precision=9, scale=2])");
    assertThat(Rows.firstColumn(file.read(file.schema())).get(7)).isEqualTo("v2");
  }
}
