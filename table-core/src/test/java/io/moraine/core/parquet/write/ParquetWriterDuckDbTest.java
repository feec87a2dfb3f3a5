package io.moraine.core.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written means the same to DuckDB: its values, its types, its statistics. */
class ParquetWriterDuckDbTest {
  private static final WriteOptions SMALL =
      WriteOptions.DEFAULT.withPages(100, 1 << 20).withRowGroups(1 << 20, 1050);

  private static final StructType FLAT =
      StructType.of(
          StructField.of("bool", Primitive.BOOLEAN),
          StructField.of("byte", Primitive.BYTE),
          StructField.of("short", Primitive.SHORT),
          StructField.of("int", Primitive.INTEGER),
          StructField.of("long", Primitive.LONG),
          StructField.of("float", Primitive.FLOAT),
          StructField.of("double", Primitive.DOUBLE),
          StructField.of("string", Primitive.STRING),
          StructField.of("binary", Primitive.BINARY),
          StructField.of("d9", new DataType.Decimal(9, 2)),
          StructField.of("d18", new DataType.Decimal(18, 18)),
          StructField.of("d20", new DataType.Decimal(20, 0)),
          StructField.of("d38", new DataType.Decimal(38, 10)));

  private static final StructType NESTED =
      StructType.of(
          StructField.of("a", new DataType.Array(new DataType.Array(Primitive.LONG, true), true)),
          StructField.of(
              "s",
              StructType.of(
                  StructField.of("x", Primitive.STRING),
                  StructField.of("y", new DataType.Array(Primitive.DOUBLE, false)))),
          StructField.of(
              "m",
              new DataType.MapOf(
                  Primitive.INTEGER, StructType.of(StructField.of("z", Primitive.LONG)), true)));

  @TempDir Path folder;

