package io.moraine.engine.sql.syntax;

/** One thing ALTER COLUMN changes. */
public sealed interface ColumnChange extends SyntaxNode {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  /** TYPE. */
  record SetType(SqlType type, SourceRange range) implements ColumnChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSetType(this);
    }
  }

  /** SET NOT NULL. */
  record SetNotNull(SourceRange range) implements ColumnChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSetNotNull(this);
    }
  }

  /** DROP NOT NULL. */
  record DropNotNull(SourceRange range) implements ColumnChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropNotNull(this);
    }
  }

  /** SET DEFAULT. */
  record SetDefault(SqlExpression value, SourceRange range) implements ColumnChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSetDefault(this);
    }
  }

  /** DROP DEFAULT. */
  record DropDefault(SourceRange range) implements ColumnChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDropDefault(this);
    }
  }

  /** COMMENT. */
  record SetComment(String comment, SourceRange range) implements ColumnChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSetComment(this);
    }
  }

  /** FIRST or AFTER another column of the same struct. */
  record Move(ColumnPosition position, SourceRange range) implements ColumnChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitMove(this);
    }
  }

  /** SYNC IDENTITY. */
  record SyncIdentity(SourceRange range) implements ColumnChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSyncIdentity(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitSetType(SetType setType);

    R visitSetNotNull(SetNotNull setNotNull);

    R visitDropNotNull(DropNotNull dropNotNull);

    R visitSetDefault(SetDefault setDefault);

    R visitDropDefault(DropDefault dropDefault);

    R visitSetComment(SetComment setComment);

    R visitMove(Move move);

    R visitSyncIdentity(SyncIdentity syncIdentity);
  }
}
