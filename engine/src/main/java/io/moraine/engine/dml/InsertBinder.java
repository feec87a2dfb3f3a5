package io.moraine.engine.dml;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.dml.TableChange.Kind;
import io.moraine.engine.dml.TableChange.Removal;
import io.moraine.engine.dml.TableChange.Repeats;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.sql.syntax.BinaryOperator;
import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.Dml.InsertMode;
import io.moraine.engine.sql.syntax.Dml.PartitionValue;
import io.moraine.engine.sql.syntax.LogicalOperator;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Binds INSERT: by place, by column list or by name; on top of the rows, or in their place. */
record InsertBinder(DmlBinder dml) {

  TableChange bind(Dml.Insert insert) {
    Binder binder = dml.binder();
    DeltaTable table = dml.table(insert.table());
    LogicalPlan source = binder.query(DefaultValues.resolved(insert.source()));
    List<Expression> values = values(insert, table.schema(), source);
    LogicalPlan plan =
        Target.project(
            binder.ids(),
            table.schema(),
            source,
            RowAction.INSERT.code(),
            Target.noAddress(),
            values);
    Optional<SqlExpression> replaced = replaced(insert);
    if (replaced.isEmpty()) {
      TableChange append = TableChange.insert(table, plan, parameters(insert, table));
      return insert.mode() == InsertMode.OVERWRITE
          ? append.with(Removal.ALL, append.parameters())
          : append;
    }
    return replacing(insert, table, plan, replaced.get());
  }

  /** The insertion of {@code source}'s rows, whose columns are found by name. */
  LogicalPlan rowsByName(DeltaTable table, LogicalPlan source) {
    StructType schema = table.schema();
    List<Expression> values = new ArrayList<>(Target.noValues(schema));
    for (ColumnReference column : source.output()) {
      int ordinal = schema.ordinal(column.name());
      values.set(ordinal, StoreAssignment.cast(column, schema.field(ordinal)));
    }
    return Target.project(
        dml.binder().ids(), schema, source, RowAction.INSERT.code(), Target.noAddress(), values);
  }

  /** New rows together with the removal of those that {@code condition} tells. */
  private TableChange replacing(
      Dml.Insert insert, DeltaTable table, LogicalPlan plan, SqlExpression condition) {
    Binder binder = dml.binder();
    List<String> qualifiers = insert.table().texts();
    Map<String, String> parameters = parameters(insert, table);
    parameters.put("predicate", DmlBinder.text(condition));
    TableChange deletion = dml.deletion(table, qualifiers, Optional.of(condition), parameters);
    List<ColumnReference> output = new ArrayList<>();
    for (ColumnReference column : plan.output()) {
      output.add(binder.ids().fresh(column.name(), column.type(), true));
    }
    LogicalPlan both = new LogicalPlan.UnionAll(List.of(deletion.plan(), plan), output);
    List<ColumnReference> columns = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      columns.add(binder.ids().fresh(field.name(), field.type(), field.nullable()));
    }
    Expression check =
        binder.condition(condition, Binder.names(columns, qualifiers), "REPLACE WHERE");
    return new TableChange(
        Kind.INSERT,
        parameters,
        table,
        both,
        deletion.removal(),
        deletion.scans(),
        Repeats.HARMLESS,
        Optional.of(DmlBinder.overSchema(check, columns)));
  }

  /** What an overwrite with a condition, or with fixed partition values, replaces. */
  private Optional<SqlExpression> replaced(Dml.Insert insert) {
    if (insert.replaceWhere().isPresent()) {
      return insert.replaceWhere();
    }
    if (insert.mode() != InsertMode.OVERWRITE) {
      return Optional.empty();
    }
    List<SqlExpression> fixed = new ArrayList<>();
    for (PartitionValue part : insert.partition()) {
      if (part.value().isEmpty()) {
        throw dml.binder()
            .error(
                insert,
                "INSERT OVERWRITE of partitions that the query supplies cannot be run yet; use REPLACE WHERE");
      }
      fixed.add(
          new Operation.Binary(
              BinaryOperator.NULL_SAFE_EQUAL,
              new Reference.ColumnReference(
                  new QualifiedName(List.of(part.name()), part.name().range()),
                  part.name().range()),
              part.value().get(),
              part.name().range()));
    }
    if (fixed.size() < 2) {
      return fixed.stream().findFirst();
    }
    return Optional.of(new Operation.Logical(LogicalOperator.AND, fixed, insert.range()));
  }

  private List<Expression> values(Dml.Insert insert, StructType schema, LogicalPlan source) {
    Map<Integer, Expression> given = new HashMap<>();
    for (PartitionValue part : insert.partition()) {
      if (part.value().isPresent()) {
        Expression value =
            dml.binder().value(part.value().get(), Binder.names(List.of(), List.of()), "PARTITION");
        put(insert, schema, given, part.name().text(), value);
      }
    }
    List<ColumnReference> columns = source.output();
    if (insert.byName()) {
      columns.forEach(column -> put(insert, schema, given, column.name(), column));
    } else {
      List<String> names = names(insert, schema, given);
      if (names.size() != columns.size()) {
        throw dml.binder()
            .error(
                insert,
                "INSERT needs %d values a row (%s), the query gives %d"
                    .formatted(names.size(), String.join(", ", names), columns.size()));
      }
      for (int i = 0; i < names.size(); i++) {
        put(insert, schema, given, names.get(i), columns.get(i));
      }
    }
    List<Expression> values = new ArrayList<>(Target.noValues(schema));
    given.forEach(values::set);
    return values;
  }

  /** The columns that the query's columns are for, in order. */
  private static List<String> names(
      Dml.Insert insert, StructType schema, Map<Integer, Expression> given) {
    if (!insert.columns().isEmpty()) {
      return insert.columns().stream().map(io.moraine.engine.sql.syntax.Identifier::text).toList();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      if (!given.containsKey(i)) {
        names.add(schema.field(i).name());
      }
    }
    return names;
  }

  private void put(
      Dml.Insert insert,
      StructType schema,
      Map<Integer, Expression> given,
      String name,
      Expression value) {
    OptionalInt ordinal = schema.ordinalOf(name);
    if (ordinal.isEmpty()) {
      throw dml.binder()
          .error(
              insert,
              "The table has no column '%s'; it has: %s"
                  .formatted(name, String.join(", ", schema.names())));
    }
    StructField field = schema.field(ordinal.getAsInt());
    try {
      if (given.put(ordinal.getAsInt(), StoreAssignment.cast(value, field)) != null) {
        throw new InvalidInputException("Column '%s' is given twice".formatted(name));
      }
    } catch (InvalidInputException e) {
      throw dml.binder().error(insert, e.getMessage());
    }
  }

  private static Map<String, String> parameters(Dml.Insert insert, DeltaTable table) {
    boolean overwrite = insert.mode() == InsertMode.OVERWRITE || insert.replaceWhere().isPresent();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("mode", overwrite ? "Overwrite" : "Append");
    JsonWriter partitions = new JsonWriter().beginArray();
    table.snapshot().partitionColumns().forEach(partitions::value);
    parameters.put("partitionBy", partitions.endArray().toString());
    return parameters;
  }
}
