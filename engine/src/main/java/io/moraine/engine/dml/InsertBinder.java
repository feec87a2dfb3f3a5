package io.moraine.engine.dml;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.StructField;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.dml.TableChange.Kind;
import io.moraine.engine.dml.TableChange.Removal;
import io.moraine.engine.dml.TableChange.Repeats;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.rule.TableRules;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Binds INSERT: by place, by column list or by name; on top of the rows, or in their place. */
record InsertBinder(DmlBinder dml) {

  TableChange bind(Dml.Insert insert) {
    Binder binder = dml.binder();
    DeltaTable table = dml.table(insert.table());
    TableRules rules = dml.rules(table);
    Source source = source(insert, rules);
    Optional<SqlExpression> replaced = replaced(insert);
    ChangeLayout layout =
        replaced.isPresent() ? ChangeLayout.ofRows(table) : ChangeLayout.ofNewRows(table);
    LogicalPlan plan =
        new ChangePlan(binder.ids(), rules, layout)
            .ofInserts(source.plan(), values(insert, rules, source));
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
    TableRules rules = dml.rules(table);
    RowValues values = RowValues.fresh(rules);
    for (ColumnReference column : source.output()) {
      int ordinal = rules.schema().ordinal(column.name());
      values = values.with(ordinal, StoreAssignment.cast(column, rules.schema().field(ordinal)));
    }
    return new ChangePlan(dml.binder().ids(), rules, ChangeLayout.ofNewRows(table))
        .ofInserts(source, values);
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
        deletion.layout(),
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

  /**
   * The rows to insert.
   *
   * @param plan gives them
   * @param columns the ordinals of the columns that its columns are for; −1 for none
   */
  private record Source(LogicalPlan plan, List<Integer> columns) {}

  private Source source(Dml.Insert insert, TableRules rules) {
    if (insert.byName()) {
      LogicalPlan plan = dml.binder().query(insert.source());
      return new Source(
          plan,
          plan.output().stream().map(column -> ordinal(insert, rules, column.name())).toList());
    }
    List<Integer> columns = columns(insert, rules);
    DefaultValues values = new DefaultValues(dml.binder(), rules, columns);
    LogicalPlan plan = dml.binder().query(values.resolved(insert.source()));
    if (columns.size() != plan.output().size()) {
      throw dml.binder()
          .error(
              insert,
              "INSERT needs %d values a row (%s), the query gives %d"
                  .formatted(
                      columns.size(),
                      String.join(
                          ", ", columns.stream().map(i -> rules.schema().field(i).name()).toList()),
                      plan.output().size()));
    }
    return new Source(plan, columns.stream().map(i -> values.isAlwaysDefault(i) ? -1 : i).toList());
  }

  /** The columns that the query's columns are for, in order. */
  private List<Integer> columns(Dml.Insert insert, TableRules rules) {
    if (!insert.columns().isEmpty()) {
      return insert.columns().stream().map(name -> ordinal(insert, rules, name.text())).toList();
    }
    Set<Integer> fixed = new HashSet<>();
    for (PartitionValue part : insert.partition()) {
      if (part.value().isPresent()) {
        fixed.add(ordinal(insert, rules, part.name().text()));
      }
    }
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < rules.schema().size(); i++) {
      if (!fixed.contains(i)) {
        columns.add(i);
      }
    }
    return columns;
  }

  private RowValues values(Dml.Insert insert, TableRules rules, Source source) {
    RowValues row = RowValues.fresh(rules);
    Set<Integer> given = new HashSet<>();
    for (PartitionValue part : insert.partition()) {
      if (part.value().isPresent()) {
        Expression value =
            dml.binder().value(part.value().get(), Binder.names(List.of(), List.of()), "PARTITION");
        int ordinal = ordinal(insert, rules, part.name().text());
        row = put(insert, rules, row, given, ordinal, value);
      }
    }
    for (int i = 0; i < source.columns().size(); i++) {
      int ordinal = source.columns().get(i);
      if (ordinal >= 0) {
        row = put(insert, rules, row, given, ordinal, source.plan().output().get(i));
      }
    }
    return row;
  }

  private int ordinal(Dml.Insert insert, TableRules rules, String name) {
    return rules
        .schema()
        .ordinalOf(name)
        .orElseThrow(
            () ->
                dml.binder()
                    .error(
                        insert,
                        "The table has no column '%s'; it has: %s"
                            .formatted(name, String.join(", ", rules.schema().names()))));
  }

  private RowValues put(
      Dml.Insert insert,
      TableRules rules,
      RowValues row,
      Set<Integer> given,
      int ordinal,
      Expression value) {
    StructField field = rules.schema().field(ordinal);
    if (rules.identity(ordinal).filter(identity -> !identity.explicitInserts()).isPresent()) {
      throw dml.binder()
          .error(
              insert,
              "Column '%s' is GENERATED ALWAYS AS IDENTITY: values cannot be given for it"
                  .formatted(field.name()));
    }
    try {
      if (!given.add(ordinal)) {
        throw new InvalidInputException("Column '%s' is given twice".formatted(field.name()));
      }
      return row.with(ordinal, StoreAssignment.cast(value, field));
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
