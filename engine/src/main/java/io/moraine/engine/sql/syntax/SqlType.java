package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** A type as written. */
public sealed interface SqlType extends SyntaxNode {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  /** A type without parts. Parameters are a length, or a precision and perhaps a scale. */
  record Simple(SqlTypeName name, List<Integer> parameters, SourceRange range) implements SqlType {
    public Simple {
      parameters = List.copyOf(parameters);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSimple(this);
    }
  }

  /** {@code STRING COLLATE name}. */
  record CollatedString(QualifiedName collation, SourceRange range) implements SqlType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCollatedString(this);
    }
  }

  /** {@code INTERVAL}, or with units {@code INTERVAL from [TO to]}, in upper case. */
  record IntervalType(Optional<String> unit, Optional<String> toUnit, SourceRange range)
      implements SqlType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitIntervalType(this);
    }
  }

  /** {@code ARRAY<element>}. */
  record ArrayOf(SqlType element, SourceRange range) implements SqlType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitArrayOf(this);
    }
  }

  /** {@code MAP<key, value>}. */
  record MapOf(SqlType key, SqlType value, SourceRange range) implements SqlType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitMapOf(this);
    }
  }

  /** {@code STRUCT<fields>}, perhaps of none. */
  record StructOf(List<Field> fields, SourceRange range) implements SqlType {
    public StructOf {
      fields = List.copyOf(fields);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitStructOf(this);
    }
  }

  /** {@code name: type [NOT NULL] [COMMENT 'text']}. */
  record Field(
      Identifier name, SqlType type, boolean nullable, Optional<String> comment, SourceRange range)
      implements SyntaxNode {}

  /** One method for each case. */
  interface Visitor<R> {
    R visitSimple(Simple simple);

    R visitCollatedString(CollatedString string);

    R visitIntervalType(IntervalType interval);

    R visitArrayOf(ArrayOf array);

    R visitMapOf(MapOf map);

    R visitStructOf(StructOf struct);
  }
}
