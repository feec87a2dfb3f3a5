package io.moraine.engine.rule;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.catalog.Catalog;
import io.moraine.engine.sql.parse.SqlParser;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.log.property.TableProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The rules of one table, bound as they are asked for: a table is read and deleted from even if it
 * has one that cannot be understood.
 *
 * <p>Methods throw {@link InvalidInputException}, naming the column or constraint, where its SQL
 * cannot be bound.
 */
public final class TableRules {
  private static final Catalog NO_TABLES = (name, time) -> Optional.empty();

  private final String table;
  private final StructType schema;
  private final TableProperties properties;
  private final EvaluationContext evaluation;

  /** The rules of a table that people know as {@code table}. */
  public TableRules(
      String table, StructType schema, TableProperties properties, EvaluationContext evaluation) {
    this.table = table;
    this.schema = schema;
    this.properties = properties;
    this.evaluation = evaluation;
  }

  /** The table's columns. */
  public StructType schema() {
    return schema;
  }

  /** The name of the table. */
  public String table() {
    return table;
  }

  /** The time and zone that conditions are computed with. */
  EvaluationContext evaluation() {
    return evaluation;
  }

  /** Whether a column's values are computed. */
  public boolean isGenerated(int ordinal) {
    return marks(ordinal).containsKey(ColumnMarks.GENERATION);
  }

  /** How a column numbers rows, if it does. */
  public Optional<IdentityColumn> identity(int ordinal) {
    return IdentityColumn.of(schema.field(ordinal));
  }

  private Map<String, String> marks(int ordinal) {
    return schema.field(ordinal).metadata().json();
  }

  /** The SQL of the column's default, if it has one, sure to mean something. */
  public Optional<SqlExpression> defaultSql(int ordinal) {
    return defaultValue(ordinal)
        .map(
            value ->
                SqlParser.parseExpression(
                    ColumnMarks.text(schema.field(ordinal), ColumnMarks.DEFAULT).orElseThrow()));
  }

  /** The value of the column in rows that give none, of any type; empty if that is NULL. */
  public Optional<Expression> defaultValue(int ordinal) {
    StructField field = schema.field(ordinal);
    return ColumnMarks.text(field, ColumnMarks.DEFAULT)
        .map(
            sql ->
                bound(
                    "default of column '%s'".formatted(field.name()),
                    sql,
                    binder -> value -> binder.value(value, names(List.of()), "DEFAULT")));
  }

  /**
   * What computes a generated column, of the column's type.
   *
   * @param values gives the value of the column at an ordinal
   */
  public Expression generated(int ordinal, IntFunction<Expression> values) {
    return Columns.replaced(generation(ordinal), values);
  }

  private Expression generation(int ordinal) {
    StructField field = schema.field(ordinal);
    String sql = ColumnMarks.text(field, ColumnMarks.GENERATION).orElseThrow();
    Expression bound =
        bound(
            "expression of generated column '%s'".formatted(field.name()),
            sql,
            binder -> value -> binder.value(value, names(Columns.references(schema)), "GENERATED"));
    for (int column : Columns.of(bound, schema)) {
      if (isGenerated(column)) {
        throw new InvalidInputException(
            "Generated column '%s' of %s is computed from '%s', which is generated itself"
                .formatted(field.name(), table, schema.field(column).name()));
      }
    }
    return Expressions.cast(bound, field.type());
  }

  /** {@code value} as column {@code ordinal} stores it, where strings have a length. */
  public Expression stored(int ordinal, Expression value) {
    return CharType.of(schema.field(ordinal)).map(type -> type.stored(value)).orElse(value);
  }

  /** Whether column {@code ordinal} does not store just what it is given. */
  public boolean isChanged(int ordinal) {
    return isGenerated(ordinal) || CharType.of(schema.field(ordinal)).isPresent();
  }

