package io.moraine.connector.spark.read;

import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** What Spark shows of a scan. */
public final class ScanMetrics {
  private static final String FILES = "files";
  private static final String LEFT_OUT = "filesLeftOut";
  private static final String BYTES = "fileBytes";

  private ScanMetrics() {}

  static CustomMetric[] all() {
    return new CustomMetric[] {new Files(), new LeftOut(), new Bytes()};
  }

  static CustomTaskMetric[] of(long files, long leftOut, long bytes) {
    return new CustomTaskMetric[] {
      new Value(FILES, files), new Value(LEFT_OUT, leftOut), new Value(BYTES, bytes)
    };
  }

  private record Value(String name, long value) implements CustomTaskMetric {}

  /** How many files are read; Spark makes it by its name. */
  public static final class Files extends CustomSumMetric {
    @Override
    public String name() {
      return FILES;
    }

    @Override
    public String description() {
      return "files read";
    }
  }

  /** How many files are not read; Spark makes it by its name. */
  public static final class LeftOut extends CustomSumMetric {
    @Override
    public String name() {
      return LEFT_OUT;
    }

    @Override
    public String description() {
      return "files left out";
    }
  }

  /** How large the files are that are read; Spark makes it by its name. */
  public static final class Bytes extends CustomSumMetric {
    @Override
    public String name() {
      return BYTES;
    }

    @Override
    public String description() {
      return "size of files read";
    }
  }
}
