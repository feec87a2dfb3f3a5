package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.MoraineException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has no meaning, or cannot be run, is refused by its place and name. */
class RefusedQueriesTest {
  @TempDir static Path warehouse;
  private static Oracle oracle;

  @BeforeAll
  static void open() {
    oracle = new Oracle(warehouse);
    SampleTables.create(oracle, 5);
  }

  @AfterAll
  static void close() throws SQLException {
    oracle.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT nope FROM t ~ At line 1, column 8: No column 'nope'; there are: id, k, s, d, n, x, b
          SELECT nam FROM w ~ No column 'nam'; did you mean name? There are: k, name, grp
          SELECT a.yy FROM p ~ No column 'a.yy'; the fields of 'a' are: x, y
          SELECT p.a.y.zz1 FROM p ~ No column 'p.a.y.zz1'
          SELECT lenght(s) FROM t ~ No function 'lenght'; did you mean length?
          SELECT nope.id FROM t ~ No column 'nope.id'
          SELECT id ~ No column 'id' here: no table is in reach
          SELECT * FROM nope ~ At line 1, column 15: No table nope
          SELECT nope(id) FROM t ~ At line 1, column 8: No function 'nope'
          SELECT id FROM t a, t b ~ Column 'id' is ambiguous; it could be a.id or b.id
          SELECT a.* FROM t b ~ No table or struct 'a'
          SELECT * EXCEPT (nope) FROM t ~ EXCEPT names columns that are not there: nope
          SELECT a.nope FROM p ~ No column 'a.nope'
          SELECT id FROM t JOIN u USING (d) ~ USING needs a column 'd' on both sides; the right has: id, k, s, v
          SELECT id FROM t WHERE s ~ WHERE needs a boolean, found s of type STRING
          SELECT id FROM t WHERE count(*) > 1 ~ WHERE cannot have the aggregate count
          SELECT count(sum(id)) FROM t ~ The argument of count cannot have the aggregate sum
          SELECT k, id FROM t GROUP BY k ~ Column 'id' must stand in GROUP BY or inside an aggregate
          SELECT k, (SELECT max(v) FROM u WHERE u.id = t.id) FROM t GROUP BY k ~ Column 'id' must stand in GROUP BY
          SELECT id FROM t ORDER BY 5 ~ ORDER BY 5 is no place among the 1 columns of SELECT
          SELECT DISTINCT k FROM t ORDER BY id ~ ORDER BY of SELECT DISTINCT must be by what SELECT gives
          SELECT id FROM t LIMIT -1 ~ LIMIT needs a whole number from 0, found -1
          SELECT id FROM t UNION SELECT id, k FROM u ~ UNION needs as many columns on both sides, found 1 and 2
          SELECT id FROM t UNION SELECT a FROM p ~ Values of one column need a common type
          SELECT sum(s) FROM t ~ sum takes a number, got (string)
          SELECT (SELECT k, name FROM w) FROM t ~ A subquery in place of a value must have one column, this one has 2
          SELECT id FROM t WHERE id = (SELECT id FROM u) ~ A scalar subquery gave more than one row
          SELECT id FROM t WHERE (id, k) IN (SELECT id FROM u) ~ found 1 and 2
          SELECT t.id FROM t LEFT JOIN u ON t.k IN (SELECT k FROM w) ~ A subquery in the ON of a join cannot be run yet
          SELECT id FROM t WHERE sum(id) OVER () > 1 ~ WHERE cannot have a window function; QUALIFY can
          SELECT k FROM t GROUP BY k HAVING rank() OVER (ORDER BY k) > 1 ~ HAVING cannot have a window function
          SELECT sum(sum(id) OVER ()) OVER () FROM t ~ The window of sum cannot have a window function
          SELECT sum(id) OVER w FROM t WINDOW v AS (ORDER BY k) ~ No window 'w'; there are: [v]
          SELECT sum(id) OVER w FROM t WINDOW w AS (v), v AS (w) ~ builds on itself
          SELECT sum(id) OVER (w PARTITION BY b) FROM t WINDOW w AS (ORDER BY k) ~ cannot change its partition or order
          SELECT upper(s) OVER () FROM t ~ 'upper' is no window or aggregate function
          SELECT rank(k) OVER (ORDER BY k) FROM t ~ rank takes 0 arguments, found 1 arguments
          SELECT lag(k, id) OVER (ORDER BY k) FROM t ~ lag needs a whole number here
          SELECT ntile(0) OVER (ORDER BY k) FROM t ~ ntile needs a whole number from 1 here
          SELECT sum(k) OVER (ORDER BY id ROWS -1 PRECEDING) FROM t ~ A frame needs a whole number from 0 here
          SELECT sum(k) OVER (ORDER BY id, k RANGE 1 PRECEDING) FROM t ~ needs one ORDER BY key, found 2
          SELECT sum(k) OVER (ROWS BETWEEN UNBOUNDED FOLLOWING AND CURRENT ROW) FROM t ~ cannot start at the end
          SELECT grouping(k) FROM t GROUP BY k ~ grouping needs a GROUP BY with GROUPING SETS, ROLLUP or CUBE
          SELECT grouping(b) FROM t GROUP BY ROLLUP (k) ~ grouping asks for b, which is no group
          SELECT id FROM t GROUP BY ROLLUP (k) ~ Column 'id' must stand in GROUP BY
          SELECT 1 / 0 ~ Division by zero
          SELECT CAST(s AS INT) FROM t ~ TRY_CAST gives NULL instead
          """)
  void itSaysWhereAndWhy(String query, String message) {
    assertThatThrownBy(() -> oracle.ours(query))
        .isInstanceOf(MoraineException.class)
        .hasMessageContaining(message);
  }

  @Test
  void tablesWithNamesNearToTheWrongOneAreNamed() {
    oracle.ours("CREATE TABLE flights (id INT)");
    assertThatThrownBy(() -> oracle.ours("SELECT * FROM flihgts"))
        .hasMessageContaining("No table flihgts; did you mean flights?");
    assertThatThrownBy(() -> oracle.ours("INSERT INTO Flights_ VALUES (1)"))
        .hasMessageContaining("No table Flights_; did you mean flights?");
    assertThatThrownBy(() -> oracle.ours("DESCRIBE planes"))
        .hasMessageEndingWith("No table planes");
  }
}