  /** The conditions for rows, but for NOT NULL. */
  List<RowRule> conditions() {
    List<RowRule> rules = new ArrayList<>();
    properties.checkConstraints().forEach((name, sql) -> rules.add(check(name, sql)));
    List<ColumnReference> columns = Columns.references(schema);
    for (int i = 0; i < schema.size(); i++) {
      StructField field = schema.field(i);
      invariants(field, rules);
      if (isGenerated(i)) {
        Expression same = Operators.compare(Operators.NULL_SAFE_EQ, columns.get(i), generation(i));
        String sql = ColumnMarks.text(field, ColumnMarks.GENERATION).orElseThrow();
        rules.add(
            new RowRule(
                "generated column '%s', which is %s".formatted(field.name(), sql), same, schema));
      }
      Optional<CharType> length = CharType.of(field);
      if (length.isPresent() && field.type() == Primitive.STRING) {
        Expression fits =
            Operators.or(Operators.isNull(columns.get(i)), length.get().fits(columns.get(i)));
        rules.add(
            new RowRule(
                "column '%s' of type %s".formatted(field.name(), length.get().sql()),
                fits,
                schema));
      }
    }
    return rules;
  }

  /** Whether the CHECK constraint {@code name} is computed from the column at {@code ordinal}. */
  public boolean isNeededBy(String name, String sql, int ordinal) {
    return check(name, sql).columns().contains(ordinal);
  }

  /** What is computed from the column at {@code ordinal}, or computes it, if anything does. */
  public Optional<String> dependentOf(int ordinal) {
    for (Map.Entry<String, String> check : properties.checkConstraints().entrySet()) {
      RowRule rule = check(check.getKey(), check.getValue());
      if (rule.columns().contains(ordinal)) {
        return Optional.of(rule.demand());
      }
    }
    for (int i = 0; i < schema.size(); i++) {
      if (isGenerated(i) && (i == ordinal || Columns.of(generation(i), schema).contains(ordinal))) {
        return Optional.of(
            "generated column '%s' (%s)"
                .formatted(
                    schema.field(i).name(),
                    ColumnMarks.text(schema.field(i), ColumnMarks.GENERATION).orElseThrow()));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns if all rules of the table can be computed.
   *
   * @throws InvalidInputException naming the first that cannot
   */
  public void requireSound() {
    conditions();
    for (int i = 0; i < schema.size(); i++) {
      defaultValue(i);
      if (isGenerated(i) && identity(i).isPresent()) {
        throw new InvalidInputException(
            "Column '%s' cannot be computed and number rows".formatted(schema.field(i).name()));
      }
    }
  }

  /** The CHECK constraint called {@code name}. */
  RowRule check(String name, String sql) {
    return new RowRule(
        "CHECK constraint '%s' (%s)".formatted(name, sql),
        condition("CHECK constraint '%s'".formatted(name), sql),
        schema);
  }

  private void invariants(StructField field, List<RowRule> rules) {
    ColumnMarks.invariant(field)
        .ifPresent(
            sql ->
                rules.add(
                    new RowRule(
                        "invariant of column '%s' (%s)".formatted(field.name(), sql),
                        condition("invariant of column '%s'".formatted(field.name()), sql),
                        schema)));
    if (field.type() instanceof StructType struct) {
      struct.fields().forEach(nested -> invariants(nested, rules));
    }
  }

  /** The condition {@code sql} over the table's columns, by ordinals. */
  Expression condition(String what, String sql) {
    return bound(
        what,
        sql,
        binder -> value -> binder.condition(value, names(Columns.references(schema)), "CHECK"));
  }

  private Binder.Names names(List<ColumnReference> columns) {
    return Binder.names(columns, List.of());
  }

  private Expression bound(
      String what, String sql, Function<Binder, Function<SqlExpression, Expression>> bind) {
    try {
      Binder binder = new Binder(sql, NO_TABLES, evaluation);
      return bind.apply(binder).apply(SqlParser.parseExpression(sql));
    } catch (MoraineException e) {
      throw new InvalidInputException(
          "The %s of %s cannot be computed: %s".formatted(what, table, e.getMessage()), e);
    }
  }
}
