package io.moraine.engine.sql.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.engine.sql.parse.SqlParser;
import io.moraine.engine.sql.syntax.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.moraine.engine.sql.StatementLines#all")
  void printingAStatementAndParsingItAgainGivesAnEqualTree(String sql) {
    Statement statement = SqlParser.parseStatement(sql);
    String printed = SqlText.of(statement);
    assertThat(SqlParser.parseStatement(printed)).as(printed).isEqualTo(statement);
    assertThat(SqlText.of(SqlParser.parseStatement(printed))).isEqualTo(printed);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          a+b*c                         | a + b * c
          (a+b)*c                       | (a + b) * c
          a-(b-c)                       | a - (b - c)
          (a-b)-c                       | a - b - c
          ((a and b) and c) or d        | a AND b AND c OR d
          a and (b or c)                | a AND (b OR c)
          not (not a)                   | NOT NOT a
          not(a = 1)                    | NOT a = 1
          (a = b) is null               | a = b IS NULL
          (a is null) = b               | (a IS NULL) = b
          a == 1                        | a = 1
          a != 1                        | a <> 1
          - - a                         | - -a
          -(1)                          | -(1)
          - 1                           | -1
          a - -1                        | a - -1
          x'1f'                         | X'1F'
          x'fff'                        | X'0FFF'
          1.5d                          | 1.5D
          1e3                           | 1E3
          1e3bd                         | 1E3BD
          5bd                           | 5BD
          a::int                        | CAST(a AS INT)
          "it's"                        | 'it\\'s'
          'a' 'b'                       | 'ab'
          `a`                           | a
          `a b`.c                       | `a b`.c
          `select`                      | `select`
          (a).b                         | (a).b
          substring(a from 2 for 3)     | substring(a, 2, 3)
          trim(x from y)                | TRIM(BOTH x FROM y)
          dateadd(days, 1, d)           | DATEADD(DAY, 1, d)
          interval 2 days 3 hours       | INTERVAL 2 DAY 3 HOUR
          date'2024-01-01'              | DATE '2024-01-01'
          (x) -> x                      | x -> x
          a collate utf8_lcase = b      | collate(a, 'utf8_lcase') = b
          like(a, 'x')                  | `like`(a, 'x')
          a ! in (1)                    | a NOT IN (1)
          a is ! null                   | a IS NOT NULL
          cast(a as struct<b:int,c:array<map<string,long>>>) | CAST(a AS STRUCT<b: INT, c: ARRAY<MAP<STRING, BIGINT>>>)
          """)
  void conditionsAreStoredInOneForm(String sql, String canonical) {
    assertThat(SqlText.of(SqlParser.parseExpression(sql))).isEqualTo(canonical);
  }
}
