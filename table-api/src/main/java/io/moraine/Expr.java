package io.moraine;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An expression over a table's columns, made in Java. Immutable. Whatever takes a condition or a
 * value as SQL text takes it as an {@code Expr}, too, and checks its columns and types at once.
 *
 * <pre>{@code
 * Expr cheap = col("price").lt(new BigDecimal("9.99")).and(col("city").in("Oslo", "Rome"));
 * table.read().where(cheap).count();
 * table.update().set("price", col("price").times(value(2))).where(col("id").eq(7)).execute();
 * }</pre>
 *
 * <p>Values are never pieced together as text: strings are quoted whatever is in them. As in SQL, a
 * comparison with null is null, which no condition takes for true.
 */
public final class Expr {
  private final String sql;

  private Expr(String sql) {
    this.sql = sql;
  }

  /** The column called {@code name}. */
  public static Expr col(String name) {
    return new Expr(SqlText.quoted(name));
  }

  /**
   * A constant: a value as {@link Session#sql(String, Object...)} takes it, or null.
   *
   * @throws InvalidInputException if it is of another class
   */
  public static Expr value(@Nullable Object value) {
    return new Expr(SqlValues.literal(value));
  }

  /** A call of the SQL function {@code name}. */
  public static Expr call(String name, Object... arguments) {
    return new Expr(
        SqlText.quoted(name)
            + Arrays.stream(arguments)
                .map(argument -> of(argument).sql)
                .collect(Collectors.joining(", ", "(", ")")));
  }

  /** An expression as SQL writes it. */
  public static Expr sql(String text) {
    return new Expr("(" + Objects.requireNonNull(text, "text") + ")");
  }

  /** An expression as it is; all else as a value. */
  private static Expr of(@Nullable Object operand) {
    return operand instanceof Expr expression ? expression : value(operand);
  }

  private Expr binary(String operator, @Nullable Object other) {
    return new Expr("(" + sql + " " + operator + " " + of(other).sql + ")");
  }

  /** The field of a struct. */
  public Expr field(String name) {
    return new Expr(sql + "." + SqlText.quoted(name));
  }

  /** The element of an array at an index from 0, or of a map with a key. */
  public Expr at(Object key) {
    return new Expr(sql + "[" + of(key).sql + "]");
  }

  /** Equal; {@code other} is an expression or a value. */
  public Expr eq(Object other) {
    return binary("=", other);
  }

  /** Not equal. */
  public Expr ne(Object other) {
    return binary("<>", other);
  }

  /** Less than. */
  public Expr lt(Object other) {
    return binary("<", other);
  }

  /** Less than or equal. */
  public Expr le(Object other) {
    return binary("<=", other);
  }

  /** Greater than. */
  public Expr gt(Object other) {
    return binary(">", other);
  }

  /** Greater than or equal. */
  public Expr ge(Object other) {
    return binary(">=", other);
  }

  /** Equal, where null is equal to null and to nothing else. */
  public Expr same(@Nullable Object other) {
    return binary("<=>", other);
  }

  /** From {@code least} to {@code most}, both included. */
  public Expr between(Object least, Object most) {
    return new Expr("(" + sql + " BETWEEN " + of(least).sql + " AND " + of(most).sql + ")");
  }

  /** Equal to one of {@code values}. */
  public Expr in(Object... values) {
    return in(Arrays.asList(values));
  }

  /** Equal to one of {@code values}; of none it is false. */
  public Expr in(List<?> values) {
    if (values.isEmpty()) {
      return value(false);
    }
    return new Expr(
        "("
            + sql
            + values.stream()
                .map(each -> of(each).sql)
                .collect(Collectors.joining(", ", " IN (", "))")));
  }

  /** Like a pattern: {@code %} stands for any text, {@code _} for a character. */
  public Expr like(String pattern) {
    return binary("LIKE", pattern);
  }

  /** Begins with a text. */
  public Expr startsWith(String prefix) {
    return call("startswith", this, prefix);
  }

  /** Is null. */
  public Expr isNull() {
    return new Expr("(" + sql + " IS NULL)");
  }

  /** Is not null. */
  public Expr isNotNull() {
    return new Expr("(" + sql + " IS NOT NULL)");
  }

  /** Both conditions. */
  public Expr and(Expr other) {
    return binary("AND", other);
  }

  /** At least one of the conditions. */
  public Expr or(Expr other) {
    return binary("OR", other);
  }

  /** Not the condition. */
  public Expr not() {
    return new Expr("(NOT " + sql + ")");
  }

  /** The sum. */
  public Expr plus(Object other) {
    return binary("+", other);
  }

  /** The difference. */
  public Expr minus(Object other) {
    return binary("-", other);
  }

  /** The product. */
  public Expr times(Object other) {
    return binary("*", other);
  }

  /** The quotient; of whole numbers with the digits after the point. */
  public Expr dividedBy(Object other) {
    return binary("/", other);
  }

  /** As another type; where that cannot be, the statement fails. */
  public Expr cast(DataType type) {
    return new Expr("CAST(" + sql + " AS " + type.sql() + ")");
  }

  /** All of the conditions. */
  public static Expr all(List<Expr> conditions) {
    List<Expr> rest = new ArrayList<>(conditions);
    Expr all = rest.isEmpty() ? value(true) : rest.remove(0);
    for (Expr each : rest) {
      all = all.and(each);
    }
    return all;
  }

  /** The expression in SQL. */
  @Override
  public String toString() {
    return sql;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expr that && sql.equals(that.sql);
  }

  @Override
  public int hashCode() {
    return sql.hashCode();
  }
}
