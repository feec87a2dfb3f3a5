package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.AlterAction;
import io.moraine.engine.sql.syntax.ColumnChange;
import io.moraine.engine.sql.syntax.ColumnDefinition;
import io.moraine.engine.sql.syntax.ColumnPosition;
import io.moraine.engine.sql.syntax.Ddl;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads ALTER TABLE. */
final class AlterParser {
  private final Grammar grammar;
  private final Cursor cursor;
  private final ClauseParser clauses;

  AlterParser(Grammar grammar, ClauseParser clauses) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.clauses = clauses;
  }

  Ddl statement() {
    int from = cursor.start();
    cursor.expect("ALTER", "TABLE");
    QualifiedName table = grammar.tables.table();
    AlterAction action = action();
    return new Ddl.AlterTable(table, action, cursor.since(from));
  }

  private AlterAction action() {
    int from = cursor.start();
    if (cursor.accept("ADD")) {
      return add(from);
    }
    if (cursor.accept("DROP")) {
      return drop(from);
    }
    if (cursor.accept("RENAME")) {
      return rename(from);
    }
    if (cursor.accept("ALTER") || cursor.accept("CHANGE")) {
      cursor.accept("COLUMN");
      return alterColumn(from);
    }
    if (cursor.accept("REPLACE")) {
      cursor.expect("COLUMNS");
      return new AlterAction.ReplaceColumns(columns(), cursor.since(from));
    }
    if (cursor.accept("SET")) {
      if (cursor.accept("LOCATION")) {
        return new AlterAction.SetLocation(cursor.string("a path in quotes"), cursor.since(from));
      }
      if (!cursor.accept("TBLPROPERTIES")) {
        throw cursor.unexpected("'TBLPROPERTIES' or 'LOCATION'");
      }
      return new AlterAction.SetProperties(clauses.properties(), cursor.since(from));
    }
    if (cursor.accept("UNSET")) {
      cursor.expect("TBLPROPERTIES");
      boolean ifExists = clauses.ifExists();
      List<String> keys = cursor.parenthesised(clauses::propertyKey);
      return new AlterAction.UnsetProperties(ifExists, keys, cursor.since(from));
    }
    if (cursor.accept("CLUSTER")) {
      cursor.expect("BY");
      List<QualifiedName> columns =
          cursor.accept("NONE")
              ? List.of()
              : cursor.parenthesised(() -> cursor.qualifiedName("a column"));
      return new AlterAction.ClusterBy(columns, cursor.since(from));
    }
    throw cursor.unexpected("what to alter: ADD, DROP, RENAME, ALTER, SET, UNSET or CLUSTER BY");
  }

  private AlterAction add(int from) {
    if (cursor.at("CONSTRAINT")) {
      return new AlterAction.AddConstraint(clauses.constraint(), cursor.since(from));
    }
    if (cursor.accept("COLUMN") || cursor.accept("COLUMNS")) {
      return new AlterAction.AddColumns(columns(), cursor.since(from));
    }
    throw cursor.unexpected("'COLUMN', 'COLUMNS' or 'CONSTRAINT'");
  }

  private List<ColumnDefinition> columns() {
    return cursor.at("(") ? cursor.parenthesised(clauses::column) : cursor.list(clauses::column);
  }

  private AlterAction drop(int from) {
    if (cursor.accept("CONSTRAINT")) {
      boolean ifExists = clauses.ifExists();
      Identifier name = cursor.identifier("the name of a constraint");
      return new AlterAction.DropConstraint(ifExists, name, cursor.since(from));
    }
    if (cursor.accept("FEATURE")) {
      String feature =
          cursor.peek().isString()
              ? cursor.string("a table feature")
              : cursor.identifier("the name of a table feature").text();
      boolean truncate = cursor.accept("TRUNCATE", "HISTORY");
      return new AlterAction.DropFeature(feature, truncate, cursor.since(from));
    }
    if (cursor.accept("COLUMN") || cursor.accept("COLUMNS")) {
      boolean ifExists = clauses.ifExists();
      List<QualifiedName> columns =
          cursor.at("(")
              ? cursor.parenthesised(() -> cursor.qualifiedName("a column"))
              : cursor.list(() -> cursor.qualifiedName("a column"));
      return new AlterAction.DropColumns(ifExists, columns, cursor.since(from));
    }
    throw cursor.unexpected("'COLUMN', 'COLUMNS', 'CONSTRAINT' or 'FEATURE'");
  }

  private AlterAction rename(int from) {
    if (cursor.accept("TO")) {
      return new AlterAction.RenameTable(grammar.tables.table(), cursor.since(from));
    }
    if (!cursor.accept("COLUMN")) {
      throw cursor.unexpected("'TO' or 'COLUMN'");
    }
    QualifiedName column = cursor.qualifiedName("a column");
    cursor.expect("TO");
    Identifier name = cursor.identifier("the new name of the column");
    return new AlterAction.RenameColumn(column, name, cursor.since(from));
  }

  private AlterAction alterColumn(int from) {
    QualifiedName column = cursor.qualifiedName("a column");
    List<ColumnChange> changes = new ArrayList<>();
    ColumnChange change = change();
    if (change == null) {
      retyped(column, changes);
    }
    while (change != null) {
      changes.add(change);
      change = change();
    }
    return new AlterAction.AlterColumn(column, changes, cursor.since(from));
  }

  /** Reads the older form, which repeats the name: {@code CHANGE COLUMN a a BIGINT FIRST}. */
  private void retyped(QualifiedName column, List<ColumnChange> changes) {
    int from = cursor.start();
    if (!cursor.atIdentifier()) {
      throw cursor.unexpected("a change: TYPE, SET, DROP, COMMENT, FIRST or AFTER");
    }
    Identifier name = cursor.identifier("the name of the column");
    if (!name.text().equalsIgnoreCase(column.last().text())) {
      throw cursor.error(
          from,
          "expected the same name '%s' again, found '%s'; use RENAME COLUMN to rename"
              .formatted(column.last().text(), name.text()));
    }
    SqlType type = grammar.types.type();
    changes.add(new ColumnChange.SetType(type, type.range()));
    ColumnChange change = change();
    while (change != null) {
      changes.add(change);
      change = change();
    }
  }

  /** Reads one change; null if none is next. */
  private ColumnChange change() {
    int from = cursor.start();
    if (cursor.accept("TYPE")) {
      SqlType type = grammar.types.type();
      return new ColumnChange.SetType(type, cursor.since(from));
    }
    if (cursor.accept("SET", "NOT", "NULL")) {
      return new ColumnChange.SetNotNull(cursor.since(from));
    }
    if (cursor.accept("DROP", "NOT", "NULL")) {
      return new ColumnChange.DropNotNull(cursor.since(from));
    }
    if (cursor.accept("SET", "DEFAULT")) {
      return new ColumnChange.SetDefault(grammar.expressions.expression(), cursor.since(from));
    }
    if (cursor.accept("DROP", "DEFAULT")) {
      return new ColumnChange.DropDefault(cursor.since(from));
    }
    if (cursor.accept("SYNC", "IDENTITY")) {
      return new ColumnChange.SyncIdentity(cursor.since(from));
    }
    if (cursor.accept("COMMENT")) {
      return new ColumnChange.SetComment(cursor.string("a comment in quotes"), cursor.since(from));
    }
    Optional<ColumnPosition> position = clauses.position();
    return position.map(moved -> new ColumnChange.Move(moved, cursor.since(from))).orElse(null);
  }
}
