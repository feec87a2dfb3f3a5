package io.moraine.engine.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlSyntaxExceptionTest {

  private static SqlSyntaxException failure(String sql) {
    return catchThrowableOfType(SqlSyntaxException.class, () -> SqlParser.parseScript(sql));
  }

  @Test
  void theMessageShowsPlaceExpectationLineAndCaret() {
    SqlSyntaxException failure = failure("SELECT a,\n\tb FORM t\nWHERE x");
    assertThat(failure)
        .hasMessage(
            "Cannot parse SQL at line 2, column 9: expected ';' or the end of the statement, found"
                + " 't'. Did you mean 'FROM' for 'FORM'?\n"
                + "\tb FORM t\n"
                + "\t       ^");
    assertThat(failure.line()).isEqualTo(2);
    assertThat(failure.column()).isEqualTo(9);
    assertThat(failure.sourceLine()).isEqualTo("\tb FORM t");
    assertThat(failure.suggestion()).contains("'FROM' for 'FORM'");
    assertThat(failure.problem()).isEqualTo("expected ';' or the end of the statement, found 't'");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          SELEC 1                       | 1:1  | expected a statement such as SELECT, INSERT, MERGE or CREATE TABLE, found 'SELEC'. Did you mean 'SELECT' for 'SELEC'?
          SELECT * FORM t               | 1:10 | found 'FORM'. Did you mean 'FROM' for 'FORM'?
          SELECT a FROM t WEHRE a = 1   | 1:23 | found 'a'. Did you mean 'WHERE' for 'WEHRE'?
          SELECT a FROM t GROUP a       | 1:17 | found 'GROUP'
          SELECT a, FROM t              | 1:11 | expected an expression, found 'FROM'
          SELECT FROM t                 | 1:8  | expected an expression, found 'FROM'
          SELECT (1 + 2                 | 1:14 | expected ',' or ')', found the end of the text
          SELECT f(1, 2                 | 1:14 | expected ',' or ')', found the end of the text
          SELECT a FROM                 | 1:14 | expected a table, a function, a query in parentheses or 'VALUES', found the end of the text
          SELECT a FROM WHERE b         | 1:15 | expected a table, a function, a query in parentheses or 'VALUES', found 'WHERE'
          SELECT a FROM t WHERE         | 1:22 | expected an expression, found the end of the text
          SELECT CASE WHEN a THEN 1     | 1:26 | expected 'WHEN', 'ELSE' or 'END', found the end of the text
          SELECT CASE 1 END             | 1:15 | expected 'WHEN', found 'END'
          SELECT CAST(a AS INTT)        | 1:18 | expected a type, found 'INTT'. Did you mean 'INT' for 'INTT'?
          SELECT CAST(a AS DECIMAL(1, 2, 3)) | 1:18 | the type DECIMAL takes 0 to 2 parameters, found 3
          SELECT CAST(a AS ARRAY)       | 1:23 | expected '<', found ')'
          SELECT a IS 1                 | 1:13 | expected NOT, NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM after IS, found '1'
          SELECT 'abc                   | 1:8  | the string that begins here does not end: expected another '
          SELECT `abc                   | 1:8  | the quoted name that begins here does not end: expected another `
          SELECT ``                     | 1:8  | a name in backquotes must not be empty
          SELECT 1 /* no end            | 1:10 | the comment that begins here does not end: expected */
          SELECT 1 $ 2                  | 1:10 | the character '$' (U+0024) begins nothing in SQL
          SELECT 1.5abc                 | 1:8  | the number '1.5' runs into a name
          SELECT 300Y                   | 1:8  | the number 300 is out of the range of TINYINT, expected -128 to 127
          SELECT 1.5S                   | 1:8  | a number of type SMALLINT must be whole
          SELECT X'0G'                  | 1:9  | expected hexadecimal digits after X, found '0G'
          SELECT a LIKE 'b' ESCAPE 'cd' | 1:26 | expected one character after ESCAPE, found 'cd'
          SELECT (a AS b)               | 1:14 | expected ')', found an alias in parentheses
          SELECT * FROM t@x1            | 1:17 | expected a version such as v12, or a timestamp of 17 digits (yyyyMMddHHmmssSSS), after '@', found 'x1'
          SELECT * FROM a LEFT OUTR JOIN b | 1:22 | expected 'JOIN', found 'OUTR'. Did you mean 'OUTER' for 'OUTR'?
          SELECT * FROM a NATURAL b     | 1:25 | expected a join after NATURAL, found 'b'
          INSERT t VALUES (1)           | 1:8  | expected 'INTO' or 'OVERWRITE', found 't'
          INSERT INTO t VALUE (1)       | 1:15 | expected a query: 'SELECT', 'VALUES', 'TABLE' or '(', found 'VALUE'. Did you mean 'VALUES' for 'VALUE'?
          UPDATE t SET a 1              | 1:16 | expected '=', found '1'
          MERGE INTO t USING s ON a     | 1:26 | expected 'WHEN MATCHED' or 'WHEN NOT MATCHED', found the end of the text
          MERGE INTO t USING s ON a WHEN MATCHED THEN INSERT * | 1:45 | expected 'UPDATE' or 'DELETE', found 'INSERT'
          MERGE INTO t USING s ON a WHEN NOT MATCHED BY SOURCE THEN UPDATE SET * | 1:70 | expected a column, found '*'
          MERGE INTO t USING s ON a WHEN NOT MATCHED THEN INSERT (a, b) VALUES (1) | 1:70 | expected 2 values, one for each column, found 1
          CREATE TABEL t (a INT)        | 1:8  | expected 'TABLE', 'VIEW' or 'SCHEMA', found 'TABEL'. Did you mean 'TABLE' for 'TABEL'?
          CREATE TABLE t (a INT NOT NULL NOT NULL) | 1:32 | this clause of the column repeats or excludes another
          CREATE TABLE t (a INT) COMMENT 'x' COMMENT 'y' | 1:36 | the clause COMMENT is there twice
          CREATE OR REPLACE TABLE IF NOT EXISTS t (a INT) | 1:25 | REPLACE and IF NOT EXISTS exclude each other
          ALTER TABLE t CHANGE COLUMN a b INT | 1:31 | expected the same name 'a' again, found 'b'; use RENAME COLUMN to rename
          ALTER TABLE t ALTER COLUMN a  | 1:29 | expected a change: TYPE, SET, DROP, COMMENT, FIRST or AFTER, found the end of the text
          VACUUM t RETAIN x HOURS       | 1:17 | expected a number of hours, found 'x'
          OPTIMIZE ''                   | 1:10 | the path of a table must not be empty
          RESTORE t TO 3                | 1:14 | expected 'VERSION AS OF' or 'TIMESTAMP AS OF', found '3'
          SELECT 1; SELEKT 2            | 1:11 | Did you mean 'SELECT' for 'SELEKT'?
          """)
  void eachMistakeIsToldByPlaceAndExpectation(String sql, String place, String message) {
    SqlSyntaxException failure = failure(sql);
    assertThat(failure).hasMessageContaining(message);
    assertThat(failure.line() + ":" + failure.column()).isEqualTo(place);
    assertThat(failure.getMessage().lines().count()).isEqualTo(3);
  }

  @Test
  void columnsCountCodePoints() {
    assertThat(failure("SELECT '😀😀' 1").column()).isEqualTo(13);
  }

  @Test
  void ofALongLineOnlyThePartAroundTheMistakeIsShown() {
    SqlSyntaxException failure = failure("SELECT " + "a, ".repeat(1_000) + "FROM t");
    assertThat(failure.column()).isEqualTo(3_008);
    assertThat(failure.sourceLine()).hasSize(86).endsWith("a, FROM t");
    assertThat(failure.getMessage()).endsWith("\n" + " ".repeat(80) + "^");
  }

  @Test
  void eachLineEndCountsOnce() {
    assertThat(failure("SELECT\r\n1\r2\n3").line()).isEqualTo(3);
  }
}
