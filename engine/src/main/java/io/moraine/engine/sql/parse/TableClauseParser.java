package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.ColumnDefinition;
import io.moraine.engine.sql.syntax.Property;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Reference.ColumnReference;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.TableClauses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the clauses after the columns of one CREATE TABLE, each at most once, in any order. */
final class TableClauseParser {
  private final Grammar grammar;
  private final Cursor cursor;
  private final ClauseParser clauses;
  private final Set<String> seen = new HashSet<>();
  private final List<ColumnDefinition> partitionColumns = new ArrayList<>();

  TableClauseParser(Grammar grammar, ClauseParser clauses) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.clauses = clauses;
  }

  /** The partition columns that were given a type there, and so belong to the table's columns. */
  List<ColumnDefinition> partitionColumns() {
    return partitionColumns;
  }

  TableClauses read() {
    Optional<QualifiedName> provider = Optional.empty();
    List<SqlExpression> partitionedBy = List.of();
    List<QualifiedName> clusterBy = List.of();
    Optional<String> location = Optional.empty();
    Optional<String> comment = Optional.empty();
    List<Property> properties = List.of();
    List<Property> options = List.of();
    while (true) {
      if (acceptOnce("USING")) {
        provider = Optional.of(cursor.qualifiedName("the name of a format"));
      } else if (acceptOnce("PARTITIONED", "BY")) {
        partitionedBy = cursor.parenthesised(this::partitionTerm);
      } else if (acceptOnce("CLUSTER", "BY")) {
        clusterBy = cursor.parenthesised(() -> cursor.qualifiedName("a column"));
      } else if (acceptOnce("LOCATION")) {
        location = Optional.of(cursor.string("a path in quotes"));
      } else if (acceptOnce("COMMENT")) {
        comment = Optional.of(cursor.string("a comment in quotes"));
      } else if (acceptOnce("TBLPROPERTIES")) {
        properties = clauses.properties();
      } else if (acceptOnce("OPTIONS")) {
        options = clauses.properties();
      } else {
        return new TableClauses(
            provider, partitionedBy, clusterBy, location, comment, properties, options);
      }
    }
  }

  private boolean acceptOnce(String... words) {
    int from = cursor.start();
    if (!cursor.accept(words)) {
      return false;
    }
    if (!seen.add(words[0])) {
      throw cursor.error(from, "the clause %s is there twice".formatted(words[0]));
    }
    return true;
  }

  private SqlExpression partitionTerm() {
    int from = cursor.start();
    Token next = cursor.peek(1);
    if (next.is(",") || next.is(")") || next.is("(") || next.is(".")) {
      return grammar.primaries.primary();
    }
    ColumnDefinition column = clauses.column();
    partitionColumns.add(column);
    return new ColumnReference(column.name(), cursor.since(from));
  }
}
