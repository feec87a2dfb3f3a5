package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.Dml.MergeAction;
import java.util.List;

/** Prints statements that change rows. */
final class DmlPrinter implements Dml.Visitor<Void> {
  private final Text text;

  DmlPrinter(Text text) {
    this.text = text;
  }

  @Override
  public Void visitInsert(Dml.Insert insert) {
    text.add("INSERT ").addIf(insert.schemaEvolution(), "WITH SCHEMA EVOLUTION ");
    text.add(insert.mode().name()).add(" ").name(insert.table());
    text.clause(" REPLACE WHERE ", insert.replaceWhere(), text.expressions::print);
    partition(insert.partition());
    text.addIf(insert.byName(), " BY NAME");
    if (!insert.columns().isEmpty()) {
      text.add(" ").parenthesised(insert.columns(), text::name);
    }
    text.add(" ");
    text.queries.print(insert.source());
    return null;
  }

  void partition(List<Dml.PartitionValue> partition) {
    if (!partition.isEmpty()) {
      text.add(" PARTITION ")
          .parenthesised(
              partition,
              value ->
                  text.name(value.name()).clause(" = ", value.value(), text.expressions::print));
    }
  }

  @Override
  public Void visitDelete(Dml.Delete delete) {
    text.add("DELETE FROM ").name(delete.table()).clause(" AS ", delete.alias(), text::name);
    text.clause(" WHERE ", delete.where(), text.expressions::print);
    return null;
  }

  @Override
  public Void visitUpdate(Dml.Update update) {
    text.add("UPDATE ").name(update.table()).clause(" AS ", update.alias(), text::name);
    text.add(" SET ").list(update.assignments(), this::assignment);
    text.clause(" WHERE ", update.where(), text.expressions::print);
    return null;
  }

  private void assignment(Dml.Assignment assignment) {
    text.name(assignment.column()).add(" = ");
    text.expressions.print(assignment.value());
  }

  @Override
  public Void visitMerge(Dml.Merge merge) {
    text.add("MERGE ").addIf(merge.schemaEvolution(), "WITH SCHEMA EVOLUTION ");
    text.add("INTO ").name(merge.target()).clause(" AS ", merge.alias(), text::name);
    text.add(" USING ");
    text.relations.print(merge.source());
    text.add(" ON ");
    text.expressions.print(merge.on());
    merge.clauses().forEach(this::clause);
    return null;
  }

  private void clause(Dml.MergeClause clause) {
    text.add(
        switch (clause.match()) {
          case MATCHED -> " WHEN MATCHED";
          case NOT_MATCHED_BY_TARGET -> " WHEN NOT MATCHED";
          case NOT_MATCHED_BY_SOURCE -> " WHEN NOT MATCHED BY SOURCE";
        });
    text.clause(" AND ", clause.condition(), text.expressions::print).add(" THEN ");
    MergeAction action = clause.action();
    if (action instanceof MergeAction.DeleteRow) {
      text.add("DELETE");
    } else if (action instanceof MergeAction.UpdateAll) {
      text.add("UPDATE SET *");
    } else if (action instanceof MergeAction.UpdateSet update) {
      text.add("UPDATE SET ").list(update.assignments(), this::assignment);
    } else if (action instanceof MergeAction.InsertAll) {
      text.add("INSERT *");
    } else if (action instanceof MergeAction.InsertRow insert) {
      text.add("INSERT ").parenthesised(insert.columns(), text::name);
      text.add(" VALUES ").parenthesised(insert.values(), text.expressions::print);
    }
  }
}
