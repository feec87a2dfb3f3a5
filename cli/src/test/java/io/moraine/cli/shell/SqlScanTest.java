package io.moraine.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScanTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  \n",
        "SELECT 1;",
        "SELECT 1; -- done",
        "SELECT ';' ;\n/* more\n */ ",
        "SELECT 1; SELECT 2;",
        "SELECT 'it''s \\' ;' ;",
        "SELECT `a;b`;"
      })
  void isCompleteAfterTheLastSemicolon(String text) {
    assertThat(SqlScan.isComplete(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT ';",
        "SELECT 1; /* more",
        "SELECT `a;",
        "SELECT 1; SELECT 2",
        "SELECT 1 -- not yet;",
        "SELECT '\\';"
      })
  void goesOnInsideTextsAndComments(String text) {
    assertThat(SqlScan.isComplete(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a.b, 'x''y' FROM `t` -- c\nWHERE é > 1.5e3 /* */;",
        "'",
        "`",
        "/*",
        "\\",
        "\u0000"
      })
  void losesNoCharacter(String text) {
    StringBuilder whole = new StringBuilder();
    SqlScan.pieces(text).forEach(piece -> whole.append(piece.text()));

    assertThat(whole.toString()).isEqualTo(text);
  }

  @Test
  void coloursAreOfTheWordsAlone() {
    String coloured = SqlHighlighter.coloured("SELECT upper('a') -- x").toAnsi();

    assertThat(coloured)
        .contains("\u001b[34;1mSELECT\u001b[0m", "upper", "\u001b[32m'a'")
        .endsWith("-- x\u001b[0m");
    assertThat(SqlHighlighter.coloured("SELECT upper('a') -- x").toString())
        .isEqualTo("SELECT upper('a') -- x");
  }
}
