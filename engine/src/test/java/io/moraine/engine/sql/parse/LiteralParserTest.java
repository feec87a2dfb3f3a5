package io.moraine.engine.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.engine.sql.syntax.Literal.NumberKind;
import io.moraine.engine.sql.syntax.Literal.NumberLiteral;
import io.moraine.engine.sql.syntax.Literal.StringLiteral;
import io.moraine.engine.sql.syntax.SourceRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralParserTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0, INTEGER, 0",
    "-0, INTEGER, -0",
    "99999999999999999999, INTEGER, 99999999999999999999",
    "127Y, TINYINT, 127",
    "-128y, TINYINT, -128",
    "32767S, SMALLINT, 32767",
    "-32768s, SMALLINT, -32768",
    "9223372036854775807L, BIGINT, 9223372036854775807",
    "-9223372036854775808l, BIGINT, -9223372036854775808",
    "1., DECIMAL, 1.",
    ".5, DECIMAL, .5",
    "1.50, DECIMAL, 1.50",
    "12bd, DECIMAL, 12",
    "1e2BD, DECIMAL, 1E2",
    "1e2, DOUBLE, 1E2",
    "1.5E-7, DOUBLE, 1.5E-7",
    ".5e+7d, DOUBLE, .5E+7",
    "3D, DOUBLE, 3",
    "3f, FLOAT, 3"
  })
  void aNumbersFormAndSuffixTellItsType(String sql, NumberKind kind, String digits) {
    assertThat(SqlParser.parseExpression(sql))
        .isEqualTo(new NumberLiteral(kind, digits, SourceRange.NONE));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          'plain'          | plain
          "plain"          | plain
          'it''s'          | it's
          'it\\'s'         | it's
          "say ""x"" now"  | say "x" now
          "it''s"          | it''s
          'a' "b" 'c'      | abc
          'a\\\\b'         | a\\b
          'a\\%b\\_'       | a\\%b\\_
          'a\\qb'          | aqb
          '\\101\\u0042'   | AB
          '\\U0001F600'    | 😀
          '\\u00zz'        | u00zz
          '\\999'          | 999
          r'a\\nb'         | a\\nb
          R"it's \\"       | it's \\
          """)
  void escapesInStringsAreThoseOfSpark(String sql, String value) {
    assertThat(SqlParser.parseExpression(sql))
        .isEqualTo(new StringLiteral(value, SourceRange.NONE));
  }

  @Test
  void escapesOfControlCharactersAreResolved() {
    assertThat(SqlParser.parseExpression("'\\0\\b\\n\\r\\t\\Z\\000'"))
        .isEqualTo(new StringLiteral("\0\b\n\r\t\u001a\0", SourceRange.NONE));
  }
}
