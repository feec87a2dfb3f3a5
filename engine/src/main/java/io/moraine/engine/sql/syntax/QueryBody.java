package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** What a query computes, before it is sorted and cut. */
public sealed interface QueryBody extends SyntaxNode {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  /** How two results are put together. */
  enum SetOperator {
    UNION,
    INTERSECT,
    EXCEPT
  }

  /**
   * SELECT … FROM … WHERE … GROUP BY … HAVING … WINDOW … QUALIFY. An item may be a {@link
   * Reference.Star} or an {@link Operation.Aliased}.
   */
  record Select(
      boolean distinct,
      List<SqlExpression> items,
      Optional<Relation> from,
      Optional<SqlExpression> where,
      List<Grouping> groupBy,
      Optional<SqlExpression> having,
      List<Window.WindowDefinition> windows,
      Optional<SqlExpression> qualify,
      SourceRange range)
      implements QueryBody {
    public Select {
      items = List.copyOf(items);
      groupBy = List.copyOf(groupBy);
      windows = List.copyOf(windows);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSelect(this);
    }
  }

  /** {@code left UNION [ALL] right} and the like. */
  record SetOperation(
      SetOperator operator, boolean all, QueryBody left, QueryBody right, SourceRange range)
      implements QueryBody {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSetOperation(this);
    }
  }

  /**
   * VALUES. Each row has at least one value; all rows are as long as the first only if the writer
   * took care.
   */
  record Values(List<List<SqlExpression>> rows, SourceRange range) implements QueryBody {
    public Values {
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitValues(this);
    }
  }

  /** TABLE name. */
  record TableQuery(QualifiedName name, SourceRange range) implements QueryBody {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTableQuery(this);
    }
  }

  /** A query in parentheses that has more than a body. */
  record Nested(Query query, SourceRange range) implements QueryBody {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNested(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitSelect(Select select);

    R visitSetOperation(SetOperation setOperation);

    R visitValues(Values values);

    R visitTableQuery(TableQuery tableQuery);

    R visitNested(Nested nested);
  }
}
