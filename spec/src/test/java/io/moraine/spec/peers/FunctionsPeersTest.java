package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.error.MoraineException;
import io.moraine.engine.session.SqlSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions by their values on the edges, as Spark computes them. */
class FunctionsPeersTest {
  /** Begins expressions that both refuse, and what stands for an error. */
  private static final String FAILS = "! ";

  @TempDir static Path folder;

  private static List<String> lines(String file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(FunctionsPeersTest.class.getResourceAsStream(file), file),
                StandardCharsets.UTF_8))) {
      reader.lines().filter(l -> !l.isBlank() && !l.startsWith("--")).forEach(lines::add);
    }
    return lines;
  }

  /** Spark takes long to begin with a query: many expressions are asked for in one. */
  private static final int EXPRESSIONS_AT_ONCE = 30;

  @Test
  void expressionsAndQueriesGiveWhatSparkGives() throws IOException {
    try (SqlSession session = Sessions.open(folder);
        Spark spark = new Spark(folder.resolve("spark"))) {
      List<String> differences = new ArrayList<>();
      for (String query : lines("/functions/queries.txt")) {
        compare(session, spark, query, differences);
      }
      List<String> together = new ArrayList<>();
      for (String line : lines("/functions/expressions.txt")) {
        if (line.startsWith(FAILS)) {
          String query = "SELECT " + line.substring(FAILS.length());
          assertThat(ours(session, query)).as(query).startsWith(FAILS);
          compare(session, spark, query, differences);
        } else {
          together.add(line);
        }
      }
      for (int from = 0; from < together.size(); from += EXPRESSIONS_AT_ONCE) {
        List<String> some =
            together.subList(from, Math.min(together.size(), from + EXPRESSIONS_AT_ONCE));
        if (!isSame(session, spark, "SELECT " + String.join(", ", some))) {
          some.forEach(line -> compare(session, spark, "SELECT " + line, differences));
        }
      }
      assertThat(differences).isEmpty();
    }
  }

  private static boolean isSame(SqlSession session, Spark spark, String query) {
    List<String> differences = new ArrayList<>();
    compare(session, spark, query, differences);
    return differences.isEmpty();
  }

  private static void compare(
      SqlSession session, Spark spark, String query, List<String> differences) {
    String theirs = theirs(spark, query);
    String ours = ours(session, query);
    boolean same = theirs.startsWith(FAILS) ? ours.startsWith(FAILS) : ours.equals(theirs);
    if (!same) {
      differences.add("%s: Spark gives %s, Moraine %s".formatted(query, theirs, ours));
    }
  }

  /** Functions that fail do so with many kinds of exceptions in Spark. */
  private static String theirs(Spark spark, String query) {
    try {
      return spark.rows(query).toString();
    } catch (Exception e) {
      return FAILS + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
  }

  private static String ours(SqlSession session, String query) {
    try {
      return Moraine.rows(session, query).toString();
    } catch (MoraineException e) {
      return FAILS + e.getMessage();
    }
  }
}
