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
import io.moraine.engine.dml.WriteOptions.Evolution;
import io.moraine.engine.dml.WriteOptions.Overwrites;
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

/**
 * Binds one INSERT: by place, by column list or by name; on top of the rows, or in their place; of
 * columns that the table has, or that it gets by it.
 */
final class InsertBinder {
  private final DmlBinder dml;
  private final Dml.Insert insert;
  private final Evolution evolution;

  InsertBinder(DmlBinder dml, Dml.Insert insert) {
    this.dml = dml;
    this.insert = insert;
    this.evolution =
        insert.schemaEvolution() && dml.options().evolution() == Evolution.NONE
            ? Evolution.MERGE
            : dml.options().evolution();
  }

  TableChange bind() {
    Binder binder = dml.binder();
    DeltaTable before = dml.table(insert.table());
    Optional<SqlExpression> replaced = replaced();
    requireReplaceable(replaced);
    InsertSource source = InsertSource.of(dml, insert, dml.rules(before), evolution);
    TargetEvolution target = evolved(before, source);
    DeltaTable table = target.table();
    TableRules rules = dml.rules(table);
    ChangeLayout layout =
        replaced.isPresent() ? ChangeLayout.ofRows(table) : ChangeLayout.ofNewRows(table);
    LogicalPlan plan =
        new ChangePlan(binder.ids(), rules, layout).ofInserts(source.plan(), values(rules, source));
    if (replaced.isPresent()) {
      return replacing(table, plan, replaced.get()).evolving(target.actions());
    }
    Map<String, String> parameters = parameters(table);
    return TableChange.insert(table, plan, parameters)
        .with(removal(table), parameters)
        .evolving(target.actions());
  }

  private TargetEvolution evolved(DeltaTable before, InsertSource source) {
    try {
      return switch (evolution) {
        case NONE -> TargetEvolution.none(before);
        case MERGE -> TargetEvolution.merged(before, source.columns(), dml.environment());
        case REPLACE ->
            TargetEvolution.replaced(
                before,
                source.columns(),
                dml.options().partitionColumns().orElse(before.snapshot().partitionColumns()),
                dml.environment());
      };
    } catch (InvalidInputException e) {
      throw dml.binder().error(insert, e.getMessage());
    }
  }

  private void requireReplaceable(Optional<SqlExpression> replaced) {
    if (evolution == Evolution.REPLACE
        && (insert.mode() != InsertMode.OVERWRITE
            || replaced.isPresent()
            || !insert.partition().isEmpty()
            || dml.options().overwrites() == Overwrites.DYNAMIC)) {
      throw dml.binder()
          .error(insert, "Columns can be replaced only where all rows are: by a whole overwrite");
    }
  }

  private Removal removal(DeltaTable table) {
    if (insert.mode() != InsertMode.OVERWRITE) {
      return Removal.NONE;
    }
    return dml.options().overwrites() == Overwrites.DYNAMIC
            && !table.snapshot().partitionColumns().isEmpty()
        ? Removal.WRITTEN_PARTITIONS
        : Removal.ALL;
  }

  /** New rows together with the removal of those that {@code condition} tells. */
  private TableChange replacing(DeltaTable table, LogicalPlan plan, SqlExpression condition) {
    Binder binder = dml.binder();
    List<String> qualifiers = insert.table().texts();
    Map<String, String> parameters = parameters(table);
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
        Optional.of(DmlBinder.overSchema(check, columns)),
        List.of(),
        List.of());
  }

  /** What an overwrite with a condition, or with fixed partition values, replaces. */
  private Optional<SqlExpression> replaced() {
    if (insert.replaceWhere().isPresent()) {
      return insert.replaceWhere();
    }
    if (insert.mode() != InsertMode.OVERWRITE) {
      return Optional.empty();
    }
    boolean dynamic = dml.options().overwrites() == Overwrites.DYNAMIC;
    List<SqlExpression> fixed = new ArrayList<>();
    for (PartitionValue part : insert.partition()) {
      if (part.value().isPresent()) {
        fixed.add(
            new Operation.Binary(
                BinaryOperator.NULL_SAFE_EQUAL,
                new Reference.ColumnReference(
                    new QualifiedName(List.of(part.name()), part.name().range()),
                    part.name().range()),
                part.value().get(),
                part.name().range()));
      } else if (dynamic) {
        // All new rows have the fixed values: their partitions are the ones that go.
        return Optional.empty();
      }
    }
    if (fixed.size() < 2) {
      return fixed.stream().findFirst();
    }
    return Optional.of(new Operation.Logical(LogicalOperator.AND, fixed, insert.range()));
  }

  private RowValues values(TableRules rules, InsertSource source) {
    RowValues row = RowValues.fresh(rules);
    Set<Integer> given = new HashSet<>();
    for (PartitionValue part : insert.partition()) {
      if (part.value().isPresent()) {
        Expression value =
            dml.binder().value(part.value().get(), Binder.names(List.of(), List.of()), "PARTITION");
        int ordinal = rules.schema().ordinal(part.name().text());
        row = put(rules, row, given, ordinal, value);
      }
    }
    for (int i = 0; i < source.names().size(); i++) {
      Optional<String> name = source.names().get(i);
      if (name.isPresent()) {
        int ordinal = rules.schema().ordinal(name.get());
        row = put(rules, row, given, ordinal, source.plan().output().get(i));
      }
    }
    return row;
  }

  private RowValues put(
      TableRules rules, RowValues row, Set<Integer> given, int ordinal, Expression value) {
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
      StoreAssignment.Fields fields =
          insert.byName() ? StoreAssignment.Fields.BY_NAME : StoreAssignment.Fields.BY_PLACE;
      return row.with(ordinal, StoreAssignment.cast(value, field, fields.of(evolution)));
    } catch (InvalidInputException e) {
      throw dml.binder().error(insert, e.getMessage());
    }
  }

  private Map<String, String> parameters(DeltaTable table) {
    boolean overwrite = insert.mode() == InsertMode.OVERWRITE || insert.replaceWhere().isPresent();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("mode", overwrite ? "Overwrite" : "Append");
    JsonWriter partitions = new JsonWriter().beginArray();
    table.snapshot().partitionColumns().forEach(partitions::value);
    parameters.put("partitionBy", partitions.endArray().toString());
    return parameters;
  }
}
