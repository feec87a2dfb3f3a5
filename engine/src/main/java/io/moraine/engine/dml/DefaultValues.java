package io.moraine.engine.dml;

import io.moraine.engine.bind.Binder;
import io.moraine.engine.rule.TableRules;
import io.moraine.engine.sql.syntax.Literal;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.Reference.PlaceholderKind;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What DEFAULT among the VALUES of one INSERT means. */
final class DefaultValues {
  private final Binder binder;
  private final TableRules rules;
  private final List<Integer> columns;
  private final Set<Integer> alwaysDefault = new HashSet<>();

  /** For an INSERT whose values are for {@code columns}, ordinals. */
  DefaultValues(Binder binder, TableRules rules, List<Integer> columns) {
    this.binder = binder;
    this.rules = rules;
    this.columns = columns;
  }

  /** Whether the rows that were resolved all have DEFAULT for column {@code ordinal}. */
  boolean isAlwaysDefault(int ordinal) {
    return alwaysDefault.contains(ordinal);
  }

  /** {@code source} with what DEFAULT means in its place, if it is VALUES. */
  Query resolved(Query source) {
    if (!(source.body() instanceof QueryBody.Values values)) {
      return source;
    }
    for (int i = 0; i < columns.size(); i++) {
      int place = i;
      if (values.rows().stream().allMatch(row -> place < row.size() && isDefault(row.get(place)))) {
        alwaysDefault.add(columns.get(i));
      }
    }
    List<List<SqlExpression>> rows = values.rows().stream().map(this::resolved).toList();
    return new Query(
        source.with(),
        new QueryBody.Values(rows, values.range()),
        source.orderBy(),
        source.clusterBy(),
        source.distributeBy(),
        source.sortBy(),
        source.limit(),
        source.offset(),
        source.range());
  }

  private List<SqlExpression> resolved(List<SqlExpression> row) {
    List<SqlExpression> resolved = new ArrayList<>(row);
    for (int i = 0; i < row.size(); i++) {
      if (isDefault(row.get(i))) {
        resolved.set(i, i < columns.size() ? valueOf(columns.get(i), row.get(i)) : row.get(i));
      }
    }
    return resolved;
  }

  private SqlExpression valueOf(int ordinal, SqlExpression placeholder) {
    if (rules.isGenerated(ordinal) && !isAlwaysDefault(ordinal)) {
      throw binder.error(
          placeholder,
          "Generated column '%s' is DEFAULT in some rows and given in others: leave it out of all"
              .formatted(rules.schema().field(ordinal).name()));
    }
    return rules.defaultSql(ordinal).orElseGet(() -> new Literal.NullLiteral(placeholder.range()));
  }

  private static boolean isDefault(SqlExpression value) {
    return value instanceof Reference.Placeholder placeholder
        && placeholder.kind() == PlaceholderKind.DEFAULT;
  }
}
