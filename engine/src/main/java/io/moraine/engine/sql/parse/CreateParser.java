package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.ColumnDefinition;
import io.moraine.engine.sql.syntax.Ddl;
import io.moraine.engine.sql.syntax.Ddl.CheckConstraint;
import io.moraine.engine.sql.syntax.Ddl.CreateMode;
import io.moraine.engine.sql.syntax.Ddl.DropKind;
import io.moraine.engine.sql.syntax.Ddl.ViewColumn;
import io.moraine.engine.sql.syntax.Ddl.ViewScope;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Property;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.TableClauses;
import io.moraine.engine.sql.syntax.TimeTravel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads CREATE, REPLACE, DROP and TRUNCATE. */
final class CreateParser {
  private final Grammar grammar;
  private final Cursor cursor;
  private final ClauseParser clauses;

  CreateParser(Grammar grammar, ClauseParser clauses) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.clauses = clauses;
  }

  Ddl statement() {
    int from = cursor.start();
    if (cursor.accept("DROP")) {
      return drop(from);
    }
    if (cursor.accept("TRUNCATE")) {
      cursor.expect("TABLE");
      QualifiedName table = grammar.tables.table();
      return new Ddl.Truncate(table, clauses.partition(), cursor.since(from));
    }
    CreateMode mode;
    if (cursor.accept("REPLACE")) {
      mode = CreateMode.REPLACE;
    } else {
      cursor.expect("CREATE");
      mode = cursor.accept("OR", "REPLACE") ? CreateMode.CREATE_OR_REPLACE : CreateMode.CREATE;
    }
    if (cursor.accept("TABLE")) {
      return table(mode, from);
    }
    if (mode != CreateMode.REPLACE) {
      if (mode == CreateMode.CREATE && (cursor.accept("SCHEMA") || cursor.accept("DATABASE"))) {
        return schema(from);
      }
      ViewScope scope = ViewScope.PERSISTENT;
      if (cursor.accept("TEMPORARY") || cursor.accept("TEMP")) {
        scope = ViewScope.TEMPORARY;
      } else if (cursor.accept("GLOBAL")) {
        if (!cursor.accept("TEMPORARY")) {
          cursor.expect("TEMP");
        }
        scope = ViewScope.GLOBAL_TEMPORARY;
      }
      if (cursor.accept("VIEW")) {
        return view(mode, scope, from);
      }
    }
    throw cursor.unexpected("'TABLE', 'VIEW' or 'SCHEMA'");
  }

  private CreateMode withIfNotExists(CreateMode mode) {
    int from = cursor.start();
    if (!clauses.ifNotExists()) {
      return mode;
    }
    if (mode != CreateMode.CREATE) {
      throw cursor.error(from, "REPLACE and IF NOT EXISTS exclude each other");
    }
    return CreateMode.CREATE_IF_NOT_EXISTS;
  }

  private Ddl table(CreateMode createMode, int from) {
    CreateMode mode = withIfNotExists(createMode);
    QualifiedName table = grammar.tables.table();
    int likeAt = cursor.start();
    if (cursor.accept("LIKE")) {
      if (mode != CreateMode.CREATE && mode != CreateMode.CREATE_IF_NOT_EXISTS) {
        throw cursor.error(likeAt, "REPLACE and LIKE exclude each other");
      }
      QualifiedName source = grammar.tables.table();
      TableClauses rest = new TableClauseParser(grammar, clauses).read();
      boolean ifNotExists = mode == CreateMode.CREATE_IF_NOT_EXISTS;
      return new Ddl.CreateTableLike(ifNotExists, table, source, rest, cursor.since(from));
    }
    boolean shallow = cursor.accept("SHALLOW", "CLONE");
    if (shallow || cursor.accept("DEEP", "CLONE") || cursor.accept("CLONE")) {
      QualifiedName source = grammar.tables.table();
      Optional<TimeTravel> timeTravel = grammar.tables.timeTravel();
      TableClauses rest = new TableClauseParser(grammar, clauses).read();
      return new Ddl.CloneTable(mode, table, shallow, source, timeTravel, rest, cursor.since(from));
    }
    List<ColumnDefinition> columns = new ArrayList<>();
    List<CheckConstraint> constraints = new ArrayList<>();
    if (cursor.at("(") && !grammar.queries.isQueryInParentheses(0)) {
      cursor.parenthesised(() -> element(columns, constraints));
    }
    TableClauseParser rest = new TableClauseParser(grammar, clauses);
    TableClauses tableClauses = rest.read();
    columns.addAll(rest.partitionColumns());
    boolean as = cursor.accept("AS");
    Optional<Query> query =
        as || beginsQuery() ? Optional.of(grammar.queries.query()) : Optional.empty();
    return new Ddl.CreateTable(
        mode, table, columns, constraints, tableClauses, query, cursor.since(from));
  }

  private boolean beginsQuery() {
    return cursor.at("SELECT") || cursor.at("WITH") || cursor.at("VALUES") || cursor.at("(");
  }

  /** Reads a column or a constraint, and answers whether it was a column. */
  private boolean element(List<ColumnDefinition> columns, List<CheckConstraint> constraints) {
    if (cursor.at("CONSTRAINT") && cursor.peek(2).is("CHECK")) {
      return !constraints.add(clauses.constraint());
    }
    return columns.add(clauses.column());
  }

  private Ddl view(CreateMode createMode, ViewScope scope, int from) {
    CreateMode mode = withIfNotExists(createMode);
    QualifiedName view = cursor.qualifiedName("the name of a view");
    List<ViewColumn> columns = cursor.at("(") ? cursor.parenthesised(this::viewColumn) : List.of();
    Optional<String> comment = Optional.empty();
    List<Property> properties = List.of();
    while (true) {
      if (comment.isEmpty() && cursor.accept("COMMENT")) {
        comment = Optional.of(cursor.string("a comment in quotes"));
      } else if (properties.isEmpty() && cursor.accept("TBLPROPERTIES")) {
        properties = clauses.properties();
      } else {
        break;
      }
    }
    cursor.expect("AS");
    Query query = grammar.queries.query();
    return new Ddl.CreateView(
        mode, scope, view, columns, comment, properties, query, cursor.since(from));
  }

  private ViewColumn viewColumn() {
    Identifier name = cursor.identifier("the name of a column");
    Optional<String> comment =
        cursor.accept("COMMENT")
            ? Optional.of(cursor.string("a comment in quotes"))
            : Optional.empty();
    return new ViewColumn(name, comment);
  }

  private Ddl schema(int from) {
    boolean ifNotExists = clauses.ifNotExists();
    QualifiedName schema = cursor.qualifiedName("the name of a schema");
    Optional<String> comment =
        cursor.accept("COMMENT")
            ? Optional.of(cursor.string("a comment in quotes"))
            : Optional.empty();
    Optional<String> location =
        cursor.accept("LOCATION")
            ? Optional.of(cursor.string("a path in quotes"))
            : Optional.empty();
    return new Ddl.CreateSchema(ifNotExists, schema, comment, location, cursor.since(from));
  }

  private Ddl drop(int from) {
    DropKind kind;
    if (cursor.accept("TABLE")) {
      kind = DropKind.TABLE;
    } else if (cursor.accept("VIEW")) {
      kind = DropKind.VIEW;
    } else if (cursor.accept("SCHEMA") || cursor.accept("DATABASE")) {
      kind = DropKind.SCHEMA;
    } else {
      throw cursor.unexpected("'TABLE', 'VIEW' or 'SCHEMA'");
    }
    boolean ifExists = clauses.ifExists();
    QualifiedName name = cursor.qualifiedName("a name");
    boolean cascade = false;
    if (kind == DropKind.SCHEMA) {
      cascade = cursor.accept("CASCADE");
      if (!cascade) {
        cursor.accept("RESTRICT");
      }
    } else if (kind == DropKind.TABLE) {
      cursor.accept("PURGE");
    }
    return new Ddl.Drop(kind, ifExists, name, cascade, cursor.since(from));
  }
}
