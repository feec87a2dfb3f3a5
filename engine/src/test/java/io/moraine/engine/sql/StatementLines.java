package io.moraine.engine.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The statements of the test resources, one a line. */
public final class StatementLines {
  private StatementLines() {}

  /** Statements that Spark's own parser takes too. */
  public static List<String> spark() {
    return read("spark-statements.sql");
  }

  /** Statements that only Delta's extension, Databricks or Moraine takes. */
  public static List<String> delta() {
    return read("delta-statements.sql");
  }

  /** All statements. */
  public static Stream<String> all() {
    return Stream.concat(spark().stream(), delta().stream());
  }

  private static List<String> read(String resource) {
    try (InputStream in = StatementLines.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("--")).toList();
    } catch (IOException e) {
      throw new AssertionError("Cannot read " + resource, e);
    }
  }
}
