package io.moraine;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.sql.parse.SqlParser;
import io.moraine.engine.sql.syntax.ColumnDefinition;
import io.moraine.engine.sql.syntax.Ddl;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Schemas by their SQL text. */
public final class Schemas {
  private Schemas() {}

  /**
   * A column for each component of a record: NOT NULL where it is a Java primitive, DECIMAL(38,18)
   * for a BigDecimal unless {@link Column#type} says otherwise, STRING for an enum, a struct for a
   * record, an array for a collection.
   *
   * @throws InvalidInputException if {@code type} is no record, or columns cannot hold it
   */
  public static StructType ofRecord(Class<?> type) {
    return RecordSchemas.of(type);
  }

  /**
   * The columns that {@code columns} declares, as between the parentheses of CREATE TABLE: {@code
   * id BIGINT NOT NULL, name STRING}.
   *
   * @throws InvalidInputException if it is not such text
   */
  public static StructType ofSql(String columns) {
    String sql = "CREATE TABLE t (" + columns + ")";
    if (!(SqlParser.parseStatement(sql) instanceof Ddl.CreateTable create)
        || create.columns().isEmpty()) {
      throw new InvalidInputException("No columns are declared by '%s'".formatted(columns));
    }
    Binder binder =
        new Binder(
            sql,
            (name, time) -> Optional.empty(),
            new EvaluationContext(Instant.EPOCH, ZoneOffset.UTC));
    List<StructField> fields = new ArrayList<>();
    for (ColumnDefinition column : create.columns()) {
      fields.add(
          StructField.of(column.name().last().text(), binder.type(column.type()))
              .withNullable(column.nullable()));
    }
    return StructType.of(fields);
  }
}
