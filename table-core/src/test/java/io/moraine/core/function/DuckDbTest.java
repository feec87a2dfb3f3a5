package io.moraine.core.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.eval.Evaluator;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.text.DateText;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where DuckDB and Spark agree, so do we with DuckDB: every pair of edge values is asked of both.
 */
class DuckDbTest {
  @Test
  void agreesOnThreeValuedLogic() throws SQLException {
    List<Object> truths = values(true, false, null);
    for (String operator : List.of("and", "or", "=", "<>", "<", "<=", ">", ">=")) {
      compare("x %s y".formatted(operator), operator, Primitive.BOOLEAN, "BOOLEAN", truths);
    }
    compare("x IS NOT DISTINCT FROM y", "<=>", Primitive.BOOLEAN, "BOOLEAN", truths);
    compare("x IN (y, NULL)", null, Primitive.BOOLEAN, "BOOLEAN", truths);
  }

  @Test
  void agreesOnNumbers() throws SQLException {
    List<Object> numbers = values(-1_000_000L, -7L, -1L, 0L, 1L, 3L, 10L, null);
    for (String operator : List.of("+", "-", "*", "=", "<>", "<", "<=", ">", ">=")) {
      compare("x %s y".formatted(operator), operator, Primitive.LONG, "BIGINT", numbers);
    }
    List<Object> divisors = values(-1_000_000L, -7L, -1L, 1L, 3L, 10L, null);
    compare("x // y", "div", Primitive.LONG, "BIGINT", divisors);
    compare("x % y", "%", Primitive.LONG, "BIGINT", divisors);
    compare("greatest(x, y)", "greatest", Primitive.LONG, "BIGINT", numbers);
    compare("least(x, y)", "least", Primitive.LONG, "BIGINT", numbers);
  }

  @Test
  void agreesThatNanEqualsItselfAndIsAboveAllElse() throws SQLException {
    List<Object> numbers =
        values(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0.0,
            -0.0,
            1.5,
            Double.MIN_VALUE,
            null);
    for (String operator : List.of("=", "<>", "<", "<=", ">", ">=")) {
      compare("x %s y".formatted(operator), operator, Primitive.DOUBLE, "DOUBLE", numbers);
    }
  }

  @Test
  void agreesOnSumsAndProductsOfDecimals() throws SQLException {
    DataType type = new DataType.Decimal(9, 3);
    List<Object> numbers = new ArrayList<>();
    for (String text : List.of("999999.999", "-999999.999", "0.001", "-0.001", "0.000", "12.500")) {
      numbers.add(new BigDecimal(text));
    }
    numbers.add(null);
    for (String operator : List.of("+", "-", "*", "=", "<", ">=")) {
      compare("x %s y".formatted(operator), operator, type, "DECIMAL(9,3)", numbers);
    }
  }

  @Test
  void agreesOnStrings() throws SQLException {
    List<Object> texts =
        values(
            "", "a", "abc", "%", "_", "a%", "%b_", "_b%", "😀", "😀%", "\uFFFD", "Äb", "%%", null);
    compare("x LIKE y", "like", Primitive.STRING, "VARCHAR", texts);
    for (String operator : List.of("=", "<>", "<", ">=")) {
      compare("x %s y".formatted(operator), operator, Primitive.STRING, "VARCHAR", texts);
    }
    compare("starts_with(x, y)", "startswith", Primitive.STRING, "VARCHAR", texts);
    compare("suffix(x, y)", "endswith", Primitive.STRING, "VARCHAR", texts);
    compare("contains(x, y)", "contains", Primitive.STRING, "VARCHAR", texts);
    compare("instr(x, y)", "instr", Primitive.STRING, "VARCHAR", texts);
    compare("x || y", "concat", Primitive.STRING, "VARCHAR", texts);
  }

