package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.Statement;
import io.moraine.engine.sql.syntax.With;
import java.util.Optional;

/** Reads a statement, by its first word. */
final class StatementParser {
  private final Grammar grammar;
  private final Cursor cursor;
  private final DmlParser dml;
  private final CreateParser create;
  private final AlterParser alter;
  private final MaintenanceParser maintenance;
  private final InspectionParser inspection;

  StatementParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    ClauseParser clauses = new ClauseParser(grammar);
    this.dml = new DmlParser(grammar, clauses);
    this.create = new CreateParser(grammar, clauses);
    this.alter = new AlterParser(grammar, clauses);
    this.maintenance = new MaintenanceParser(grammar, clauses);
    this.inspection = new InspectionParser(grammar);
  }

  Statement statement() {
    int from = cursor.start();
    return switch (cursor.peek().upper()) {
      case "SELECT", "VALUES", "TABLE", "(" -> query(Optional.empty(), from);
      case "WITH" -> afterWith(from);
      case "INSERT", "DELETE", "UPDATE", "MERGE" -> dml.statement();
      case "CREATE", "REPLACE", "DROP", "TRUNCATE" -> create.statement();
      case "ALTER" -> alter.statement();
      case "OPTIMIZE", "VACUUM", "RESTORE", "CONVERT", "REORG", "FSCK", "GENERATE", "COPY" ->
          maintenance.statement();
      case "DESCRIBE", "DESC", "SHOW" -> inspection.statement();
      case "EXPLAIN" -> explain(from);
      case "SET" -> set(from);
      case "USE" -> use(from);
      default -> throw unknown();
    };
  }

  private SqlSyntaxException unknown() {
    String[] words = {
      "SELECT", "VALUES", "TABLE", "WITH", "INSERT", "DELETE", "UPDATE", "MERGE", "CREATE",
      "REPLACE", "DROP", "TRUNCATE", "ALTER", "OPTIMIZE", "VACUUM", "RESTORE", "CONVERT", "REORG",
      "FSCK", "GENERATE", "COPY", "DESCRIBE", "SHOW", "EXPLAIN", "SET", "USE"
    };
    for (String word : words) {
      cursor.at(word);
    }
    return cursor.unexpected("a statement such as SELECT, INSERT, MERGE or CREATE TABLE");
  }

  private Statement query(Optional<With> with, int from) {
    Query query = grammar.queries.queryAfter(with, from);
    return new Statement.QueryStatement(query, cursor.since(from));
  }

  private Statement afterWith(int from) {
    With with = grammar.queries.with();
    return switch (cursor.peek().upper()) {
      case "INSERT", "DELETE", "UPDATE", "MERGE" -> {
        Dml statement = dml.statement();
        yield new Statement.WithStatement(with, statement, cursor.since(from));
      }
      default -> query(Optional.of(with), from);
    };
  }

  private Statement explain(int from) {
    cursor.expect("EXPLAIN");
    Optional<String> mode =
        switch (cursor.peek().upper()) {
          case "LOGICAL", "FORMATTED", "EXTENDED", "CODEGEN", "COST", "ANALYZE" ->
              Optional.of(cursor.advance().upper());
          default -> Optional.empty();
        };
    cursor.enter();
    Statement explained = statement();
    cursor.leave();
    return new Statement.Explain(mode, explained, cursor.since(from));
  }

  private Statement set(int from) {
    cursor.expect("SET");
    int keyFrom = cursor.start();
    int keyTo = keyFrom;
    while (!endsStatement() && !cursor.at("=")) {
      keyTo = cursor.advance().to();
    }
    Optional<String> key =
        keyTo == keyFrom ? Optional.empty() : Optional.of(cursor.textBetween(keyFrom, keyTo));
    Optional<String> value = Optional.empty();
    if (cursor.at("=")) {
      if (key.isEmpty()) {
        throw cursor.unexpected("the name of an option after SET");
      }
      cursor.advance();
      int valueFrom = cursor.start();
      int valueTo = valueFrom;
      while (!endsStatement()) {
        valueTo = cursor.advance().to();
      }
      value = Optional.of(cursor.textBetween(valueFrom, valueTo));
    }
    return new Statement.SetOption(key, value, cursor.since(from));
  }

  private boolean endsStatement() {
    return cursor.at(";") || cursor.atEnd();
  }

  private Statement use(int from) {
    cursor.expect("USE");
    boolean worded = cursor.at("SCHEMA") || cursor.at("DATABASE") || cursor.at("NAMESPACE");
    if (worded && (cursor.peek(1).isWord() || cursor.peek(1).kind() == TokenKind.QUOTED_WORD)) {
      cursor.advance();
    }
    return new Statement.Use(cursor.qualifiedName("the name of a schema"), cursor.since(from));
  }
}