  private List<List<String>> query(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  static Stream<WriteOptions> options() {
    return Stream.of(
        SMALL,
        SMALL.withCompression(Compression.SNAPPY),
        SMALL.withCompression(Compression.GZIP),
        SMALL.withCompression(Compression.LZ4_RAW),
        SMALL.withCompression(Compression.NONE),
        SMALL.withDictionaries(0, 0),
        SMALL.withDictionaries(0, 0).withEncoding(ValueEncoding.BYTE_STREAM_SPLIT),
        SMALL.withDictionaries(0, 0).withEncoding(ValueEncoding.DELTA_BINARY_PACKED));
  }

  @ParameterizedTest
  @MethodSource("options")
  void aCopyThatDuckDbMakesHasTheSameRows(WriteOptions options) {
    for (StructType schema : List.of(FLAT, NESTED)) {
      List<List<Object>> rows = Samples.rows(schema, 2500, 3, 300);
      Path ours = folder.resolve("ours.parquet");
      Path theirs = folder.resolve("theirs.parquet");
      Samples.write(ours, schema, options, rows, 400);
      execute("COPY (FROM '%s') TO '%s' (FORMAT parquet)".formatted(ours, theirs));
      assertThat(Samples.comparable(ParquetJava.rows(theirs, schema)))
          .isEqualTo(Samples.comparable(rows));
    }
  }

  @Test
  void typesAreWhatTheyAreCalled() {
    List<StructField> fields = new ArrayList<>(FLAT.fields());
    fields.add(StructField.of("date", Primitive.DATE));
    fields.add(StructField.of("ts", Primitive.TIMESTAMP));
    fields.add(StructField.of("ntz", Primitive.TIMESTAMP_NTZ));
    fields.addAll(NESTED.fields());
    StructType schema = StructType.of(fields);
    Path file = folder.resolve("f.parquet");
    Samples.write(file, schema, SMALL, List.of(), 1);
    assertThat(query("SELECT column_name, column_type FROM (DESCRIBE FROM '%s')".formatted(file)))
        .extracting(row -> row.get(0) + " " + row.get(1))
        .containsExactly(
            "bool BOOLEAN",
            "byte TINYINT",
            "short SMALLINT",
            "int INTEGER",
            "long BIGINT",
            "float FLOAT",
            "double DOUBLE",
            "string VARCHAR",
            "binary BLOB",
            "d9 DECIMAL(9,2)",
            "d18 DECIMAL(18,18)",
            "d20 DECIMAL(20,0)",
            "d38 DECIMAL(38,10)",
            "date DATE",
            "ts TIMESTAMP WITH TIME ZONE",
            "ntz TIMESTAMP",
            "a BIGINT[][]",
            "s STRUCT(x VARCHAR, y DOUBLE[])",
            "m MAP(INTEGER, STRUCT(z BIGINT))");
    assertThat(query("SELECT count(*) FROM '%s'".formatted(file))).containsExactly(List.of("0"));
  }

  @Test
  void datesAndTimestampsAreTheMomentsTheyStandFor() {
    StructType schema =
        StructType.of(
            StructField.of("d", Primitive.DATE),
            StructField.of("t", Primitive.TIMESTAMP),
            StructField.of("n", Primitive.TIMESTAMP_NTZ));
    Path file = folder.resolve("f.parquet");
    Samples.write(
        file,
        schema,
        SMALL,
        List.of(List.of(-1, 1_700_000_000_123_456L, -1L), List.of(19_000, 0L, 0L)),
        2);
    assertThat(query("SELECT d::VARCHAR, epoch_us(t), n::VARCHAR FROM '%s'".formatted(file)))
        .containsExactly(
            List.of("1969-12-31", "1700000000123456", "1969-12-31 23:59:59.999999"),
            List.of("2022-01-08", "0", "1970-01-01 00:00:00"));
  }

  @Test
  void statisticsAreReadAsTheyWereMeant() {
    StructType schema =
        StructType.of(
            StructField.of("l", Primitive.LONG),
            StructField.of("s", Primitive.STRING),
            StructField.of("d", new DataType.Decimal(20, 2)),
            StructField.of("day", Primitive.DATE),
            StructField.of("f", Primitive.DOUBLE));
    List<List<Object>> rows =
        List.of(
            Arrays.asList(5L, "b", new BigDecimal("-1.50"), 0, 2.5),
            Arrays.asList(-7L, "a", new BigDecimal("12345678901234567.89"), 1, -1.0),
            Arrays.asList(null, "ü", null, null, null));
    Path file = folder.resolve("f.parquet");
    Samples.write(file, schema, SMALL, rows, 10);
    assertThat(
            query(
                """
                SELECT path_in_schema, stats_min_value, stats_max_value, stats_null_count,
                  num_values, compression, min_is_exact, max_is_exact
                FROM parquet_metadata('%s') ORDER BY column_id\
                """
                    .formatted(file)))
        .containsExactly(
            List.of("l", "-7", "5", "1", "3", "ZSTD", "true", "true"),
            List.of("s", "a", "ü", "0", "3", "ZSTD", "true", "true"),
            List.of("d", "-1.50", "12345678901234567.89", "1", "3", "ZSTD", "true", "true"),
            List.of("day", "1970-01-01", "1970-01-02", "1", "3", "ZSTD", "true", "true"),
            List.of("f", "-1.0", "2.5", "1", "3", "ZSTD", "true", "true"));
  }

  @Test
  void filtersThatPruneByStatisticsFindEveryRow() {
    StructType schema =
        StructType.of(StructField.of("l", Primitive.LONG), StructField.of("s", Primitive.STRING));
    List<List<Object>> rows = Samples.rows(schema, 5000, 12, 60);
    Path file = folder.resolve("f.parquet");
    Samples.write(file, schema, SMALL.withBoundBytes(3), rows, 999);
    for (int pick = 0; pick < 60; pick++) {
      String text = (String) Samples.value(Primitive.STRING, new Pick(pick), 60);
      long expected = rows.stream().filter(row -> text.equals(row.get(1))).count();
      assertThat(query("SELECT count(*) FROM '%s' WHERE s = '%s'".formatted(file, text)))
          .containsExactly(List.of(String.valueOf(expected)));
    }
  }

  /** A source of one number. */
  private static final class Pick extends Random {
    private static final long serialVersionUID = 1L;

    private final int pick;

    Pick(int pick) {
      this.pick = pick;
    }

    @Override
    public int nextInt(int bound) {
      return pick;
    }
  }
}
