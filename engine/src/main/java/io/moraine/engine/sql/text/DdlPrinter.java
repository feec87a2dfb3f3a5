package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Ddl;
import io.moraine.engine.sql.syntax.Ddl.CreateMode;
import io.moraine.engine.sql.syntax.TableClauses;
import java.util.List;

/** Prints statements about tables, views and schemas. */
final class DdlPrinter implements Ddl.Visitor<Void> {
  private final Text text;

  DdlPrinter(Text text) {
    this.text = text;
  }

  private Text create(CreateMode mode, String what) {
    String verb =
        switch (mode) {
          case CREATE, CREATE_IF_NOT_EXISTS -> "CREATE ";
          case CREATE_OR_REPLACE -> "CREATE OR REPLACE ";
          case REPLACE -> "REPLACE ";
        };
    return text.add(verb)
        .add(what)
        .addIf(mode == CreateMode.CREATE_IF_NOT_EXISTS, " IF NOT EXISTS")
        .add(" ");
  }

  @Override
  public Void visitCreateTable(Ddl.CreateTable create) {
    create(create.mode(), "TABLE").name(create.table());
    if (!create.columns().isEmpty() || !create.constraints().isEmpty()) {
      text.add(" (").list(create.columns(), text.columns::print);
      text.addIf(!create.columns().isEmpty() && !create.constraints().isEmpty(), ", ");
      text.list(create.constraints(), this::constraint).add(")");
    }
    clauses(create.clauses());
    text.clause(" AS ", create.query(), text.queries::print);
    return null;
  }

  void constraint(Ddl.CheckConstraint constraint) {
    text.add("CONSTRAINT ").name(constraint.name()).add(" CHECK (");
    text.expressions.print(constraint.condition());
    text.add(")");
  }

  private void clauses(TableClauses clauses) {
    text.clause(" USING ", clauses.provider(), text::name);
    text.properties(" OPTIONS ", clauses.options());
    if (!clauses.partitionedBy().isEmpty()) {
      text.add(" PARTITIONED BY ").parenthesised(clauses.partitionedBy(), text.expressions::print);
    }
    if (!clauses.clusterBy().isEmpty()) {
      text.add(" CLUSTER BY ").parenthesised(clauses.clusterBy(), text::name);
    }
    text.clause(" LOCATION ", clauses.location(), text::string);
    text.clause(" COMMENT ", clauses.comment(), text::string);
    text.properties(" TBLPROPERTIES ", clauses.properties());
  }

  @Override
  public Void visitCreateTableLike(Ddl.CreateTableLike create) {
    text.add("CREATE TABLE ").addIf(create.ifNotExists(), "IF NOT EXISTS ");
    text.name(create.table()).add(" LIKE ").name(create.source());
    clauses(create.clauses());
    return null;
  }

  @Override
  public Void visitCloneTable(Ddl.CloneTable clone) {
    create(clone.mode(), "TABLE").name(clone.table());
    text.add(clone.shallow() ? " SHALLOW CLONE " : " DEEP CLONE ").name(clone.source());
    clone.timeTravel().ifPresent(text.relations::timeTravel);
    clauses(clone.clauses());
    return null;
  }

  @Override
  public Void visitCreateView(Ddl.CreateView view) {
    String scope =
        switch (view.scope()) {
          case PERSISTENT -> "";
          case TEMPORARY -> "TEMPORARY ";
          case GLOBAL_TEMPORARY -> "GLOBAL TEMPORARY ";
        };
    create(view.mode(), scope + "VIEW").name(view.view());
    viewColumns(view.columns());
    text.clause(" COMMENT ", view.comment(), text::string);
    text.properties(" TBLPROPERTIES ", view.properties()).add(" AS ");
    text.queries.print(view.query());
    return null;
  }

  private void viewColumns(List<Ddl.ViewColumn> columns) {
    if (!columns.isEmpty()) {
      text.add(" ")
          .parenthesised(
              columns,
              column ->
                  text.name(column.name()).clause(" COMMENT ", column.comment(), text::string));
    }
  }

  @Override
  public Void visitCreateSchema(Ddl.CreateSchema schema) {
    text.add("CREATE SCHEMA ").addIf(schema.ifNotExists(), "IF NOT EXISTS ");
    text.name(schema.schema()).clause(" COMMENT ", schema.comment(), text::string);
    text.clause(" LOCATION ", schema.location(), text::string);
    return null;
  }

  @Override
  public Void visitDrop(Ddl.Drop drop) {
    text.add("DROP ").add(drop.kind().name()).addIf(drop.ifExists(), " IF EXISTS").add(" ");
    text.name(drop.name()).addIf(drop.cascade(), " CASCADE");
    return null;
  }

  @Override
  public Void visitAlterTable(Ddl.AlterTable alter) {
    text.add("ALTER TABLE ").name(alter.table()).add(" ");
    return alter.action().accept(text.alter);
  }

  @Override
  public Void visitTruncate(Ddl.Truncate truncate) {
    text.add("TRUNCATE TABLE ").name(truncate.table());
    text.dml.partition(truncate.partition());
    return null;
  }
}
