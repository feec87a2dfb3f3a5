package io.moraine.engine.dml;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.dml.WriteOptions.Evolution;
import io.moraine.engine.rule.TableRules;
import io.moraine.engine.sql.syntax.Dml.Assignment;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The new values of a row's columns, from SET and INSERT clauses.
 *
 * @param alias what the statement calls the table
 * @param evolution whether {@code *} takes what the source has, whatever it lacks
 */
record Assignments(Binder binder, TableRules rules, String alias, Evolution evolution) {

  private StructType schema() {
    return rules.schema();
  }

  /**
   * The values of all columns after {@code assignments}, the rest as {@code old} has them.
   *
   * @param values binds what stands on the right
   */
  RowValues set(
      List<Assignment> assignments,
      List<? extends Expression> old,
      Function<SqlExpression, Expression> values) {
    RowValues row = RowValues.updated(rules, old);
    Map<List<Integer>, Assignment> done = new HashMap<>();
    for (Assignment assignment : assignments) {
      List<Integer> path = path(assignment.column());
      for (List<Integer> other : done.keySet()) {
        int shared = Math.min(other.size(), path.size());
        if (other.subList(0, shared).equals(path.subList(0, shared))) {
          throw binder.error(
              assignment, "'%s' is set twice".formatted(assignment.column().display()));
        }
      }
      done.put(path, assignment);
      int column = path.get(0);
      requireSettable(column, assignment);
      if (isDefault(assignment.value())) {
        if (path.size() > 1) {
          row =
              row.with(
                  column,
                  assigned(
                      row.values().get(column),
                      schema().field(column),
                      path.subList(1, path.size()),
                      null,
                      assignment));
        } else if (!rules.isGenerated(column)) {
          row = row.with(column, RowValues.defaultOf(rules, column));
        }
        continue;
      }
      row =
          row.with(
              column,
              assigned(
                  row.values().get(column),
                  schema().field(column),
                  path.subList(1, path.size()),
                  values.apply(assignment.value()),
                  assignment));
    }
    return row;
  }

  private static boolean isDefault(SqlExpression written) {
    return written instanceof Reference.Placeholder;
  }

  private void requireSettable(int column, SyntaxNode node) {
    if (rules.identity(column).isPresent()) {
      throw binder.error(
          node,
          "Identity column '%s' cannot be changed: a number stays with its row"
              .formatted(schema().field(column).name()));
    }
  }

  private void requireInsertable(int column, SyntaxNode node) {
    if (rules.identity(column).filter(identity -> !identity.explicitInserts()).isPresent()) {
      throw binder.error(
          node,
          "Column '%s' is GENERATED ALWAYS AS IDENTITY: values cannot be given for it"
              .formatted(schema().field(column).name()));
    }
  }

  /** {@code old} with the field at {@code path} replaced; nothing but the field changes. */
  private Expression assigned(
      Expression old,
      StructField field,
      List<Integer> path,
      Expression value,
      Assignment assignment) {
    if (path.isEmpty()) {
      Expression given = value == null ? Literal.ofNull(field.type()) : value;
      try {
        return cast(given, field);
      } catch (InvalidInputException e) {
        throw binder.error(assignment, e.getMessage());
      }
    }
    StructType struct = (StructType) field.type();
    List<Expression> parts = new ArrayList<>();
    for (int i = 0; i < struct.size(); i++) {
      Expression part = new FieldAccess(old, i);
      parts.add(Literal.of(struct.field(i).name()));
      parts.add(
          i == path.get(0)
              ? assigned(part, struct.field(i), path.subList(1, path.size()), value, assignment)
              : part);
    }
    return Expressions.cast(Expressions.call("named_struct", parts), struct);
  }

  /** The ordinals of a column and fields within it. */
  private List<Integer> path(QualifiedName name) {
    List<String> parts = name.texts();
    boolean qualified =
        parts.size() > 1
            && parts.get(0).equalsIgnoreCase(alias)
            && schema().ordinalOf(parts.get(0)).isEmpty();
    List<Integer> path = new ArrayList<>();
    StructType struct = schema();
    for (String part : qualified ? parts.subList(1, parts.size()) : parts) {
      OptionalInt ordinal = struct == null ? OptionalInt.empty() : struct.ordinalOf(part);
      if (ordinal.isEmpty()) {
        throw binder.error(
            name,
            "No column '%s' to set; there are: %s"
                .formatted(name.display(), String.join(", ", schema().names())));
      }
      path.add(ordinal.getAsInt());
      struct = struct.field(ordinal.getAsInt()).type() instanceof StructType inner ? inner : null;
    }
    return path;
  }

  /** The values of a new row: those of {@code columns}, defaults for the others. */
  RowValues insert(
      List<QualifiedName> columns,
      List<SqlExpression> values,
      Function<SqlExpression, Expression> bind) {
    RowValues row = RowValues.fresh(rules);
    List<Integer> done = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      List<Integer> path = path(columns.get(i));
      if (path.size() > 1) {
        throw binder.error(columns.get(i), "INSERT names whole columns, not fields of them");
      }
      int column = path.get(0);
      if (done.contains(column)) {
        throw binder.error(
            columns.get(i), "'%s' is given twice".formatted(columns.get(i).display()));
      }
      done.add(column);
      if (!isDefault(values.get(i))) {
        requireInsertable(column, values.get(i));
        row = row.with(column, cast(bind.apply(values.get(i)), column, values.get(i)));
      }
    }
    return row;
  }

  private Expression cast(Expression value, StructField field) {
    return StoreAssignment.cast(value, field, StoreAssignment.Fields.BY_NAME.of(evolution));
  }

  private Expression cast(Expression value, int column, SyntaxNode node) {
    try {
      return cast(value, schema().field(column));
    } catch (InvalidInputException e) {
      throw binder.error(node, e.getMessage());
    }
  }

  /** The values of a new row from source columns of the same names. */
  RowValues insertAllFrom(List<ColumnReference> source, SyntaxNode node) {
    RowValues row = RowValues.fresh(rules);
    for (int i = 0; i < schema().size(); i++) {
      Optional<ColumnReference> match = named(source, i);
      if (match.isPresent()) {
        requireInsertable(i, node);
        row = row.with(i, cast(match.get(), i, node));
      } else if (!hasOwnValue(i) && evolution == Evolution.NONE) {
        throw lacking(source, i, node);
      }
    }
    return row;
  }

  /** The values of a changed row from source columns of the same names. */
  RowValues updateAllFrom(
      List<ColumnReference> source, List<? extends Expression> old, SyntaxNode node) {
    RowValues row = RowValues.updated(rules, old);
    for (int i = 0; i < schema().size(); i++) {
      Optional<ColumnReference> match = named(source, i);
      if (match.isPresent()) {
        requireSettable(i, node);
        row = row.with(i, cast(match.get(), i, node));
      } else if (!rules.isGenerated(i)
          && rules.identity(i).isEmpty()
          && evolution == Evolution.NONE) {
        throw lacking(source, i, node);
      }
    }
    return row;
  }

  private boolean hasOwnValue(int column) {
    return rules.isGenerated(column)
        || rules.identity(column).isPresent()
        || rules.defaultValue(column).isPresent();
  }

  private Optional<ColumnReference> named(List<ColumnReference> source, int column) {
    String name = schema().field(column).name();
    return source.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
  }

  private InvalidInputException lacking(List<ColumnReference> source, int column, SyntaxNode node) {
    return binder.error(
        node,
        "The source has no column '%s', which * needs; it has: %s"
            .formatted(
                schema().field(column).name(),
                String.join(", ", source.stream().map(ColumnReference::name).toList())));
  }
}
