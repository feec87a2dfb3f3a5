package io.moraine.engine.sql.syntax;

import java.util.List;

/** WITH [RECURSIVE] and its named queries, in the order written. Never empty. */
public record With(boolean recursive, List<NamedQuery> queries, SourceRange range)
    implements SyntaxNode {
  public With {
    queries = List.copyOf(queries);
  }

  /** {@code name(columns) AS (query)}; no columns where they keep the query's names. */
  public record NamedQuery(
      Identifier name, List<Identifier> columns, Query query, SourceRange range)
      implements SyntaxNode {
    public NamedQuery {
      columns = List.copyOf(columns);
    }
  }
}
