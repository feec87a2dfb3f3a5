package io.moraine.benchmark.dml;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Delta on Spark, {@code local[2]}. */
final class SparkParty implements Party {
  private final SparkSession session;

  SparkParty(Path folder) {
    this.session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.parquet.compression.codec", "zstd")
            .config("spark.databricks.delta.snapshotPartitions", "2")
            .config("spark.local.dir", folder.resolve("spill").toString())
            .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate();
  }

  @Override
  public String name() {
    return "Spark";
  }

  private static String sqlName(Path table) {
    return "delta.`" + table + "`";
  }

  @Override
  public void load(Path table, Path source, Vectors vectors) {
    session.sql(
        "CREATE TABLE %s USING DELTA TBLPROPERTIES ('delta.enableDeletionVectors' = '%s') AS SELECT * FROM parquet.`%s`"
            .formatted(sqlName(table), vectors == Vectors.ON, source));
  }

  @Override
  public void change(Change change, Path table, Path source, int run) {
    session.sql(change.sql(sqlName(table), "parquet.`" + source + "`", run));
  }

  @Override
  public String check(Path table) {
    var row = session.sql(Figures.SQL.formatted(sqlName(table))).first();
    return "{%s, %s, %s, %s}".formatted(row.get(0), row.get(1), row.get(2), row.get(3));
  }

  @Override
  public void close() {
    session.stop();
  }
}
