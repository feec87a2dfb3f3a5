package io.moraine.spec.peers;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.unsafe.types.VariantVal;
import scala.jdk.javaapi.CollectionConverters;

/** delta-spark in this process. */
final class Spark implements AutoCloseable {
  private final SparkSession session;

  Spark(Path warehouse) {
    this.session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.datetime.java8API.enabled", "true")
            .config("spark.sql.warehouse.dir", warehouse.toString())
            .config("spark.databricks.delta.snapshotPartitions", "2")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate();
  }

  /** The session, for what no statement does. */
  SparkSession session() {
    return session;
  }

  /** Runs a statement. */
  void run(String sql) {
    session.sql(sql).collect();
  }

  /** All rows that {@code sql} gives, sorted as texts. */
  List<String> rows(String sql) {
    Dataset<Row> result = session.sql(sql);
    List<String> rows = new ArrayList<>();
    for (Row row : result.collectAsList()) {
      rows.add(Canonical.row(values(row)));
    }
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
    if (value instanceof VariantVal variant) {
      return variant.toJson(ZoneOffset.UTC);
    } else if (value instanceof Row row) {
      return values(row);
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      CollectionConverters.asJava(map).forEach((k, v) -> entries.put(convert(k), convert(v)));
      return entries;
    } else if (value instanceof scala.collection.Seq<?> seq) {
      List<Object> elements = new ArrayList<>();
      CollectionConverters.asJava(seq).forEach(element -> elements.add(convert(element)));
      return elements;
    }
    return value;
  }

  @Override
  public void close() {
    session.stop();
  }
}
