package io.moraine.engine.sql.syntax;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A column of CREATE TABLE or ALTER TABLE ADD COLUMNS; only the latter has names with more than one
 * part, and positions. At most one of default and generation is there.
 */
public record ColumnDefinition(
    QualifiedName name,
    SqlType type,
    boolean nullable,
    Optional<SqlExpression> defaultValue,
    Optional<Generation> generation,
    Optional<String> comment,
    Optional<ColumnPosition> position,
    SourceRange range)
    implements SyntaxNode {

  /** How the table makes a column's values. */
  public sealed interface Generation {
    /** GENERATED ALWAYS AS (expression). */
    record Computed(SqlExpression expression) implements Generation {}

    /** GENERATED ALWAYS or BY DEFAULT AS IDENTITY. */
    record Identity(boolean always, Optional<BigInteger> start, Optional<BigInteger> step)
        implements Generation {}
  }
}
