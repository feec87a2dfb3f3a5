package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.bind.Parameters;
import io.moraine.engine.bind.SqlBindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values for the places that a statement leaves open. */
class ParametersTest {
  @TempDir Path warehouse;
  private SqlSession session;

  @BeforeEach
  void open() {
    session = Oracle.session(warehouse);
    session.execute("CREATE TABLE t AS SELECT id, CAST(id AS STRING) AS s FROM range(5)").close();
  }

  @AfterEach
  void close() {
    session.close();
  }

  private List<String> rows(String sql, Parameters parameters) {
    List<String> rows = new ArrayList<>();
    try (StatementResult result = session.execute(sql, Map.of(), parameters)) {
      for (ColumnBatch batch = result.rows().next(); batch != null; batch = result.rows().next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          rows.add(OracleText.row(batch, row));
        }
      }
    }
    return rows;
  }

  @Test
  void questionMarksTakeValuesInTheirOrder() {
    Parameters parameters =
        new Parameters(List.of(Literal.of(1L), Literal.of("3"), Literal.of(1)), Map.of());
    assertThat(rows("SELECT id FROM t WHERE id > ? AND s <= ? LIMIT ?", parameters))
        .containsExactly("2");
  }

  @Test
  void namesMayStandAnywhereAndMoreThanOnce() {
    Parameters parameters =
        new Parameters(
            List.of(), Map.of("low", Literal.of(3L), "none", Literal.ofNull(Primitive.VOID)));
    assertThat(rows("SELECT id + :low, :none IS NULL FROM t WHERE id >= :low", parameters))
        .hasSize(2)
        .allMatch(row -> row.contains("true"));
  }

  @Test
  void aStringIsAValueWhateverItSays() {
    Parameters parameters = new Parameters(List.of(Literal.of("1' OR '1' = '1")), Map.of());
    assertThat(rows("SELECT * FROM t WHERE s = ?", parameters)).isEmpty();
  }

  @Test
  void changesTakeThemToo() {
    rows("DELETE FROM t WHERE id = :id", new Parameters(List.of(), Map.of("id", Literal.of(2L))));
    assertThat(rows("SELECT count(*) FROM t", Parameters.NONE)).containsExactly("4");
  }

  @Test
  void aPlaceWithoutAValueIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> rows("SELECT ?, ?", new Parameters(List.of(Literal.of(1)), Map.of())))
        .isInstanceOf(SqlBindException.class)
        .hasMessageContaining("No value for the parameter ? number 2; 1 are given");
    assertThatThrownBy(
            () -> rows("SELECT :b", new Parameters(List.of(), Map.of("a", Literal.of(1)))))
        .isInstanceOf(SqlBindException.class)
        .hasMessageContaining("No value for the parameter :b; there are values for: a");
  }
}
