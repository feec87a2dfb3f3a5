package io.moraine.engine.dml;

import io.moraine.engine.sql.syntax.Literal;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.Reference.PlaceholderKind;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.List;

/** DEFAULT among the VALUES of an INSERT: null, since no column here has another default. */
final class DefaultValues {
  private DefaultValues() {}

  /** {@code source} with what DEFAULT means in its place, if it is VALUES. */
  static Query resolved(Query source) {
    if (!(source.body() instanceof QueryBody.Values values)) {
      return source;
    }
    List<List<SqlExpression>> rows =
        values.rows().stream()
            .map(row -> row.stream().map(DefaultValues::resolved).toList())
            .toList();
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

  private static SqlExpression resolved(SqlExpression value) {
    return value instanceof Reference.Placeholder placeholder
            && placeholder.kind() == PlaceholderKind.DEFAULT
        ? new Literal.NullLiteral(placeholder.range())
        : value;
  }
}
