package io.moraine.engine.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.engine.sql.syntax.Query;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrecedenceTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '§',
      textBlock =
          """
          a OR b AND c                        ! a OR (b AND c)
          NOT a AND b                         ! (NOT a) AND b
          NOT a = b                           ! NOT (a = b)
          NOT a IS NULL                       ! NOT (a IS NULL)
          NOT a BETWEEN b AND c AND d         ! (NOT (a BETWEEN b AND c)) AND d
          a = b IS NULL                       ! (a = b) IS NULL
          a < b = c                           ! (a < b) = c
          a = b IN (c)                        ! (a = b) IN (c)
          a BETWEEN b AND c = d               ! a BETWEEN b AND (c = d)
          a LIKE b || c                       ! a LIKE (b || c)
          a IS DISTINCT FROM b = c            ! a IS DISTINCT FROM (b = c)
          a + b * c - d                       ! (a + (b * c)) - d
          a - b - c                           ! (a - b) - c
          a DIV b * c % d                     ! ((a DIV b) * c) % d
          a || b + c                          ! (a || b) + c
          a | b & c ^ d                       ! a | ((b & c) ^ d)
          a & b << c + d                      ! a & (b << (c + d))
          a >> b >>> c                        ! (a >> b) >>> c
          -a * b                              ! (-a) * b
          ~a + -b                             ! (~a) + (-b)
          -a[0].b                             ! -((a[0]).b)
          -a::int                             ! -(a::int)
          -1::int                             ! (-1)::int
          a::int + b                          ! (a::int) + b
          a + v:x.y::int                      ! a + ((v:x.y)::int)
          x -> x + 1 > 2 AND y                ! x -> (((x + 1) > 2) AND y)
          CASE a OR b WHEN c THEN d END = e   ! (CASE (a OR b) WHEN c THEN d END) = e
          """)
  void operatorsBindAsInSpark(String bare, String parenthesised) {
    assertThat(SqlParser.parseExpression(bare)).isEqualTo(SqlParser.parseExpression(parenthesised));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "a IS NULL IS NULL",
        "a IS NULL = b",
        "a OR b IS NULL & c",
        "a AND b IS NULL <= d",
        "a IN (b) IN (c)",
        "a + NOT b",
        "a BETWEEN b AND NOT c",
        "a LIKE b LIKE c"
      })
  void predicatesDoNotChainAndNotIsNoOperand(String sql) {
    assertThatThrownBy(() -> SqlParser.parseExpression(sql))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          TABLE a UNION TABLE b UNION ALL TABLE c    ! (TABLE a UNION TABLE b) UNION ALL TABLE c
          TABLE a UNION TABLE b INTERSECT TABLE c    ! TABLE a UNION (TABLE b INTERSECT TABLE c)
          TABLE a INTERSECT TABLE b EXCEPT TABLE c   ! (TABLE a INTERSECT TABLE b) EXCEPT TABLE c
          TABLE a MINUS TABLE b UNION TABLE c        ! (TABLE a EXCEPT TABLE b) UNION TABLE c
          SELECT * FROM a, b JOIN c ON d             ! SELECT * FROM a, (b JOIN c ON d)
          SELECT * FROM a JOIN b ON d JOIN c ON e    ! SELECT * FROM (a JOIN b ON d) JOIN c ON e
          """)
  void setOperationsAndJoinsBindAsInSpark(String bare, String parenthesised) {
    Query expected = SqlParser.parseQuery(parenthesised);
    assertThat(SqlParser.parseQuery(bare)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          TABLE a UNION TABLE b LIMIT 1              ! TABLE a UNION (TABLE b LIMIT 1)
          TABLE a EXCEPT TABLE b EXCEPT TABLE c      ! TABLE a EXCEPT (TABLE b EXCEPT TABLE c)
          """)
  void parenthesesAroundQueriesKeepTheirMeaning(String bare, String parenthesised) {
    Query other = SqlParser.parseQuery(parenthesised);
    assertThat(SqlParser.parseQuery(bare)).isNotEqualTo(other);
  }
}
