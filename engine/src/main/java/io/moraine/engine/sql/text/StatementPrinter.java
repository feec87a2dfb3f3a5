package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Ddl;
import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.Inspection;
import io.moraine.engine.sql.syntax.Maintenance;
import io.moraine.engine.sql.syntax.Statement;

/** Prints statements. */
final class StatementPrinter implements Statement.Visitor<Void> {
  private final Text text;

  StatementPrinter(Text text) {
    this.text = text;
  }

  void print(Statement statement) {
    statement.accept(this);
  }

  @Override
  public Void visitDml(Dml statement) {
    return statement.accept(text.dml);
  }

  @Override
  public Void visitDdl(Ddl statement) {
    return statement.accept(text.ddl);
  }

  @Override
  public Void visitMaintenance(Maintenance statement) {
    return statement.accept(text.maintenance);
  }

  @Override
  public Void visitInspection(Inspection statement) {
    return statement.accept(text.inspection);
  }

  @Override
  public Void visitQueryStatement(Statement.QueryStatement statement) {
    text.queries.print(statement.query());
    return null;
  }

  @Override
  public Void visitWithStatement(Statement.WithStatement statement) {
    text.queries.with(statement.with());
    text.add(" ");
    return statement.statement().accept(text.dml);
  }

  @Override
  public Void visitExplain(Statement.Explain explain) {
    text.add("EXPLAIN ").clause("", explain.mode(), mode -> text.add(mode).add(" "));
    print(explain.statement());
    return null;
  }

  @Override
  public Void visitSetOption(Statement.SetOption option) {
    text.add("SET").clause(" ", option.key(), text::add).clause(" = ", option.value(), text::add);
    return null;
  }

  @Override
  public Void visitUse(Statement.Use use) {
    text.add("USE ").name(use.schema());
    return null;
  }
}
