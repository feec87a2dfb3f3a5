package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** An expression made of others by operators and keywords. */
public sealed interface Operation extends SqlExpression {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  @Override
  default <R> R accept(SqlExpression.Visitor<R> visitor) {
    return visitor.visitOperation(this);
  }

  /** WHEN condition THEN result. */
  record Branch(SqlExpression condition, SqlExpression result) {}

  /** What a cast does with a value that does not fit. */
  enum CastKind {
    CAST,
    TRY_CAST
  }

  /** An operator before its operand. */
  record Unary(UnaryOperator operator, SqlExpression operand, SourceRange range)
      implements Operation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitUnary(this);
    }
  }

  /** An operator between its operands. */
  record Binary(BinaryOperator operator, SqlExpression left, SqlExpression right, SourceRange range)
      implements Operation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBinary(this);
    }
  }

  /**
   * Two or more operands joined by AND, or by OR. No operand has the same operator: chains are
   * flat, however they were parenthesised.
   */
  record Logical(LogicalOperator operator, List<SqlExpression> operands, SourceRange range)
      implements Operation {
    public Logical {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitLogical(this);
    }
  }

  /** CASE, with an operand that the conditions are compared with or without. */
  record Case(
      Optional<SqlExpression> operand,
      List<Branch> branches,
      Optional<SqlExpression> otherwise,
      SourceRange range)
      implements Operation {
    public Case {
      branches = List.copyOf(branches);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCase(this);
    }
  }

  /** CAST, TRY_CAST or {@code operand::type}. */
  record Cast(CastKind kind, SqlExpression operand, SqlType type, SourceRange range)
      implements Operation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCast(this);
    }
  }

  /** {@code x -> body} or {@code (x, y) -> body}. */
  record Lambda(List<Identifier> parameters, SqlExpression body, SourceRange range)
      implements Operation {
    public Lambda {
      parameters = List.copyOf(parameters);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitLambda(this);
    }
  }

  /** {@code (a, b)}: two or more values, which may be {@link Aliased}. */
  record Row(List<SqlExpression> values, SourceRange range) implements Operation {
    public Row {
      values = List.copyOf(values);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRow(this);
    }
  }

  /** A query in place of a value. */
  record ScalarSubquery(Query query, SourceRange range) implements Operation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitScalarSubquery(this);
    }
  }

  /** {@code expression AS name}, or for a generator {@code AS (name, name)}. */
  record Aliased(SqlExpression expression, List<Identifier> names, SourceRange range)
      implements Operation {
    public Aliased {
      names = List.copyOf(names);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAliased(this);
    }
  }

  /** {@code name => value} in a call. */
  record NamedArgument(Identifier name, SqlExpression value, SourceRange range)
      implements Operation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNamedArgument(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitUnary(Unary unary);

    R visitBinary(Binary binary);

    R visitLogical(Logical logical);

    R visitCase(Case node);

    R visitCast(Cast cast);

    R visitLambda(Lambda lambda);

    R visitRow(Row row);

    R visitScalarSubquery(ScalarSubquery scalarSubquery);

    R visitAliased(Aliased aliased);

    R visitNamedArgument(NamedArgument namedArgument);
  }
}
