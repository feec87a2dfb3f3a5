package io.moraine.engine.sql.syntax;

import java.util.Optional;

/** One statement of a script. */
public sealed interface Statement extends SyntaxNode
    permits Dml,
        Ddl,
        Maintenance,
        Inspection,
        Statement.QueryStatement,
        Statement.WithStatement,
        Statement.Explain,
        Statement.SetOption,
        Statement.Use {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  /** A query. */
  record QueryStatement(Query query, SourceRange range) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitQueryStatement(this);
    }
  }

  /** WITH before an INSERT, UPDATE, DELETE or MERGE. */
  record WithStatement(With with, Dml statement, SourceRange range) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitWithStatement(this);
    }
  }

  /** EXPLAIN. The mode is upper-case, such as EXTENDED. */
  record Explain(Optional<String> mode, Statement statement, SourceRange range)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitExplain(this);
    }
  }

  /** SET, alone, with a key, or with a key and the raw text of a value. */
  record SetOption(Optional<String> key, Optional<String> value, SourceRange range)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSetOption(this);
    }
  }

  /** USE [SCHEMA] name. */
  record Use(QualifiedName schema, SourceRange range) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitUse(this);
    }
  }

  /** One method for each family and each case that is in none. */
  interface Visitor<R> {
    R visitDml(Dml statement);

    R visitDdl(Ddl statement);

    R visitMaintenance(Maintenance statement);

    R visitInspection(Inspection statement);

    R visitQueryStatement(QueryStatement queryStatement);

    R visitWithStatement(WithStatement withStatement);

    R visitExplain(Explain explain);

    R visitSetOption(SetOption setOption);

    R visitUse(Use use);
  }
}
