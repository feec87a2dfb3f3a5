package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** A statement that changes a table's rows. */
public sealed interface Dml extends Statement {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  @Override
  default <R> R accept(Statement.Visitor<R> visitor) {
    return visitor.visitDml(this);
  }

  /** What becomes of the rows that are there. */
  enum InsertMode {
    INTO,
    OVERWRITE
  }

  /** {@code name = value}, or without a value a partition column the query supplies. */
  record PartitionValue(Identifier name, Optional<SqlExpression> value) {}

  /** {@code column = value}; a column may be a field of a struct. */
  record Assignment(QualifiedName column, SqlExpression value, SourceRange range)
      implements SyntaxNode {}

  /** WHEN … THEN …. */
  record MergeClause(
      MergeMatch match, Optional<SqlExpression> condition, MergeAction action, SourceRange range)
      implements SyntaxNode {}

  /** Which rows a {@link MergeClause} is for. */
  enum MergeMatch {
    MATCHED,
    NOT_MATCHED_BY_TARGET,
    NOT_MATCHED_BY_SOURCE
  }

  /** What a {@link MergeClause} does. */
  sealed interface MergeAction {
    /** DELETE. */
    record DeleteRow() implements MergeAction {}

    /** UPDATE SET *. */
    record UpdateAll() implements MergeAction {}

    /** UPDATE SET assignments. */
    record UpdateSet(List<Assignment> assignments) implements MergeAction {
      public UpdateSet {
        assignments = List.copyOf(assignments);
      }
    }

    /** INSERT *. */
    record InsertAll() implements MergeAction {}

    /** INSERT (columns) VALUES (values): as many of the one as of the other. */
    record InsertRow(List<QualifiedName> columns, List<SqlExpression> values)
        implements MergeAction {
      public InsertRow {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
      }
    }
  }

  /**
   * INSERT INTO or OVERWRITE. {@code replaceWhere} is there only with INTO; {@code columns} and
   * {@code byName} exclude each other.
   */
  record Insert(
      boolean schemaEvolution,
      InsertMode mode,
      QualifiedName table,
      List<PartitionValue> partition,
      List<Identifier> columns,
      boolean byName,
      Optional<SqlExpression> replaceWhere,
      Query source,
      SourceRange range)
      implements Dml {
    public Insert {
      partition = List.copyOf(partition);
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitInsert(this);
    }
  }

  /** DELETE FROM. */
  record Delete(
      QualifiedName table,
      Optional<Identifier> alias,
      Optional<SqlExpression> where,
      SourceRange range)
      implements Dml {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDelete(this);
    }
  }

  /** UPDATE. */
  record Update(
      QualifiedName table,
      Optional<Identifier> alias,
      List<Assignment> assignments,
      Optional<SqlExpression> where,
      SourceRange range)
      implements Dml {
    public Update {
      assignments = List.copyOf(assignments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitUpdate(this);
    }
  }

  /** MERGE INTO. The clauses are in the order written. */
  record Merge(
      QualifiedName target,
      Optional<Identifier> alias,
      boolean schemaEvolution,
      Relation source,
      SqlExpression on,
      List<MergeClause> clauses,
      SourceRange range)
      implements Dml {
    public Merge {
      clauses = List.copyOf(clauses);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitMerge(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitInsert(Insert insert);

    R visitDelete(Delete delete);

    R visitUpdate(Update update);

    R visitMerge(Merge merge);
  }
}
