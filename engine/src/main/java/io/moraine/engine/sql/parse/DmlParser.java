package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.Dml.Assignment;
import io.moraine.engine.sql.syntax.Dml.InsertMode;
import io.moraine.engine.sql.syntax.Dml.MergeAction;
import io.moraine.engine.sql.syntax.Dml.MergeClause;
import io.moraine.engine.sql.syntax.Dml.MergeMatch;
import io.moraine.engine.sql.syntax.Dml.PartitionValue;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads INSERT, DELETE, UPDATE and MERGE. */
final class DmlParser {
  private final Grammar grammar;
  private final Cursor cursor;
  private final ClauseParser clauses;

  DmlParser(Grammar grammar, ClauseParser clauses) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.clauses = clauses;
  }

  Dml statement() {
    return switch (cursor.peek().upper()) {
      case "INSERT" -> insert();
      case "DELETE" -> delete();
      case "UPDATE" -> update();
      default -> merge();
    };
  }

  private Dml insert() {
    int from = cursor.start();
    cursor.expect("INSERT");
    boolean schemaEvolution = cursor.accept("WITH", "SCHEMA", "EVOLUTION");
    InsertMode mode = InsertMode.INTO;
    if (cursor.accept("OVERWRITE")) {
      mode = InsertMode.OVERWRITE;
    } else if (!cursor.accept("INTO")) {
      throw cursor.unexpected("'INTO' or 'OVERWRITE'");
    }
    if (cursor.at("TABLE") && !cursor.peek(1).is(".")) {
      cursor.advance();
    }
    QualifiedName table = grammar.tables.table();
    Optional<SqlExpression> replaceWhere = Optional.empty();
    if (mode == InsertMode.INTO && cursor.accept("REPLACE", "WHERE")) {
      replaceWhere = Optional.of(grammar.expressions.expression());
    }
    List<PartitionValue> partition = clauses.partition();
    boolean byName = cursor.accept("BY", "NAME");
    List<Identifier> columns = List.of();
    if (!byName && cursor.at("(") && !grammar.queries.isQueryInParentheses(0)) {
      columns = cursor.parenthesised(() -> cursor.identifier("a column"));
    }
    Query source = grammar.queries.query();
    return new Dml.Insert(
        schemaEvolution,
        mode,
        table,
        partition,
        columns,
        byName,
        replaceWhere,
        source,
        cursor.since(from));
  }

  private Dml delete() {
    int from = cursor.start();
    cursor.expect("DELETE", "FROM");
    QualifiedName table = grammar.tables.table();
    Optional<Identifier> alias = grammar.tables.alias();
    return new Dml.Delete(table, alias, clauses.where(), cursor.since(from));
  }

  private Dml update() {
    int from = cursor.start();
    cursor.expect("UPDATE");
    QualifiedName table = grammar.tables.table();
    Optional<Identifier> alias = grammar.tables.alias();
    cursor.expect("SET");
    List<Assignment> assignments = cursor.list(this::assignment);
    return new Dml.Update(table, alias, assignments, clauses.where(), cursor.since(from));
  }

  private Assignment assignment() {
    int from = cursor.start();
    QualifiedName column = cursor.qualifiedName("a column");
    if (!cursor.accept("=") && !cursor.accept("==")) {
      throw cursor.unexpected("'='");
    }
    SqlExpression value = grammar.expressions.valueOrDefault();
    return new Assignment(column, value, cursor.since(from));
  }

  private Dml merge() {
    int from = cursor.start();
    cursor.expect("MERGE");
    boolean schemaEvolution = cursor.accept("WITH", "SCHEMA", "EVOLUTION");
    cursor.expect("INTO");
    QualifiedName target = grammar.tables.table();
    Optional<Identifier> alias = grammar.tables.alias();
    cursor.expect("USING");
    Relation source = grammar.relations.primary();
    cursor.expect("ON");
    SqlExpression on = grammar.expressions.expression();
    List<MergeClause> merges = new ArrayList<>();
    while (cursor.at("WHEN")) {
      merges.add(clause());
    }
    if (merges.isEmpty()) {
      throw cursor.unexpected("'WHEN MATCHED' or 'WHEN NOT MATCHED'");
    }
    return new Dml.Merge(target, alias, schemaEvolution, source, on, merges, cursor.since(from));
  }

  private MergeClause clause() {
    int from = cursor.start();
    cursor.expect("WHEN");
    MergeMatch match = MergeMatch.MATCHED;
    if (cursor.accept("NOT")) {
      cursor.expect("MATCHED");
      match = MergeMatch.NOT_MATCHED_BY_TARGET;
      if (cursor.accept("BY", "SOURCE")) {
        match = MergeMatch.NOT_MATCHED_BY_SOURCE;
      } else if (cursor.accept("BY")) {
        cursor.expect("TARGET");
      }
    } else if (!cursor.accept("MATCHED")) {
      throw cursor.unexpected("'MATCHED' or 'NOT MATCHED'");
    }
    Optional<SqlExpression> condition =
        cursor.accept("AND") ? Optional.of(grammar.expressions.expression()) : Optional.empty();
    cursor.expect("THEN");
    MergeAction action =
        match == MergeMatch.NOT_MATCHED_BY_TARGET ? insertAction() : changeAction(match);
    return new MergeClause(match, condition, action, cursor.since(from));
  }

  private MergeAction changeAction(MergeMatch match) {
    if (cursor.accept("DELETE")) {
      return new MergeAction.DeleteRow();
    }
    if (!cursor.accept("UPDATE")) {
      throw cursor.unexpected("'UPDATE' or 'DELETE'");
    }
    cursor.expect("SET");
    if (match == MergeMatch.MATCHED && cursor.accept("*")) {
      return new MergeAction.UpdateAll();
    }
    return new MergeAction.UpdateSet(cursor.list(this::assignment));
  }

  private MergeAction insertAction() {
    cursor.expect("INSERT");
    if (cursor.accept("*")) {
      return new MergeAction.InsertAll();
    }
    List<QualifiedName> columns = cursor.parenthesised(() -> cursor.qualifiedName("a column"));
    cursor.expect("VALUES");
    int valuesAt = cursor.start();
    List<SqlExpression> values = cursor.parenthesised(grammar.expressions::valueOrDefault);
    if (columns.size() != values.size()) {
      throw cursor.error(
          valuesAt,
          "expected %d values, one for each column, found %d"
              .formatted(columns.size(), values.size()));
    }
    return new MergeAction.InsertRow(columns, values);
  }
}
