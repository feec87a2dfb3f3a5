package io.moraine;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row, by column names without regard to case. Immutable.
 *
 * <p>A method for a type throws {@link InvalidInputException} if the column is of another type, or
 * there is none. Methods that return a Java primitive do so for a null too; the others return null.
 */
public final class Row {
  private final StructType schema;
  private final List<?> held;

  /** A row of values as batches hold them. */
  Row(StructType schema, List<?> held) {
    this.schema = schema;
    this.held = held;
  }

  /** The values as batches hold them. */
  List<?> held() {
    return held;
  }

  /** The columns. */
  public StructType schema() {
    return schema;
  }

  /** How many columns there are. */
  public int size() {
    return schema.size();
  }

  /** Whether the column is null. */
  public boolean isNull(String column) {
    return held.get(schema.ordinal(column)) == null;
  }

  /**
   * The column's value: a boxed primitive, {@link String}, {@link BigDecimal}, {@code byte[]},
   * {@link LocalDate}, {@link Instant} (timestamp), {@link LocalDateTime} (timestamp without zone),
   * {@link List}, {@link Map}, {@link Row} (struct), or null.
   */
  public @Nullable Object value(String column) {
    return value(schema.ordinal(column));
  }

  /** As {@link #value(String)}, of the column at {@code ordinal}, from 0. */
  public @Nullable Object value(int ordinal) {
    return JavaValues.toJava(held.get(ordinal), schema.field(ordinal).type());
  }

  /** All columns' values, in order. */
  public List<@Nullable Object> values() {
    List<@Nullable Object> values = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      values.add(value(i));
    }
    return Collections.unmodifiableList(values);
  }

  /** A string column. */
  public @Nullable String string(String column) {
    return (String) valueOf(column, "a string", Primitive.STRING);
  }

  /** A boolean column. */
  public boolean booleanValue(String column) {
    return (Boolean) present(column, "a boolean", Primitive.BOOLEAN);
  }

  /** An integer column of up to 32 bits. */
  public int intValue(String column) {
    return (Integer) present(column, "an int", Primitive.INTEGER, Primitive.SHORT, Primitive.BYTE);
  }

  /** An integer column. */
  public long longValue(String column) {
    Object value =
        present(
            column, "a long", Primitive.LONG, Primitive.INTEGER, Primitive.SHORT, Primitive.BYTE);
    return ((Number) value).longValue();
  }

  /** A floating-point or integer column; large longs are rounded. */
  public double doubleValue(String column) {
    Object value =
        present(
            column,
            "a double",
            Primitive.DOUBLE,
            Primitive.FLOAT,
            Primitive.LONG,
            Primitive.INTEGER,
            Primitive.SHORT,
            Primitive.BYTE);
    return ((Number) value).doubleValue();
  }

  /** A decimal column. */
  public @Nullable BigDecimal decimal(String column) {
    int ordinal = schema.ordinal(column);
    if (!(schema.field(ordinal).type() instanceof DataType.Decimal)) {
      throw other(ordinal, "a decimal");
    }
    return (BigDecimal) held.get(ordinal);
  }

  /** A binary column; a copy. */
  public byte @Nullable [] bytes(String column) {
    byte[] bytes = (byte[]) valueOf(column, "binary", Primitive.BINARY);
    return bytes == null ? null : bytes.clone();
  }

  /** A date column. */
  public @Nullable LocalDate date(String column) {
    return (LocalDate) valueOf(column, "a date", Primitive.DATE);
  }

  /** A timestamp column. */
  public @Nullable Instant timestamp(String column) {
    return (Instant) valueOf(column, "a timestamp", Primitive.TIMESTAMP);
  }

  /** A column of timestamps without zone. */
  public @Nullable LocalDateTime localTimestamp(String column) {
    return (LocalDateTime) valueOf(column, "a timestamp without zone", Primitive.TIMESTAMP_NTZ);
  }

  /** An array column. */
  public @Nullable List<?> list(String column) {
    int ordinal = schema.ordinal(column);
    if (!(schema.field(ordinal).type() instanceof DataType.Array)) {
      throw other(ordinal, "an array");
    }
    return (List<?>) value(ordinal);
  }

  /** A map column. */
  public @Nullable Map<?, ?> map(String column) {
    int ordinal = schema.ordinal(column);
    if (!(schema.field(ordinal).type() instanceof DataType.MapOf)) {
      throw other(ordinal, "a map");
    }
    return (Map<?, ?>) value(ordinal);
  }

  /** A struct column. */
  public @Nullable Row struct(String column) {
    int ordinal = schema.ordinal(column);
    if (!(schema.field(ordinal).type() instanceof StructType)) {
      throw other(ordinal, "a struct");
    }
    return (Row) value(ordinal);
  }

  private Object present(String column, String wanted, DataType... types) {
    Object value = valueOf(column, wanted, types);
    if (value == null) {
      throw new InvalidInputException(
          "Column '%s' is null, and %s cannot be; ask isNull first".formatted(column, wanted));
    }
    return value;
  }

  private @Nullable Object valueOf(String column, String wanted, DataType... types) {
    int ordinal = schema.ordinal(column);
    if (!List.of(types).contains(schema.field(ordinal).type())) {
      throw other(ordinal, wanted);
    }
    return value(ordinal);
  }

  private InvalidInputException other(int ordinal, String wanted) {
    return new InvalidInputException(
        "Column '%s' is of type %s, not %s"
            .formatted(schema.field(ordinal).name(), schema.field(ordinal).type().sql(), wanted));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row that
        && schema.names().equals(that.schema.names())
        && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /** {@code {id=1, name=Ann}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < size(); i++) {
      text.append(i == 0 ? "" : ", ").append(schema.field(i).name()).append('=').append(value(i));
    }
    return text.append('}').toString();
  }
}
