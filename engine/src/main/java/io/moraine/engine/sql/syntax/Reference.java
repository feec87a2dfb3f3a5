package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** Something found by its name or place. */
public sealed interface Reference extends SqlExpression {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  @Override
  default <R> R accept(SqlExpression.Visitor<R> visitor) {
    return visitor.visitReference(this);
  }

  /** What a {@link Placeholder} stands for. */
  enum PlaceholderKind {
    /** In GROUP BY ALL and ORDER BY ALL. */
    ALL,
    /** The column's default, in VALUES and SET. */
    DEFAULT
  }

  /** A step of a {@link VariantPath}. */
  sealed interface PathStep {
    /** {@code .name} or {@code ['name']}. */
    record Key(String name) implements PathStep {}

    /** {@code [index]}, from 0. */
    record Element(int index) implements PathStep {}

    /** {@code [*]}. */
    record AllElements() implements PathStep {}
  }

  /**
   * A column, with what qualifies it before it and fields of it after it: which is which depends on
   * the tables in reach. Words such as {@code current_date} come as columns too.
   */
  record ColumnReference(QualifiedName name, SourceRange range) implements Reference {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitColumnReference(this);
    }
  }

  /** All columns, or those of a table or struct, without the excepted ones. */
  record Star(Optional<QualifiedName> qualifier, List<QualifiedName> except, SourceRange range)
      implements Reference {
    public Star {
      except = List.copyOf(except);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitStar(this);
    }
  }

  /** The question mark with {@code ordinal} others before it in the statement. */
  record PositionalParameter(int ordinal, SourceRange range) implements Reference {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitPositionalParameter(this);
    }
  }

  /** {@code :name}. */
  record NamedParameter(String name, SourceRange range) implements Reference {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNamedParameter(this);
    }
  }

  /** A field of a struct that is not simply named. */
  record FieldAccess(SqlExpression base, Identifier field, SourceRange range) implements Reference {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFieldAccess(this);
    }
  }

  /** An element of an array or the value of a map's key. */
  record Subscript(SqlExpression base, SqlExpression index, SourceRange range)
      implements Reference {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSubscript(this);
    }
  }

  /** A path into a variant or JSON string: {@code base:a.b[0]}. Never empty. */
  record VariantPath(SqlExpression base, List<PathStep> steps, SourceRange range)
      implements Reference {
    public VariantPath {
      steps = List.copyOf(steps);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitVariantPath(this);
    }
  }

  /** A bare word that stands for something only its place tells. */
  record Placeholder(PlaceholderKind kind, SourceRange range) implements Reference {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitPlaceholder(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitColumnReference(ColumnReference columnReference);

    R visitStar(Star star);

    R visitPositionalParameter(PositionalParameter positionalParameter);

    R visitNamedParameter(NamedParameter namedParameter);

    R visitFieldAccess(FieldAccess fieldAccess);

    R visitSubscript(Subscript subscript);

    R visitVariantPath(VariantPath variantPath);

    R visitPlaceholder(Placeholder placeholder);
  }
}
