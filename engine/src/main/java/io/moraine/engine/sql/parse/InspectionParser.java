package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Inspection;
import io.moraine.engine.sql.syntax.Inspection.ShowKind;
import io.moraine.engine.sql.syntax.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads DESCRIBE and SHOW. */
final class InspectionParser {
  private final Grammar grammar;
  private final Cursor cursor;

  InspectionParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Inspection statement() {
    int from = cursor.start();
    if (cursor.accept("SHOW")) {
      return show(from);
    }
    cursor.advance();
    return describe(from);
  }

  private Inspection describe(int from) {
    if (atCommand("HISTORY")) {
      cursor.advance();
      QualifiedName table = grammar.tables.tableOrPath();
      Optional<Integer> limit =
          cursor.accept("LIMIT")
              ? Optional.of(cursor.integer("a number of versions"))
              : Optional.empty();
      return new Inspection.DescribeHistory(table, limit, cursor.since(from));
    }
    if (atCommand("DETAIL")) {
      cursor.advance();
      return new Inspection.DescribeDetail(grammar.tables.tableOrPath(), cursor.since(from));
    }
    if (atCommand("QUERY")
        || cursor.at("SELECT")
        || cursor.at("WITH")
        || cursor.at("VALUES")
        || cursor.at("(")) {
      cursor.accept("QUERY");
      return new Inspection.DescribeQuery(grammar.queries.query(), cursor.since(from));
    }
    if (cursor.at("TABLE") && !cursor.peek(1).is(".")) {
      cursor.advance();
    }
    boolean extended = atCommand("EXTENDED") || atCommand("FORMATTED");
    if (extended) {
      cursor.advance();
    }
    QualifiedName table = grammar.tables.tableOrPath();
    Optional<QualifiedName> column =
        cursor.atIdentifier() ? Optional.of(cursor.qualifiedName("a column")) : Optional.empty();
    return new Inspection.DescribeTable(extended, table, column, cursor.since(from));
  }

  /** Whether the word is next and followed by more than its own column: not itself a table. */
  private boolean atCommand(String word) {
    Token next = cursor.peek(1);
    return cursor.at(word)
        && (next.isWord()
            || next.isString()
            || next.kind() == TokenKind.QUOTED_WORD
            || next.is("("));
  }

  private Inspection show(int from) {
    if (cursor.accept("TABLES")) {
      return objects(ShowKind.TABLES, from);
    }
    if (cursor.accept("VIEWS")) {
      return objects(ShowKind.VIEWS, from);
    }
    if (cursor.accept("SCHEMAS") || cursor.accept("DATABASES")) {
      return objects(ShowKind.SCHEMAS, from);
    }
    if (cursor.accept("COLUMNS")) {
      QualifiedName table = inOrFromTable();
      if (cursor.accept("IN") || cursor.accept("FROM")) {
        QualifiedName schema = cursor.qualifiedName("the name of a schema");
        table = within(schema, table, from);
      }
      return new Inspection.ShowColumns(table, cursor.since(from));
    }
    if (cursor.accept("PARTITIONS")) {
      return new Inspection.ShowPartitions(grammar.tables.tableOrPath(), cursor.since(from));
    }
    if (cursor.accept("TBLPROPERTIES")) {
      QualifiedName table = grammar.tables.tableOrPath();
      Optional<String> key = Optional.empty();
      if (cursor.accept("(")) {
        key =
            Optional.of(
                cursor.peek().isString()
                    ? cursor.string("a key")
                    : cursor.qualifiedName("the key of a property").display());
        cursor.expect(")");
      }
      return new Inspection.ShowProperties(table, key, cursor.since(from));
    }
    if (cursor.accept("CREATE")) {
      cursor.expect("TABLE");
      return new Inspection.ShowCreateTable(grammar.tables.table(), cursor.since(from));
    }
    throw cursor.unexpected(
        "what to show: TABLES, COLUMNS, TBLPROPERTIES, CREATE TABLE or the like");
  }

  private QualifiedName inOrFromTable() {
    if (!cursor.accept("IN") && !cursor.accept("FROM")) {
      throw cursor.unexpected("'IN' or 'FROM'");
    }
    return grammar.tables.tableOrPath();
  }

  private QualifiedName within(QualifiedName schema, QualifiedName table, int from) {
    List<Identifier> parts = new ArrayList<>(schema.parts());
    parts.add(table.last());
    return new QualifiedName(parts, cursor.since(from));
  }

  private Inspection objects(ShowKind kind, int from) {
    Optional<QualifiedName> schema =
        cursor.accept("IN") || cursor.accept("FROM")
            ? Optional.of(cursor.qualifiedName("the name of a schema"))
            : Optional.empty();
    boolean like = cursor.accept("LIKE");
    Optional<String> pattern =
        like || cursor.peek().isString()
            ? Optional.of(cursor.string("a pattern in quotes"))
            : Optional.empty();
    return new Inspection.ShowObjects(kind, schema, pattern, cursor.since(from));
  }
}