  @Test
  void agreesOnDates() throws SQLException {
    List<Object> dates = new ArrayList<>();
    for (String text :
        List.of(
            "1900-01-01",
            "1969-12-31",
            "1970-01-01",
            "2000-02-29",
            "2023-12-31",
            "2024-02-29",
            "2024-12-30",
            "2026-01-04")) {
      dates.add(DateText.parse(text).orElseThrow());
    }
    dates.add(null);
    compare("CAST(date_diff('day', y, x) AS INTEGER)", "datediff", Primitive.DATE, "DATE", dates);
    String[][] fields = {
      {"year", "year"},
      {"quarter", "quarter"},
      {"month", "month"},
      {"day", "day"},
      {"weekofyear", "week"},
      {"dayofyear", "doy"}
    };
    for (String[] field : fields) {
      String sql = "CAST(date_part('%s', x) AS INTEGER)".formatted(field[1]);
      unary(sql, field[0], Primitive.DATE, "DATE", dates);
    }
    unary("CAST(date_part('dow', x) AS INTEGER) + 1", "dayofweek", Primitive.DATE, "DATE", dates);
    unary("last_day(x)", "last_day", Primitive.DATE, "DATE", dates);
  }

  private static List<Object> values(Object... values) {
    return java.util.Arrays.asList(values);
  }

  /** {@code sql} over every pair of values, against the function; null stands for IN with NULL. */
  private static void compare(
      String sql, String function, DataType type, String sqlType, List<Object> values)
      throws SQLException {
    Expression x = new ColumnReference(0, "x", type, true);
    Expression y = new ColumnReference(1, "y", type, true);
    Expression expression =
        function == null
            ? Expressions.call("in", x, y, Literal.ofNull(type))
            : Expressions.call(function, x, y);
    List<Object> left = new ArrayList<>();
    List<Object> right = new ArrayList<>();
    for (Object a : values) {
      for (Object b : values) {
        left.add(a);
        right.add(b);
      }
    }
    check(sql, expression, type, sqlType, left, right);
  }

  private static void unary(
      String sql, String function, DataType type, String sqlType, List<Object> values)
      throws SQLException {
    Expression x = new ColumnReference(0, "x", type, true);
    check(sql, Expressions.call(function, x), type, sqlType, values, values);
  }

  private static void check(
      String sql,
      Expression expression,
      DataType type,
      String sqlType,
      List<Object> left,
      List<Object> right)
      throws SQLException {
    ColumnVector result =
        Evaluator.compile(expression, EvaluationContext.UTC).evaluate(batch(type, left, right));
    List<Object> ours = new ArrayList<>();
    for (int row = 0; row < left.size(); row++) {
      Object value = result.value(row);
      ours.add(
          result.type() == Primitive.DATE && value != null
              ? java.time.LocalDate.ofEpochDay((Integer) value)
              : value instanceof Integer number ? (Object) (long) number : value);
    }
    assertThat(ours).as(sql).isEqualTo(duckDb(sql, type, sqlType, left, right));
  }

  private static ColumnBatch batch(DataType type, List<Object> left, List<Object> right) {
    VectorBuilder x = VectorBuilder.of(type, left.size());
    VectorBuilder y = VectorBuilder.of(type, right.size());
    left.forEach(x::append);
    right.forEach(y::append);
    return new ColumnBatch(
        StructType.of(StructField.of("x", type), StructField.of("y", type)),
        left.size(),
        List.of(x.build(), y.build()));
  }

  private static List<Object> duckDb(
      String sql, DataType type, String sqlType, List<Object> left, List<Object> right)
      throws SQLException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < left.size(); i++) {
      rows.append(
          "%s(%d, CAST(%s AS %s), CAST(%s AS %s))"
              .formatted(
                  i == 0 ? "" : ", ",
                  i,
                  text(type, left.get(i)),
                  sqlType,
                  text(type, right.get(i)),
                  sqlType));
    }
    List<Object> values = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT %s FROM (VALUES %s) t(i, x, y) ORDER BY i".formatted(sql, rows))) {
      while (result.next()) {
        Object value = result.getObject(1);
        values.add(value instanceof Integer number ? (Object) (long) number : value);
      }
    }
    return values;
  }

  private static String text(DataType type, Object value) {
    if (value == null) {
      return "NULL";
    }
    String text = type == Primitive.DATE ? DateText.format((Integer) value) : String.valueOf(value);
    return "'%s'".formatted(text.replace("'", "''"));
  }
}
