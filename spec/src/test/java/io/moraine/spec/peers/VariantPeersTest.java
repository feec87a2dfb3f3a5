package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.env.Environment;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.store.LocalStore;
import io.moraine.core.store.ObjectReader;
import io.moraine.engine.session.SqlSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variants that Spark shreds are those that Spark puts together. */
class VariantPeersTest {
  @TempDir static Path folder;

  private static final String VALUES =
      """
      SELECT id, CASE
        WHEN id % 23 = 0 THEN NULL
        WHEN id % 23 = 1 THEN parse_json('null')
        WHEN id % 23 = 2 THEN parse_json('[1, "two", {"a": 3}, [4, null], 5.5]')
        WHEN id % 23 = 3 THEN parse_json(concat('"text ', id, '"'))
        WHEN id % 23 = 4 THEN to_variant_object(named_struct('a', id, 't', TIMESTAMP'2024-02-29T01:02:03.456789Z',
          'n', TIMESTAMP_NTZ'1969-12-31T23:59:59.999999', 'd', DATE'0001-01-01', 'x', X'00FF', 'f', 1.5F))
        WHEN id % 23 = 5 THEN parse_json('{"b": "only b", "z": {"deep": [1]}}')
        WHEN id % 23 = 6 THEN parse_json('{}')
        WHEN id % 23 = 7 THEN parse_json('{"a": null, "c": [], "o": {}}')
        WHEN id % 23 = 8 THEN parse_json('{"a": "no int", "o": [1], "c": {"p": 1}}')
        WHEN id % 23 = 9 THEN parse_json('1234567890.123456789')
        WHEN id % 23 = 10 THEN to_variant_object(named_struct('c', array(named_struct('p', 1.25, 'r', true))))
        WHEN id % 23 = 11 THEN parse_json('{"A": 1, "a": 2, "é": 3, "o": {"x": 1, "y": false, "w": 1e300}}')
        ELSE parse_json(concat('{"a": ', id, ', "b": "', id, '", "c": [{"p": ', id / 7, '}, {"p": "s", "q": 1}], "more": ', id, '}'))
      END AS v FROM range(500)""";

  private static final List<String> SCHEMAS =
      List.of(
          "a INT, b STRING, c ARRAY<STRUCT<p: DECIMAL(12, 3)>>, o STRUCT<x: BIGINT, y: BOOLEAN>",
          "a BIGINT, t TIMESTAMP, n TIMESTAMP_NTZ, d DATE, x BINARY, f FLOAT, o STRUCT<w: DOUBLE>");

  @Test
  void variantsThatSparkShredsAreReadAsSparkReadsThem() throws Exception {
    try (SqlSession moraine = Sessions.open(folder);
        Spark spark = new Spark(folder.resolve("spark"))) {
      for (String schema : SCHEMAS) {
        Path path = folder.resolve("shredded" + SCHEMAS.indexOf(schema));
        String table = "delta.`%s`".formatted(path);
        spark.run("SET spark.sql.variant.writeShredding.enabled = true");
        spark.run("SET spark.sql.variant.allowReadingShredded = true");
        spark.run("SET spark.sql.variant.forceShreddingSchemaForTest = " + schema);
        spark.run(
            "CREATE TABLE "
                + table
                + " (id BIGINT, v VARIANT) USING DELTA TBLPROPERTIES ('delta.enableVariantShredding' = 'true')");
        spark.run("INSERT INTO " + table + " " + VALUES);
        assertThat(shreddedFiles(path)).isPositive();
        assertThat(Moraine.rows(moraine, "SELECT id, v FROM " + table))
            .as(schema)
            .hasSize(500)
            .isEqualTo(spark.rows("SELECT id, v FROM " + table));
      }
    }
  }

  private static long shreddedFiles(Path table) throws Exception {
    Environment environment =
        new Environment(
            Clock.systemUTC(),
            UUID::randomUUID,
            RandomGenerator.of("L64X128MixRandom"),
            millis -> {},
            Runnable::run,
            1);
    LocalStore store = new LocalStore(table, environment);
    long shredded = 0;
    try (Stream<Path> files = Files.list(table)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        try (ObjectReader in = store.open(file.getFileName().toString())) {
          FileColumn.Struct variant = (FileColumn.Struct) ParquetFile.open(in).columns().get(1);
          shredded += variant.fields().stream().filter(f -> f.name().equals("typed_value")).count();
        }
      }
    }
    return shredded;
  }
}
