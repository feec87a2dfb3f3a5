package io.moraine.engine.dml;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.dml.WriteOptions.Evolution;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.rule.TableRules;
import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.Dml.PartitionValue;
import io.moraine.engine.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rows to insert.
 *
 * @param plan gives them
 * @param names the table's columns that its columns are for; empty for one that is for none
 */
record InsertSource(LogicalPlan plan, List<Optional<String>> names) {
  InsertSource {
    names = List.copyOf(names);
  }

  /** The rows of {@code insert}, into a table with {@code rules}. */
  static InsertSource of(DmlBinder dml, Dml.Insert insert, TableRules rules, Evolution evolution) {
    if (evolution == Evolution.REPLACE) {
      return named(dml.binder().query(insert.source()));
    }
    if (insert.byName()) {
      InsertSource source = named(dml.binder().query(insert.source()));
      for (Optional<String> name : source.names()) {
        requireColumn(dml, insert, rules, name.orElseThrow(), evolution);
      }
      return source;
    }
    List<String> columns = columns(dml, insert, rules, evolution);
    List<Integer> known =
        columns.stream().map(name -> rules.schema().ordinalOf(name).orElse(-1)).toList();
    DefaultValues values = new DefaultValues(dml.binder(), rules, known);
    LogicalPlan plan = dml.binder().query(values.resolved(insert.source()));
    boolean open = evolution == Evolution.MERGE && insert.columns().isEmpty();
    int given = plan.output().size();
    if (open ? given < columns.size() : given != columns.size()) {
      throw dml.binder()
          .error(
              insert,
              "INSERT needs %d values a row (%s), the query gives %d"
                  .formatted(columns.size(), String.join(", ", columns), given));
    }
    List<Optional<String>> names = new ArrayList<>();
    for (int i = 0; i < given; i++) {
      String name = i < columns.size() ? columns.get(i) : plan.output().get(i).name();
      boolean none =
          i < columns.size() && known.get(i) >= 0 && values.isAlwaysDefault(known.get(i));
      names.add(none ? Optional.empty() : Optional.of(name));
    }
    return new InsertSource(plan, names);
  }

  private static InsertSource named(LogicalPlan plan) {
    return new InsertSource(
        plan, plan.output().stream().map(column -> Optional.of(column.name())).toList());
  }

  /** The columns that the query's columns are for, in order. */
  private static List<String> columns(
      DmlBinder dml, Dml.Insert insert, TableRules rules, Evolution evolution) {
    Set<String> fixed = new LinkedHashSet<>();
    for (PartitionValue part : insert.partition()) {
      requireColumn(dml, insert, rules, part.name().text(), Evolution.NONE);
      if (part.value().isPresent()) {
        fixed.add(part.name().text().toLowerCase(Locale.ROOT));
      }
    }
    if (!insert.columns().isEmpty()) {
      List<String> columns = insert.columns().stream().map(Identifier::text).toList();
      columns.forEach(name -> requireColumn(dml, insert, rules, name, evolution));
      return columns;
    }
    return rules.schema().names().stream()
        .filter(name -> !fixed.contains(name.toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static void requireColumn(
      DmlBinder dml, Dml.Insert insert, TableRules rules, String name, Evolution evolution) {
    if (evolution == Evolution.NONE && rules.schema().ordinalOf(name).isEmpty()) {
      throw dml.binder()
          .error(
              insert,
              "The table has no column '%s'; it has: %s"
                  .formatted(name, String.join(", ", rules.schema().names())));
    }
  }

  /** The rows' columns under the table's names for them. */
  StructType columns() {
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isPresent()) {
        ColumnReference column = plan.output().get(i);
        fields.add(StructField.of(names.get(i).get(), column.type()));
      }
    }
    return StructType.ofResult(fields);
  }
}
