package io.moraine.core.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bloom filters that are written hold what others look for in them. */
class BloomFilterWriteTest {
  private static final DataType NARROW = new DataType.Decimal(9, 2);
  private static final DataType MIDDLE = new DataType.Decimal(18, 2);
  private static final DataType WIDE = new DataType.Decimal(38, 2);

  private static final StructType SCHEMA =
      StructType.of(
          StructField.of("i", Primitive.INTEGER),
          StructField.of("day", Primitive.DATE),
          StructField.of("l", Primitive.LONG),
          StructField.of("t", Primitive.TIMESTAMP),
          StructField.of("f", Primitive.FLOAT),
          StructField.of("d", Primitive.DOUBLE),
          StructField.of("s", Primitive.STRING),
          StructField.of("b", Primitive.BINARY),
          StructField.of("narrow", NARROW),
          StructField.of("middle", MIDDLE),
          StructField.of("wide", WIDE),
          StructField.of("flag", Primitive.BOOLEAN),
          StructField.of("list", new DataType.Array(Primitive.LONG, true)));

  private static final WriteOptions ALL =
      WriteOptions.DEFAULT
          .withPages(100, 1 << 20)
          .withRowGroups(1 << 20, 800)
          .withBloomFilters(BloomFilters.of(Map.of("parquet.bloom.filter.enabled", "true")));

  @TempDir private Path folder;

  @Test
  void parquetJavaFindsAllValuesAndFewOthers() throws IOException {
    // Few values stay in dictionaries; of many, pages after the first have none.
    for (int distinct : new int[] {30, 1_000_000}) {
      List<List<Object>> rows = Samples.rows(SCHEMA, 2000, 3, distinct);
      for (WriteOptions options : List.of(ALL, ALL.withDictionaries(20, 1 << 20))) {
        Path file = folder.resolve("f.parquet");
        Samples.write(file, SCHEMA, options, rows, 333);
        assertFound(file, rows);
      }
    }
  }

