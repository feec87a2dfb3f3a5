package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** What FROM ranges over. */
public sealed interface Relation extends SyntaxNode {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  /** Which rows a join keeps. */
  enum JoinKind {
    INNER,
    LEFT,
    RIGHT,
    FULL,
    CROSS,
    LEFT_SEMI,
    LEFT_ANTI
  }

  /** Which rows a join pairs. */
  sealed interface JoinCondition {
    /** All. */
    record None() implements JoinCondition {}

    /** Those with equal values in all columns of the same name. */
    record Natural() implements JoinCondition {}

    /** Those that satisfy a condition. */
    record On(SqlExpression condition) implements JoinCondition {}

    /** Those with equal values in the named columns. */
    record Using(List<Identifier> columns) implements JoinCondition {
      public Using {
        columns = List.copyOf(columns);
      }
    }
  }

  /** How much TABLESAMPLE keeps; numbers are in decimal digits. */
  sealed interface SampleSize {
    /** A share from 0 to 100. */
    record Percent(String percent) implements SampleSize {}

    /** A number of rows. */
    record Rows(SqlExpression count) implements SampleSize {}

    /** Bucket {@code ordinal} of {@code count}, from 1. */
    record Bucket(int ordinal, int count) implements SampleSize {}
  }

  /** The columns whose values UNPIVOT puts in one row. */
  record UnpivotGroup(List<QualifiedName> columns, Optional<Identifier> alias) {
    public UnpivotGroup {
      columns = List.copyOf(columns);
    }
  }

  /** A table or view by name, or a table by its path, perhaps as it was earlier. */
  record TableReference(QualifiedName name, Optional<TimeTravel> timeTravel, SourceRange range)
      implements Relation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTableReference(this);
    }
  }

  /** A query in parentheses, or VALUES. */
  record SubqueryRelation(Query query, SourceRange range) implements Relation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSubqueryRelation(this);
    }
  }

  /** A table-valued function. */
  record FunctionRelation(QualifiedName function, List<SqlExpression> arguments, SourceRange range)
      implements Relation {
    public FunctionRelation {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFunctionRelation(this);
    }
  }

  /** A relation that may refer to those before it. */
  record Lateral(Relation relation, SourceRange range) implements Relation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitLateral(this);
    }
  }

  /** {@code relation AS name(columns)}; no columns where they keep their names. */
  record AliasedRelation(
      Relation relation, Identifier name, List<Identifier> columns, SourceRange range)
      implements Relation {
    public AliasedRelation {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAliasedRelation(this);
    }
  }

  /** TABLESAMPLE. */
  record Sampled(Relation relation, SampleSize size, Optional<Long> seed, SourceRange range)
      implements Relation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSampled(this);
    }
  }

  /** A join. A comma is a CROSS join that binds less than any other. */
  record Join(
      JoinKind kind, Relation left, Relation right, JoinCondition condition, SourceRange range)
      implements Relation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitJoin(this);
    }
  }

  /** LATERAL VIEW [OUTER] generator(arguments) name AS columns. */
  record LateralView(
      Relation relation,
      boolean outer,
      QualifiedName generator,
      List<SqlExpression> arguments,
      Optional<Identifier> name,
      List<Identifier> columns,
      SourceRange range)
      implements Relation {
    public LateralView {
      arguments = List.copyOf(arguments);
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitLateralView(this);
    }
  }

  /**
   * PIVOT (aggregates FOR columns IN (values)). Aggregates and values may be {@link
   * Operation.Aliased}.
   */
  record Pivot(
      Relation relation,
      List<SqlExpression> aggregates,
      List<Identifier> columns,
      List<SqlExpression> values,
      SourceRange range)
      implements Relation {
    public Pivot {
      aggregates = List.copyOf(aggregates);
      columns = List.copyOf(columns);
      values = List.copyOf(values);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitPivot(this);
    }
  }

  /** UNPIVOT (values FOR name IN (groups)). */
  record Unpivot(
      Relation relation,
      boolean includeNulls,
      List<Identifier> values,
      Identifier name,
      List<UnpivotGroup> groups,
      SourceRange range)
      implements Relation {
    public Unpivot {
      values = List.copyOf(values);
      groups = List.copyOf(groups);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitUnpivot(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitTableReference(TableReference tableReference);

    R visitSubqueryRelation(SubqueryRelation subqueryRelation);

    R visitFunctionRelation(FunctionRelation functionRelation);

    R visitLateral(Lateral lateral);

    R visitAliasedRelation(AliasedRelation aliasedRelation);

    R visitSampled(Sampled sampled);

    R visitJoin(Join join);

    R visitLateralView(LateralView lateralView);

    R visitPivot(Pivot pivot);

    R visitUnpivot(Unpivot unpivot);
  }
}
