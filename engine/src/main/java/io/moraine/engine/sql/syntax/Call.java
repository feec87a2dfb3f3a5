package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** A function, in the general form or one of its own. */
public sealed interface Call extends SqlExpression {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  @Override
  default <R> R accept(SqlExpression.Visitor<R> visitor) {
    return visitor.visitCall(this);
  }

  /** What a window or aggregate function does with nulls. */
  enum NullTreatment {
    UNSPECIFIED,
    IGNORE,
    RESPECT
  }

  /** Where {@link Trim} cuts. */
  enum TrimSide {
    BOTH,
    LEADING,
    TRAILING
  }

  /**
   * {@code name([DISTINCT] arguments) [WITHIN GROUP (ORDER BY …)] [FILTER (WHERE …)] [IGNORE NULLS]
   * [OVER …]}. An argument may be a {@link Reference.Star}, an {@link Operation.Aliased} or an
   * {@link Operation.NamedArgument}. SUBSTRING, POSITION and OVERLAY with keywords come as the same
   * function with commas.
   */
  record FunctionCall(
      QualifiedName name,
      boolean distinct,
      List<SqlExpression> arguments,
      List<SortKey> withinGroup,
      Optional<SqlExpression> filter,
      NullTreatment nullTreatment,
      Optional<Window> over,
      SourceRange range)
      implements Call {
    public FunctionCall {
      arguments = List.copyOf(arguments);
      withinGroup = List.copyOf(withinGroup);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFunctionCall(this);
    }
  }

  /** EXTRACT(field FROM source). */
  record Extract(Identifier field, SqlExpression source, SourceRange range) implements Call {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitExtract(this);
    }
  }

  /** TRIM([BOTH|LEADING|TRAILING] [characters] FROM source). */
  record Trim(
      TrimSide side, Optional<SqlExpression> characters, SqlExpression source, SourceRange range)
      implements Call {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTrim(this);
    }
  }

  /**
   * DATEADD, DATEDIFF, TIMESTAMPADD and the like, whose first argument is a unit of time. Name and
   * unit are upper-case.
   */
  record UnitCall(String name, String unit, List<SqlExpression> arguments, SourceRange range)
      implements Call {
    public UnitCall {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitUnitCall(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitFunctionCall(FunctionCall functionCall);

    R visitExtract(Extract extract);

    R visitTrim(Trim trim);

    R visitUnitCall(UnitCall unitCall);
  }
}
