package io.moraine.engine.sql.syntax;

import java.util.List;

/** One item of GROUP BY. */
public sealed interface Grouping extends SyntaxNode {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  /** A grouping expression; {@link Reference.Placeholder} for GROUP BY ALL. */
  record By(SqlExpression expression, SourceRange range) implements Grouping {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBy(this);
    }
  }

  /** GROUPING SETS ((a, b), (a), ()). */
  record Sets(List<List<SqlExpression>> sets, SourceRange range) implements Grouping {
    public Sets {
      sets = sets.stream().map(List::copyOf).toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSets(this);
    }
  }

  /** ROLLUP ((a, b), c): each element is a list of expressions taken together. */
  record Rollup(List<List<SqlExpression>> elements, SourceRange range) implements Grouping {
    public Rollup {
      elements = elements.stream().map(List::copyOf).toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRollup(this);
    }
  }

  /** CUBE ((a, b), c): each element is a list of expressions taken together. */
  record Cube(List<List<SqlExpression>> elements, SourceRange range) implements Grouping {
    public Cube {
      elements = elements.stream().map(List::copyOf).toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCube(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitBy(By by);

    R visitSets(Sets sets);

    R visitRollup(Rollup rollup);

    R visitCube(Cube cube);
  }
}
