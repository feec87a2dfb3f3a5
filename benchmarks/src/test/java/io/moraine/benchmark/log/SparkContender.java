package io.moraine.benchmark.log;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/**
 * Delta on Spark, with two threads. A program, not a test: it is among the tests for their
 * libraries. {@link LogRun} finds it by its name.
 */
final class SparkContender implements LogContender {
  private final SparkSession spark =
      SparkSession.builder()
          .master("local[2]")
          .config("spark.ui.enabled", false)
          .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
          .config(
              "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
          .getOrCreate();
  private final String table;

  SparkContender(Path table) {
    this.table = table.toString();
  }

  @Override
  public void load() {
    DeltaLog.clearCache();
    refresh();
  }

  /** By the optimised plan, which has the files that are left. */
  @Override
  public long plan(long wanted) {
    return spark.read().format("delta").load(table).where("c0 = " + wanted).inputFiles().length;
  }

  /** Delta looks for newer commits when it reads. */
  @Override
  public void refresh() {
    DeltaLog.forTable(spark, table).update(false, scala.Option.empty(), scala.Option.empty());
  }

  @Override
  public void close() {
    spark.stop();
  }
}
