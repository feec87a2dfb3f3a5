package io.moraine;

import static io.moraine.Expr.all;
import static io.moraine.Expr.call;
import static io.moraine.Expr.col;
import static io.moraine.Expr.sql;
import static io.moraine.Expr.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions and values made in Java. */
class ExprTest {
  @TempDir private Path folder;
  private Table table;

  @BeforeEach
  void makeTable() {
    table =
        Table.create(folder)
            .schema(
                Schemas.ofSql(
                    "id INT, `odd``name` STRING, price DECIMAL(10,2), day DATE, at TIMESTAMP, clock"
                        + " TIMESTAMP_NTZ, ok BOOLEAN, w DOUBLE, tags ARRAY<STRING>, s STRUCT<x:"
                        + " INT>, raw BINARY"))
            .execute();
    try (Session session = Session.open()) {
      session
          .sql(
              "INSERT INTO delta.`"
                  + folder
                  + "` VALUES (1, 'it''s 100%', 9.50, DATE '2024-02-29', TIMESTAMP '2024-02-29"
                  + " 12:00:00', TIMESTAMP_NTZ '2024-02-29 12:00:00', true, 0.5, array('a'),"
                  + " named_struct('x', 7), X'01FF'), (2, 'back\\\\slash', 20, NULL, NULL, NULL,"
                  + " false, double('NaN'), NULL, NULL, NULL), (3, NULL, NULL, NULL, NULL, NULL,"
                  + " NULL, NULL, NULL, NULL, NULL)")
          .close();
    }
    table.refresh();
  }

  static List<Arguments> conditions() {
    Expr odd = col("odd`name");
    return List.of(
        Arguments.of(col("id").eq(1), "1"),
        Arguments.of(col("ID").ne(1), "2 3"),
        Arguments.of(col("id").lt(2).or(col("id").ge(3L)), "1 3"),
        Arguments.of(col("id").between(2, 3).and(col("ok").not()), "2"),
        Arguments.of(col("id").in(1, 3, 9), "1 3"),
        Arguments.of(col("id").in(List.of()), ""),
        Arguments.of(odd.eq("it's 100%"), "1"),
        Arguments.of(odd.eq("back\\slash"), "2"),
        Arguments.of(odd.like("%100%"), "1"),
        Arguments.of(odd.startsWith("back"), "2"),
        Arguments.of(odd.isNull(), "3"),
        Arguments.of(odd.isNotNull(), "1 2"),
        Arguments.of(odd.same(null), "3"),
        Arguments.of(col("price").gt(new BigDecimal("9.49")), "1 2"),
        Arguments.of(col("price").times(2).le(19), "1"),
        Arguments.of(col("id").dividedBy(2).eq(0.5), "1"),
        Arguments.of(col("id").plus(1).minus(2).eq(value((short) 0)), "1"),
        Arguments.of(col("day").eq(LocalDate.of(2024, 2, 29)), "1"),
        Arguments.of(col("at").eq(Instant.parse("2024-02-29T12:00:00Z")), "1"),
        Arguments.of(col("clock").eq(LocalDateTime.parse("2024-02-29T12:00")), "1"),
        Arguments.of(col("w").eq(Double.NaN), "2"),
        Arguments.of(col("tags").at(0).eq("a"), "1"),
        Arguments.of(col("s").field("x").eq((byte) 7), "1"),
        Arguments.of(col("raw").eq(new byte[] {1, -1}), "1"),
        Arguments.of(col("id").cast(Primitive.STRING).eq("3"), "3"),
        Arguments.of(call("upper", odd).eq("BACK\\SLASH"), "2"),
        Arguments.of(sql("id = 1 OR id = 2").and(col("ok")), "1"),
        Arguments.of(all(List.of()), "1 2 3"),
        Arguments.of(all(List.of(col("id").gt(1), col("id").lt(3))), "2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conditions")
  void conditionsSelectRows(Expr condition, String ids) {
    try (Stream<Row> rows = table.read().where(condition).rows()) {
      assertThat(rows.map(row -> String.valueOf(row.intValue("id"))).sorted().toList())
          .isEqualTo(ids.isEmpty() ? List.of() : List.of(ids.split(" ")));
    }
  }

  @Test
  void columnsAndTypesAreCheckedAtOnce() {
    assertThatThrownBy(() -> table.read().where(col("nix").eq(1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("nix");
    assertThatThrownBy(() -> table.read().where(col("tags").gt(1)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> table.read().where(col("id")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("WHERE needs a boolean, found id of type INT");
    assertThatThrownBy(() -> table.update().set("id", col("nix")))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> table.delete(col("nix").eq(1)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> value(new Object()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("No SQL value is made of");
  }

  @Test
  void changesTakeExpressions() {
    table.update().set("price", col("price").plus(1)).where(col("id").eq(1)).execute();
    table.delete(col("id").eq(3));

    try (Stream<Row> rows = table.read().select("price").where(col("id").lt(3)).rows()) {
      assertThat(rows.map(row -> row.decimal("price")).sorted())
          .containsExactly(new BigDecimal("10.50"), new BigDecimal("20.00"));
    }
    assertThat(table.read().count()).isEqualTo(2);
  }

  @Test
  void isItsSql() {
    Expr condition = col("a").eq("it's").and(col("b").isNull());

    assertThat(condition).hasToString("((`a` = 'it\\'s') AND (`b` IS NULL))");
    assertThat(condition).isEqualTo(col("a").eq("it's").and(col("b").isNull()));
  }
}
