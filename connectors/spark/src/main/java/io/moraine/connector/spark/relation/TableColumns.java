package io.moraine.connector.spark.relation;

import io.moraine.connector.spark.filter.SparkLiterals;
import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.core.error.MoraineException;
import io.moraine.core.eval.ConstantFolder;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.StructField;
import io.moraine.engine.rule.ColumnMarks;
import io.moraine.engine.rule.IdentityColumn;
import io.moraine.engine.rule.TableRules;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.ColumnDefaultValue;
import org.apache.spark.sql.connector.expressions.LiteralValue;

/** A table's columns as Spark's planner wants to know them, to read and to write. */
final class TableColumns {
  private TableColumns() {}

  /** Those of {@code snapshot}; that rows may leave out a value shows as that it may be null. */
  static Column[] of(Snapshot snapshot) {
    TableRules rules =
        new TableRules(
            snapshot.table(), snapshot.schema(), snapshot.properties(), EvaluationContext.UTC);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < snapshot.schema().size(); i++) {
      StructField field = snapshot.schema().field(i);
      boolean filled = rules.isGenerated(i) || IdentityColumn.of(field).isPresent();
      org.apache.spark.sql.types.StructField shown =
          SparkTypes.toSpark(io.moraine.core.type.StructType.of(field)).fields()[0];
      columns.add(
          Column.create(
              field.name(),
              shown.dataType(),
              field.nullable() || filled,
              ColumnMarks.text(field, "comment").orElse(null),
              defaultValue(rules, i, filled).orElse(null),
              shown.metadata().json()));
    }
    return columns.toArray(Column[]::new);
  }

  /** NULL stands for the value that a writer makes by itself. */
  private static Optional<ColumnDefaultValue> defaultValue(
      TableRules rules, int ordinal, boolean filled) {
    StructField field = rules.schema().field(ordinal);
    Optional<String> sql =
        filled ? Optional.of("NULL") : ColumnMarks.text(field, ColumnMarks.DEFAULT);
    return sql.map(
        text ->
            new ColumnDefaultValue(
                text,
                new LiteralValue<>(
                    filled
                        ? null
                        : literal(rules, ordinal)
                            .map(value -> SparkLiterals.toSpark(value.value(), field.type()))
                            .orElse(null),
                    SparkTypes.toSpark(field.type()))));
  }

  /** The default's value, if it is always the same. */
  private static Optional<Literal> literal(TableRules rules, int ordinal) {
    try {
      Expression value =
          ConstantFolder.fold(
              Expressions.cast(
                  rules.defaultValue(ordinal).orElseThrow(), rules.schema().field(ordinal).type()),
              EvaluationContext.UTC);
      return value instanceof Literal literal && !literal.type().isNested()
          ? Optional.of(literal)
          : Optional.empty();
    } catch (MoraineException e) {
      // A default that cannot be computed hinders no read.
      return Optional.empty();
    }
  }
}
