package io.moraine.connector.spark;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What {@link ClusterTest} runs: tables written and read by executors in processes of their own.
 */
final class ClusterMain {
  private ClusterMain() {}

  /** Takes the folder of a warehouse; ends well if all rows are what they should be. */
  public static void main(String[] args) throws Exception {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local-cluster[2,1,1024]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .config("spark.sql.catalog.lake", MoraineCatalog.class.getName())
            .config("spark.sql.catalog.lake.warehouse", Path.of(args[0]).toString())
            .getOrCreate()) {
      spark.sql(
          "CREATE TABLE lake.t (id BIGINT, p INT, v STRING, n INT) PARTITIONED BY (p) TBLPROPERTIES"
              + " ('delta.enableDeletionVectors'='true')");
      spark.sql("INSERT INTO lake.t SELECT id, CAST(id % 3 AS INT), 'v' || id, 0 FROM range(1000)");
      spark.sql("DELETE FROM lake.t WHERE id % 10 = 0");
      spark.sql(
          "MERGE INTO lake.t t USING (SELECT id FROM range(995, 1005)) s ON t.id = s.id"
              + " WHEN MATCHED THEN UPDATE SET v = 'merged'"
              + " WHEN NOT MATCHED THEN INSERT (id, p, v, n) VALUES (s.id, 9, 'new', 1)");
      List<Row> rows =
          spark
              .sql(
                  "SELECT count(id), count_if(v = 'merged'), count_if(v = 'new' AND p = 9) FROM"
                      + " lake.t WHERE v <> 'v1'")
              .collectAsList();
      String found = String.valueOf(rows);
      if (!found.equals("[[904,5,5]]")) {
        throw new IllegalStateException("Expected [[904,5,5]], found " + found);
      }
    }
  }
}