  private static void assertFound(Path file, List<List<Object>> rows) throws IOException {
    try (ParquetFileReader reader = ParquetJava.open(file)) {
      int from = 0;
      for (BlockMetaData group : reader.getRowGroups()) {
        var filters = reader.getBloomFilterDataReader(group);
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          int column = columnOf(chunk);
          BloomFilter filter = filters.readBloomFilter(chunk);
          if (SCHEMA.field(column).type() == Primitive.BOOLEAN) {
            assertThat(filter).isNull();
            continue;
          }
          assertThat(filter).as("%s", chunk).isNotNull();
          for (int row = from; row < from + group.getRowCount(); row++) {
            for (Object value : values(rows.get(row).get(column))) {
              assertThat(filter.findHash(hash(filter, SCHEMA.field(column).type(), value)))
                  .as("%s of %s", value, chunk)
                  .isTrue();
            }
          }
          int held = 0;
          for (int i = 0; i < 1000; i++) {
            held += filter.findHash(filter.hash(i * 0x1234_5678_9abc_def1L)) ? 1 : 0;
          }
          assertThat(held).as("%s", chunk).isLessThan(50);
        }
        from += (int) group.getRowCount();
      }
    }
  }

  private static int columnOf(ColumnChunkMetaData chunk) {
    return SCHEMA.ordinalOf(chunk.getPath().toArray()[0]).getAsInt();
  }

  private static List<?> values(Object value) {
    List<Object> values = new ArrayList<>();
    if (value instanceof List<?> list) {
      values.addAll(list);
    } else {
      values.add(value);
    }
    values.removeIf(v -> v == null);
    return values;
  }

  private static long hash(BloomFilter filter, DataType type, Object value) {
    if (value instanceof BigDecimal decimal) {
      if (type == NARROW) {
        return filter.hash(decimal.unscaledValue().intValueExact());
      } else if (type == MIDDLE) {
        return filter.hash(decimal.unscaledValue().longValueExact());
      }
      byte[] bytes = decimal.unscaledValue().toByteArray();
      byte[] fixed = new byte[16];
      java.util.Arrays.fill(fixed, (byte) (decimal.signum() < 0 ? -1 : 0));
      System.arraycopy(bytes, 0, fixed, 16 - bytes.length, bytes.length);
      return filter.hash(Binary.fromConstantByteArray(fixed));
    } else if (value instanceof Integer i) {
      return filter.hash(i.intValue());
    } else if (value instanceof Long l) {
      return filter.hash(l.longValue());
    } else if (value instanceof Float f) {
      return filter.hash(f.floatValue());
    } else if (value instanceof Double d) {
      return filter.hash(d.doubleValue());
    }
    return filter.hash(
        value instanceof String text
            ? Binary.fromString(text)
            : Binary.fromConstantByteArray((byte[]) value));
  }

  @Test
  void duckDbLeavesOutTheRowGroupsThatLackAValue() throws SQLException {
    StructType schema =
        StructType.of(StructField.of("l", Primitive.LONG), StructField.of("s", Primitive.STRING));
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      // Each group has values of the whole range, so that bounds exclude nothing.
      long value = (long) (i % 800) * 5 + i / 800;
      rows.add(List.of(value * 1_000_003, "value " + value));
    }
    Path file = folder.resolve("d.parquet");
    Samples.write(file, schema, ALL, rows, 1000);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      for (int value : new int[] {7, 123, 3999}) {
        assertThat(excluded(connection, file, "l", Long.toString(value * 1_000_003L)))
            .as("groups without %d", value)
            .isEqualTo(4);
        assertThat(excluded(connection, file, "s", "'value %d'".formatted(value))).isEqualTo(4);
      }
      assertThat(excluded(connection, file, "l", "17")).isEqualTo(5);
    }
  }

  private static int excluded(Connection connection, Path file, String column, String value)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT count(*) FROM parquet_bloom_probe('%s', '%s', %s) WHERE bloom_filter_excludes"
                    .formatted(file, column, value))) {
      result.next();
      return result.getInt(1);
    }
  }

  @Test
  void columnsGetWhatThePropertiesSay() throws IOException {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("parquet.bloom.filter.enabled#l", "true");
    properties.put("parquet.bloom.filter.expected.ndv#l", "100000");
    properties.put("parquet.bloom.filter.enabled#list.list.element", "TRUE");
    properties.put("parquet.bloom.filter.fpp#list.list.element", "0.2");
    properties.put("parquet.bloom.filter.fpp#s", "0.2");
    properties.put("parquet.bloom.filter.enabled#i", "false");
    properties.put("parquet.bloom.filter.max.bytes", "65536");
    properties.put("delta.appendOnly", "true");
    Path file = folder.resolve("p.parquet");
    List<List<Object>> rows = Samples.rows(SCHEMA, 700, 3, 1_000_000);
    Samples.write(file, SCHEMA, ALL.withBloomFilters(BloomFilters.of(properties)), rows, 333);
    try (ParquetFileReader reader = ParquetJava.open(file)) {
      BlockMetaData group = reader.getRowGroups().get(0);
      Map<String, Integer> sizes = new LinkedHashMap<>();
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        BloomFilter filter = reader.getBloomFilterDataReader(group).readBloomFilter(chunk);
        if (filter != null) {
          sizes.put(chunk.getPath().toDotString(), filter.getBitsetSize());
        }
      }
      // The first is as large as is allowed: it is told to be for many values.
      assertThat(sizes.keySet()).containsExactly("l", "list.list.element");
      assertThat(sizes.get("l")).isEqualTo(65536);
      assertThat(sizes.get("list.list.element")).isLessThan(2048);
    }
  }

  @Test
  void refusesPropertiesThatAreNoNumbers() {
    assertThatThrownBy(() -> BloomFilters.of(Map.of("parquet.bloom.filter.fpp#x", "much")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("parquet.bloom.filter.fpp#x needs to be a number, got 'much'");
    assertThatThrownBy(() -> BloomFilters.of(Map.of("parquet.bloom.filter.fpp#x", "1")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a rate of false positives of 1.0");
    assertThatThrownBy(() -> BloomFilters.of(Map.of("parquet.bloom.filter.max.bytes", "7")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not up to 7");
  }
}
