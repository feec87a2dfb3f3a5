package io.moraine.engine.sql.syntax;

import java.util.Optional;

/** A statement that tells something and changes nothing. */
public sealed interface Inspection extends Statement {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  @Override
  default <R> R accept(Statement.Visitor<R> visitor) {
    return visitor.visitInspection(this);
  }

  /** What {@link ShowObjects} lists. */
  enum ShowKind {
    TABLES,
    VIEWS,
    SCHEMAS
  }

  /** DESCRIBE [EXTENDED] a table, or one of its columns. */
  record DescribeTable(
      boolean extended, QualifiedName table, Optional<QualifiedName> column, SourceRange range)
      implements Inspection {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDescribeTable(this);
    }
  }

  /** DESCRIBE QUERY. */
  record DescribeQuery(Query query, SourceRange range) implements Inspection {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDescribeQuery(this);
    }
  }

  /** DESCRIBE HISTORY. */
  record DescribeHistory(QualifiedName table, Optional<Integer> limit, SourceRange range)
      implements Inspection {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDescribeHistory(this);
    }
  }

  /** DESCRIBE DETAIL. */
  record DescribeDetail(QualifiedName table, SourceRange range) implements Inspection {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDescribeDetail(this);
    }
  }

  /**
   * SHOW TABLES, VIEWS or SCHEMAS, in a schema or the current one, with names like a pattern or
   * all.
   */
  record ShowObjects(
      ShowKind kind, Optional<QualifiedName> schema, Optional<String> pattern, SourceRange range)
      implements Inspection {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitShowObjects(this);
    }
  }

  /** SHOW COLUMNS. */
  record ShowColumns(QualifiedName table, SourceRange range) implements Inspection {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitShowColumns(this);
    }
  }

  /** SHOW PARTITIONS. */
  record ShowPartitions(QualifiedName table, SourceRange range) implements Inspection {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitShowPartitions(this);
    }
  }

  /** SHOW TBLPROPERTIES, all or one. */
  record ShowProperties(QualifiedName table, Optional<String> key, SourceRange range)
      implements Inspection {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitShowProperties(this);
    }
  }

  /** SHOW CREATE TABLE. */
  record ShowCreateTable(QualifiedName table, SourceRange range) implements Inspection {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitShowCreateTable(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitDescribeTable(DescribeTable describeTable);

    R visitDescribeQuery(DescribeQuery describeQuery);

    R visitDescribeHistory(DescribeHistory describeHistory);

    R visitDescribeDetail(DescribeDetail describeDetail);

    R visitShowObjects(ShowObjects showObjects);

    R visitShowColumns(ShowColumns showColumns);

    R visitShowPartitions(ShowPartitions showPartitions);

    R visitShowProperties(ShowProperties showProperties);

    R visitShowCreateTable(ShowCreateTable showCreateTable);
  }
}
