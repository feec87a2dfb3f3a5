package io.moraine.connector.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.unsafe.types.VariantVal;
import scala.jdk.javaapi.CollectionConverters;

/** One session for all tests of this module, with Delta's own catalog in it. */
final class TestSession {
  private static final class Holder {
    static final Path FOLDER = folder();
    static final SparkSession SESSION = start();
  }

  private TestSession() {}

  private static Path folder() {
    try {
      return Files.createTempDirectory("moraine-spark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SparkSession start() {
    SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.leafNodeDefaultParallelism", "2")
            // Generating code for a few rows costs more than all else.
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.datetime.java8API.enabled", "true")
            .config("spark.sql.warehouse.dir", Holder.FOLDER.resolve("delta").toString())
            .config("spark.databricks.delta.snapshotPartitions", "2")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.catalog.lake", MoraineCatalog.class.getName())
            .config("spark.sql.catalog.lake.warehouse", Holder.FOLDER.resolve("lake").toString())
            .config("spark.sql.catalog.moraine", MoraineCatalog.class.getName())
            .getOrCreate();
    Runtime.getRuntime().addShutdownHook(new Thread(TestSession::remove));
    return session;
  }

  private static void remove() {
    try (var tree = Files.walk(Holder.FOLDER)) {
      tree.sorted(Collections.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SparkSession spark() {
    return Holder.SESSION;
  }

  /** The folder of the catalog {@code lake}. */
  static Path lake() {
    return Holder.FOLDER.resolve("lake");
  }

  /** What Delta's own connector tells of the history of a table of the catalog {@code lake}. */
  static Dataset<Row> history(String table) {
    return spark().sql("DESCRIBE HISTORY delta.`%s`".formatted(lake().resolve(table)));
  }

  /** Runs a statement to its end. */
  static void run(String sql) {
    spark().sql(sql).collect();
  }

  /** The rows that {@code sql} gives, as texts, sorted. */
  static List<String> rows(String sql) {
    return rows(spark().sql(sql));
  }

  /** The rows of {@code data}, as texts, sorted. */
  static List<String> rows(Dataset<Row> data) {
    List<String> rows = new ArrayList<>();
    data.collectAsList().forEach(row -> rows.add(String.valueOf(values(row))));
    Collections.sort(rows);
    return rows;
  }

  private static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      values.add(convert(row.get(i)));
    }
    return values;
  }

  private static Object convert(Object value) {
    if (value instanceof byte[] bytes) {
      return java.util.HexFormat.of().formatHex(bytes);
    } else if (value instanceof VariantVal variant) {
      return variant.toJson(ZoneOffset.UTC);
    } else if (value instanceof Row row) {
      return values(row);
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      Map<String, Object> entries = new TreeMap<>();
      CollectionConverters.asJava(map)
          .forEach((key, entry) -> entries.put(String.valueOf(convert(key)), convert(entry)));
      return new LinkedHashMap<>(entries);
    } else if (value instanceof scala.collection.Seq<?> list) {
      List<Object> elements = new ArrayList<>();
      CollectionConverters.asJava(list).forEach(element -> elements.add(convert(element)));
      return elements;
    }
    return value;
  }
}
