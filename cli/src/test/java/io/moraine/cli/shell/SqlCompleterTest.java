package io.moraine.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Schemas;
import io.moraine.Session;
import io.moraine.TableOptions;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCompleterTest {
  @TempDir private Path lake;
  private Session session;
  private SqlCompleter completer;

  @BeforeEach
  void makeTables() {
    session = Session.open(TableOptions.defaults().withWarehouse(lake));
    session.create("people").schema(Schemas.ofSql("id INT, city STRING, country STRING")).execute();
    session.create("orders").schema(Schemas.ofSql("total INT")).execute();
    completer = new SqlCompleter(new LakeNames(session), List.of(".help", ".history", ".tables"));
  }

  @AfterEach
  void close() {
    session.close();
  }

  private List<String> at(String line) {
    int cursor = line.indexOf('|');
    return completer.candidates(line.replace("|", ""), cursor).stream()
        .map(Candidate::value)
        .toList();
  }

  @Test
  void afterFromStandTables() {
    assertThat(at("SELECT * FROM |")).startsWith("orders", "people").doesNotContain("city", "abs(");
    assertThat(at("SELECT * FROM pe|")).contains("people").doesNotContain("orders");
    assertThat(at("DESCRIBE o|")).contains("orders");
  }

  @Test
  void columnsAreThoseOfTheTablesOfTheStatement() {
    assertThat(at("SELECT c| FROM people")).contains("city", "country", "count(", "cast");
    assertThat(at("SELECT t| FROM people")).doesNotContain("total");
    assertThat(at("SELECT CO| FROM people WHERE id = 1")).contains("country", "COLUMN");
    assertThat(at("SELECT ci| FROM delta.`" + lake + "/people`")).contains("city");
  }

  @Test
  void columnsAreOfAnyTableWhereNoneIsNamedYet() {
    assertThat(at("SELECT cou|")).contains("country");
    assertThat(at("SELECT tot|")).contains("total");
  }

  @Test
  void keywordsHaveTheCaseOfWhatIsTyped() {
    assertThat(at("sel|")).contains("select").doesNotContain("SELECT");
    assertThat(at("SEL|")).contains("SELECT");
    assertThat(at("SELECT par|")).contains("parse_json(", "partition");
  }

  @Test
  void nothingIsOfferedInsideTexts() {
    assertThat(at("SELECT 'sel|")).isEmpty();
    assertThat(at("SELECT 1 /* sel|")).isEmpty();
  }

  @Test
  void commandsBeginWithADot() {
    assertThat(at(".h|")).contains(".help", ".history").doesNotContain(".tables");
    assertThat(at(".history pe|")).contains("people");
  }

  @Test
  void namesAreLookedUpAgainOnceForgotten() {
    LakeNames names = new LakeNames(session);
    assertThat(names.tables()).containsExactly("orders", "people");
    session.create("trades").schema(Schemas.ofSql("id INT")).execute();

    assertThat(names.tables()).doesNotContain("trades");
    names.forget();
    assertThat(names.tables()).contains("trades");
  }
}
