package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** A statement that makes, changes or drops a table, view or schema. */
public sealed interface Ddl extends Statement {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  @Override
  default <R> R accept(Statement.Visitor<R> visitor) {
    return visitor.visitDdl(this);
  }

  /** What happens when the name is taken or free. */
  enum CreateMode {
    CREATE,
    CREATE_IF_NOT_EXISTS,
    CREATE_OR_REPLACE,
    REPLACE
  }

  /** How far a view is seen. */
  enum ViewScope {
    PERSISTENT,
    TEMPORARY,
    GLOBAL_TEMPORARY
  }

  /** A column of a view. */
  record ViewColumn(Identifier name, Optional<String> comment) {}

  /** What {@link Drop} drops. */
  enum DropKind {
    TABLE,
    VIEW,
    SCHEMA
  }

  /** {@code CONSTRAINT name CHECK (condition)}. */
  record CheckConstraint(Identifier name, SqlExpression condition, SourceRange range)
      implements SyntaxNode {}

  /**
   * CREATE or REPLACE TABLE, with columns, a query or both. A partition term is a column's name or
   * a call on one; a partition column with a type is also in {@code columns}.
   */
  record CreateTable(
      CreateMode mode,
      QualifiedName table,
      List<ColumnDefinition> columns,
      List<CheckConstraint> constraints,
      TableClauses clauses,
      Optional<Query> query,
      SourceRange range)
      implements Ddl {
    public CreateTable {
      columns = List.copyOf(columns);
      constraints = List.copyOf(constraints);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCreateTable(this);
    }
  }

  /** CREATE TABLE … LIKE. */
  record CreateTableLike(
      boolean ifNotExists,
      QualifiedName table,
      QualifiedName source,
      TableClauses clauses,
      SourceRange range)
      implements Ddl {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCreateTableLike(this);
    }
  }

  /** CREATE TABLE … SHALLOW or DEEP CLONE. */
  record CloneTable(
      CreateMode mode,
      QualifiedName table,
      boolean shallow,
      QualifiedName source,
      Optional<TimeTravel> timeTravel,
      TableClauses clauses,
      SourceRange range)
      implements Ddl {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCloneTable(this);
    }
  }

  /** CREATE VIEW. Columns have no more than a name and a comment. */
  record CreateView(
      CreateMode mode,
      ViewScope scope,
      QualifiedName view,
      List<ViewColumn> columns,
      Optional<String> comment,
      List<Property> properties,
      Query query,
      SourceRange range)
      implements Ddl {
    public CreateView {
      columns = List.copyOf(columns);
      properties = List.copyOf(properties);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCreateView(this);
    }
  }

  /** CREATE SCHEMA. */
  record CreateSchema(
      boolean ifNotExists,
      QualifiedName schema,
      Optional<String> comment,
      Optional<String> location,
      SourceRange range)
      implements Ddl {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCreateSchema(this);
    }
  }

  /** DROP. */
  record Drop(
      DropKind kind, boolean ifExists, QualifiedName name, boolean cascade, SourceRange range)
      implements Ddl {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDrop(this);
    }
  }

  /** ALTER TABLE. */
  record AlterTable(QualifiedName table, AlterAction action, SourceRange range) implements Ddl {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAlterTable(this);
    }
  }

  /** TRUNCATE TABLE. */
  record Truncate(QualifiedName table, List<Dml.PartitionValue> partition, SourceRange range)
      implements Ddl {
    public Truncate {
      partition = List.copyOf(partition);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTruncate(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitCreateTable(CreateTable createTable);

    R visitCreateTableLike(CreateTableLike createTableLike);

    R visitCloneTable(CloneTable cloneTable);

    R visitCreateView(CreateView createView);

    R visitCreateSchema(CreateSchema createSchema);

    R visitDrop(Drop drop);

    R visitAlterTable(AlterTable alterTable);

    R visitTruncate(Truncate truncate);
  }
}
