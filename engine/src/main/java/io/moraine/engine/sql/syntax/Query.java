package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** A whole query: a body, the names it may use, and what is done with its rows at the end. */
public record Query(
    Optional<With> with,
    QueryBody body,
    List<SortKey> orderBy,
    List<SqlExpression> clusterBy,
    List<SqlExpression> distributeBy,
    List<SortKey> sortBy,
    Optional<SqlExpression> limit,
    Optional<SqlExpression> offset,
    SourceRange range)
    implements SyntaxNode {
  public Query {
    orderBy = List.copyOf(orderBy);
    clusterBy = List.copyOf(clusterBy);
    distributeBy = List.copyOf(distributeBy);
    sortBy = List.copyOf(sortBy);
  }

  /** A query that is nothing but its body. */
  public static Query of(QueryBody body) {
    return new Query(
        Optional.empty(),
        body,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        body.range());
  }

  /** Whether there is nothing but the body. */
  public boolean isOnlyBody() {
    return with.isEmpty()
        && orderBy.isEmpty()
        && clusterBy.isEmpty()
        && distributeBy.isEmpty()
        && sortBy.isEmpty()
        && limit.isEmpty()
        && offset.isEmpty();
  }
}
