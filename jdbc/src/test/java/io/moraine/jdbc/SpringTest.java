package io.moraine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What a Spring program does with its JdbcTemplate. */
class SpringTest {
  /** A row of the table. */
  public record Trade(long id, String symbol, BigDecimal price, LocalDate day, Boolean settled) {}

  @TempDir private Path warehouse;
  private MoraineDataSource source;
  private JdbcTemplate template;

  @BeforeEach
  void open() throws SQLException {
    source = new MoraineDataSource("jdbc:moraine:" + warehouse);
    template = new JdbcTemplate(source);
    template.execute(
        "CREATE TABLE trades (id BIGINT NOT NULL, symbol STRING, price DECIMAL(12,4), day DATE,"
            + " settled BOOLEAN) PARTITIONED BY (day)");
  }

  @AfterEach
  void close() {
    source.close();
  }

  private void insert() {
    List<Object[]> rows =
        List.of(
            new Object[] {1L, "ABC", new BigDecimal("10.5"), LocalDate.of(2026, 1, 2), true},
            new Object[] {2L, "DEF", new BigDecimal("0.0001"), LocalDate.of(2026, 1, 3), null},
            new Object[] {3L, "ABC", null, LocalDate.of(2026, 1, 3), false});
    assertThat(template.batchUpdate("INSERT INTO trades VALUES (?, ?, ?, ?, ?)", rows))
        .containsExactly(1, 1, 1);
  }

  @Test
  void rowsBecomeRecords() {
    insert();

    List<Trade> trades =
        template.query(
            "SELECT * FROM trades WHERE day >= ? ORDER BY id",
            new DataClassRowMapper<>(Trade.class),
            LocalDate.of(2026, 1, 3));

    assertThat(trades)
        .containsExactly(
            new Trade(2, "DEF", new BigDecimal("0.0001"), LocalDate.of(2026, 1, 3), null),
            new Trade(3, "ABC", null, LocalDate.of(2026, 1, 3), false));
  }

  @Test
  void singleValuesListsAndMaps() {
    insert();

    assertThat(template.queryForObject("SELECT count(*) FROM trades", Long.class)).isEqualTo(3);
    assertThat(template.queryForList("SELECT DISTINCT symbol FROM trades ORDER BY 1", String.class))
        .containsExactly("ABC", "DEF");
    assertThat(template.queryForMap("SELECT id, price FROM trades WHERE id = ?", 2))
        .containsAllEntriesOf(Map.of("id", 2L, "price", new BigDecimal("0.0001")));
  }

  @Test
  void namedParametersAreSpringsOwn() {
    insert();
    NamedParameterJdbcTemplate named = new NamedParameterJdbcTemplate(template);

    int changed =
        named.update(
            "UPDATE trades SET settled = :settled WHERE symbol IN (:symbols)",
            Map.of("settled", true, "symbols", List.of("ABC", "XYZ")));

    assertThat(changed).isEqualTo(2);
  }

  @Test
  void aBatchIsOneVersion() {
    insert();

    assertThat(
            template.queryForList("DESCRIBE HISTORY trades").stream()
                .map(row -> row.get("operation")))
        .containsExactly("WRITE", "CREATE TABLE");
  }

  @Test
  void errorsAreSpringsByTheirState() {
    assertThatThrownBy(() -> template.execute("SELEC 1"))
        .isInstanceOf(BadSqlGrammarException.class)
        .hasRootCauseInstanceOf(io.moraine.engine.sql.parse.SqlSyntaxException.class);
    assertThatThrownBy(() -> template.update("INSERT INTO trades (symbol) VALUES ('A')"))
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void aTimeoutIsSpringsToo() {
    template.setQueryTimeout(1);

    assertThatThrownBy(
            () ->
                template.queryForObject(
                    "SELECT sum(a.id % 7 + b.id) FROM range(10000000) AS a CROSS JOIN"
                        + " range(10000000) AS b",
                    Long.class))
        .isInstanceOf(QueryTimeoutException.class);
  }
}
