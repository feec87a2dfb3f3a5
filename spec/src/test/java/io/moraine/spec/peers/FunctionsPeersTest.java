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

  @Test
  void expressionsAndQueriesGiveWhatSparkGives() throws IOException {
    List<String> queries = new ArrayList<>(lines("/functions/queries.txt"));
    lines("/functions/expressions.txt").forEach(line -> queries.add("SELECT " + line));
    List<String> differences = new ArrayList<>();
    try (SqlSession session = Sessions.open(folder);
        Spark spark = new Spark(folder.resolve("spark"))) {
      for (String query : queries) {
        String theirs = theirs(spark, query);
        String ours = ours(session, query);
        boolean same = theirs.startsWith("!") ? ours.startsWith("!") : ours.equals(theirs);
        if (!same) {
          differences.add("%s: Spark gives %s, Moraine %s".formatted(query, theirs, ours));
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  /** Functions that fail do so with many kinds of exceptions in Spark. */
  private static String theirs(Spark spark, String query) {
    try {
      return spark.rows(query).toString();
    } catch (Exception e) {
      return "! " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
  }

  private static String ours(SqlSession session, String query) {
    try {
      return Moraine.rows(session, query).toString();
    } catch (MoraineException e) {
      return "! " + e.getMessage();
    }
  }
}
