package io.moraine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows runs, and gives what it says. */
class ReadmeTest {
  @TempDir private Path folder;

  private static List<String> blocks(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../README.md")));
    return block.results().map(result -> result.group(1)).toList();
  }

  @Test
  void javaExampleRuns() throws Exception {
    String code = blocks("java").get(0).replace("\"lake", "\"" + folder.resolve("lake"));

    assertThat(Examples.run(code, folder).lines())
        .containsExactly(
            "Ann", "Cy", "2", "2 MERGE", "1 WRITE", "0 CREATE TABLE", "Oslo 2", "Bergen 1");
  }

  @Test
  void exampleOfRecordsRuns() throws Exception {
    String code = blocks("java").get(1).replace("\"lake", "\"" + folder.resolve("lake"));

    assertThat(Examples.run(code, folder).lines())
        .containsExactly("[Person[id=2, name=Bob, city=Optional.empty]]");
    // The last is of the driver's module, which tries it.
    assertThat(blocks("java")).hasSize(3).last().asString().contains("jdbc:moraine:");
  }

  @Test
  void sqlExampleRuns() throws IOException {
    List<String> queries = new ArrayList<>();
    try (Session session = Session.open(TableOptions.defaults().withWarehouse(folder))) {
      for (String statement : Session.split(blocks("sql").get(0))) {
        try (Result result = session.sql(statement);
            Stream<Row> rows = result.rows()) {
          String text = rows.map(Row::toString).reduce("", (a, b) -> a + b);
          if (statement.startsWith("SELECT")) {
            queries.add(text);
          }
        }
      }
      assertThat(session.table("orders").history())
          .extracting(Commit::operation)
          .contains("CREATE TABLE", "WRITE", "UPDATE", "MERGE");
    }

    assertThat(queries)
        .containsExactly("{customer=Bob, spent=18.00}{customer=Ann, spent=9.50}", "{n=3}");
  }

  @Test
  void filesThatItNamesAreThere() throws IOException {
    Matcher links =
        Pattern.compile("]\\(([^):]+)\\)").matcher(Files.readString(Path.of("../README.md")));

    while (links.find()) {
      assertThat(Path.of("..", links.group(1))).exists();
    }
    assertThat(Path.of("../.ci/run")).content().contains("mvn -B -T1C verify");
  }
}
