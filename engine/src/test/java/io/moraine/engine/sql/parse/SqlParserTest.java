package io.moraine.engine.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.engine.sql.StatementLines;
import io.moraine.engine.sql.syntax.Inspection;
import io.moraine.engine.sql.syntax.Maintenance;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.SourcePosition;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.Statement;
import io.moraine.engine.sql.text.SqlText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlParserTest {

  private static QueryBody.Select select(String sql) {
    return (QueryBody.Select) SqlParser.parseQuery(sql).body();
  }

  @Test
  void aScriptIsSplitAtSemicolonsOutsideStringsNamesAndComments() {
    String script = ";; SELECT ';' AS `;` -- ;\n; /* ; */ SELECT 2;\n\n;SELECT 3 -- end";
    assertThat(SqlParser.parseScript(script).stream().map(SqlText::of))
        .containsExactly("SELECT ';' AS `;`", "SELECT 2", "SELECT 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", ";", "-- nothing", "/* nothing */;"})
  void aScriptMayBeEmpty(String script) {
    assertThat(SqlParser.parseScript(script)).isEmpty();
  }

  @Test
  void aScriptOfAllStatementsGivesEachOfThem() {
    String script = StatementLines.all().collect(Collectors.joining("\n;\n"));
    List<Statement> each = StatementLines.all().map(SqlParser::parseStatement).toList();
    assertThat(SqlParser.parseScript(script)).isEqualTo(each);
  }

  @Test
  void oneStatementMeansOne() {
    assertThat(SqlText.of(SqlParser.parseStatement("SELECT 1;"))).isEqualTo("SELECT 1");
    assertThatThrownBy(() -> SqlParser.parseStatement("SELECT 1; SELECT 2"))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessageContaining("expected the end of the text, found 'SELECT'");
    assertThatThrownBy(() -> SqlParser.parseExpression("a > 1;"))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessageContaining("expected the end of the text, found ';'");
  }

  @Test
  void keywordsMayBeInAnyCase() {
    for (String sql : StatementLines.spark()) {
      if (sql.startsWith("SET") || sql.contains("'") || sql.contains("\"")) {
        continue;
      }
      String lower = sql.toLowerCase(Locale.ROOT);
      String printed = SqlText.of(SqlParser.parseStatement(lower));
      assertThat(printed).as(sql).isEqualToIgnoringCase(SqlText.of(SqlParser.parseStatement(sql)));
    }
  }

  @Test
  void rangesCoverWhatEachNodeWasWrittenIn() {
    String sql = "SELECT a,\n  b.c + f( x ) AS d\nFROM `t t` AS u";
    QueryBody.Select select = select(sql);
    Operation.Aliased aliased = (Operation.Aliased) select.items().get(1);
    Operation.Binary sum = (Operation.Binary) aliased.expression();
    assertThat(aliased.range().in(sql)).isEqualTo("b.c + f( x ) AS d");
    assertThat(sum.range().in(sql)).isEqualTo("b.c + f( x )");
    assertThat(sum.right().range().in(sql)).isEqualTo("f( x )");
    assertThat(sum.right().range().start(sql)).isEqualTo(new SourcePosition(2, 9));
    Relation from = select.from().orElseThrow();
    assertThat(from.range().in(sql)).isEqualTo("`t t` AS u");
    assertThat(select.range().in(sql)).isEqualTo(sql);
  }

  @Test
  void nodesAreEqualWhereverTheyStand() {
    QueryBody.Select select = select("SELECT a  +  1 FROM t GROUP BY a + 1");
    SqlExpression item = select.items().get(0);
    assertThat(select.groupBy().get(0).toString()).isNotEqualTo(item.toString());
    assertThat(select.groupBy())
        .isEqualTo(select("SELECT 1 GROUP BY a+1").groupBy())
        .hasSameHashCodeAs(select("SELECT 1 GROUP BY a+1").groupBy());
  }

  @Test
  void questionMarksCountFromZeroInEachStatement() {
    List<Statement> script = SqlParser.parseScript("SELECT ?, ?; SELECT ?");
    assertThat(script.get(0).toString())
        .contains("PositionalParameter[ordinal=0", "PositionalParameter[ordinal=1");
    assertThat(script.get(1).toString()).contains("PositionalParameter[ordinal=0");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT from.order, end FROM group.by AS where",
        "SELECT select.a, t.select.from FROM t",
        "SELECT order + 1, group, max(end) FROM t WHERE end > 5 AND from <= to",
        "SELECT a AS from, b AS `select`, c AS order FROM t AS full",
        "SELECT join FROM table",
        "INSERT INTO values VALUES (1)",
        "UPDATE set SET set = 1 WHERE where = 2",
        "DELETE FROM from WHERE from = 1",
        "CREATE TABLE table (from STRING, select INT, primary STRUCT<order: INT>)",
        "SELECT timestamp, date, interval FROM version AS v",
        "SELECT interval + 1, interval - 1, interval - 1 AS day FROM t",
        "SELECT first, last, values FROM rows AS columns",
        "OPTIMIZE optimize ZORDER BY (zorder)",
        "DESCRIBE extended"
      })
  void keywordsAreNamesWhereNothingElseFits(String sql) {
    Statement statement = SqlParser.parseStatement(sql);
    assertThat(SqlParser.parseStatement(SqlText.of(statement))).isEqualTo(statement);
  }

  @Test
  void pathsInQuotesNameDeltaTables() {
    QualifiedName path = QualifiedName.of("delta", "/data/t");
    assertThat(((Maintenance.Vacuum) SqlParser.parseStatement("VACUUM '/data/t'")).table())
        .isEqualTo(path);
    assertThat(
            ((Inspection.DescribeHistory) SqlParser.parseStatement("DESC HISTORY '/data/t'"))
                .table())
        .isEqualTo(path);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          t@v12                  | t VERSION AS OF 12
          t@20240131123456789    | t TIMESTAMP AS OF '2024-01-31 12:34:56.789'
          t VERSION AS OF '12'   | t VERSION AS OF '12'
          delta.`/d`@v1 AS x     | delta.`/d` VERSION AS OF 1 AS x
          """)
  void shorthandsOfTimeTravelComeAsTheLongForm(String shorthand, String longForm) {
    assertThat(select("SELECT * FROM " + shorthand).from())
        .isEqualTo(select("SELECT * FROM " + longForm).from());
  }

  @Test
  void wordsWithoutParenthesesThatSparkResolvesLaterAreColumns() {
    assertThat(SqlParser.parseExpression("current_date"))
        .isInstanceOf(Reference.ColumnReference.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          struct<a:int,b:array<string>>             | STRUCT<a: INT, b: ARRAY<STRING>>
          struct<>                                  | STRUCT<>
          struct< >                                 | STRUCT<>
          map<string,map<int,array<array<long>>>>   | MAP<STRING, MAP<INT, ARRAY<ARRAY<BIGINT>>>>
          decimal                                   | DECIMAL
          numeric(10)                               | DECIMAL(10)
          dec(38, 18)                               | DECIMAL(38, 18)
          STRUCT<`a b` INT NOT NULL COMMENT 'x'>    | STRUCT<`a b`: INT NOT NULL COMMENT 'x'>
          struct<array:array<int>,map:int>          | STRUCT<array: ARRAY<INT>, map: INT>
          interval day to second                    | INTERVAL DAY TO SECOND
          interval                                  | INTERVAL
          varchar(10)                               | VARCHAR(10)
          string collate UTF8_LCASE                 | STRING COLLATE UTF8_LCASE
          byte                                      | TINYINT
          real                                      | FLOAT
          timestamp_ntz                             | TIMESTAMP_NTZ
          variant                                   | VARIANT
          """)
  void typesMayBeInSparksShortForm(String type, String canonical) {
    assertThat(SqlText.of(SqlParser.parseType(type))).isEqualTo(canonical);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          struct<a:int          | expected ',' or '>', found the end of the text
          array<>               | expected '<', found '<>'
          map<string>           | expected ',', found '>'
          varchar               | the type VARCHAR takes 1 parameters, found 0
          int(3)                | the type INT takes 0 parameters, found 1
          strng                 | expected a type, found 'strng'. Did you mean 'STRING' for 'strng'?
          decimal(-1)           | expected a whole number, found '-'
          int string            | expected the end of the text, found 'string'
          """)
  void badTypesAreRefused(String type, String message) {
    assertThatThrownBy(() -> SqlParser.parseType(type))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessageContaining(message);
  }
}
