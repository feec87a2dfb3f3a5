package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Literal.NumberKind;
import io.moraine.engine.sql.syntax.Literal.NumberLiteral;
import io.moraine.engine.sql.syntax.Literal.StringLiteral;
import io.moraine.engine.sql.syntax.Precedence;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.TimeTravel;
import java.util.List;
import java.util.Optional;

/** Reads the names of tables, and which state of one is meant. */
final class TableNameParser {
  private final Grammar grammar;
  private final Cursor cursor;

  TableNameParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  QualifiedName table() {
    return cursor.qualifiedName("the name of a table");
  }

  /** Reads a table's name, or its path in a string, which comes as {@code delta.`path`}. */
  QualifiedName tableOrPath() {
    int from = cursor.start();
    if (!cursor.peek().isString()) {
      return cursor.qualifiedName("the name of a table, or its path in quotes");
    }
    String path = cursor.string("a path");
    if (path.isEmpty()) {
      throw cursor.error(from, "the path of a table must not be empty");
    }
    Identifier name = new Identifier(path, cursor.since(from));
    return new QualifiedName(
        List.of(new Identifier("delta", cursor.since(from)), name), cursor.since(from));
  }

  Optional<Identifier> alias() {
    if (cursor.accept("AS")) {
      return Optional.of(cursor.identifier("an alias"));
    }
    return grammar.expressions.atBareAlias()
        ? Optional.of(cursor.identifier("an alias"))
        : Optional.empty();
  }

  /** Reads {@code @v12}, {@code VERSION AS OF 12} or the like, if one is next. */
  Optional<TimeTravel> timeTravel() {
    if (cursor.accept("@")) {
      return Optional.of(afterAt());
    }
    boolean withFor = cursor.at("FOR") && cursor.peek(2).is("AS") && cursor.peek(3).is("OF");
    if (withFor) {
      cursor.advance();
    }
    if (cursor.peek(1).is("AS") && cursor.peek(2).is("OF")) {
      return Optional.of(asOf(withFor));
    }
    return Optional.empty();
  }

  /** Reads VERSION or TIMESTAMP AS OF and its value, which must be next. */
  TimeTravel asOf(boolean withFor) {
    int from = cursor.start();
    boolean version = cursor.accept("VERSION") || (withFor && cursor.accept("SYSTEM_VERSION"));
    if (!version && !cursor.accept("TIMESTAMP") && !(withFor && cursor.accept("SYSTEM_TIME"))) {
      throw cursor.unexpected("'VERSION AS OF' or 'TIMESTAMP AS OF'");
    }
    cursor.expect("AS", "OF");
    SqlExpression value = grammar.expressions.atLeast(Precedence.COMPARISON);
    return version
        ? new TimeTravel.AsOfVersion(value, cursor.since(from))
        : new TimeTravel.AsOfTimestamp(value, cursor.since(from));
  }

  private TimeTravel afterAt() {
    int from = cursor.start();
    String text = cursor.peek().text();
    if (text.matches("[vV][0-9]+")) {
      cursor.advance();
      SqlExpression version =
          new NumberLiteral(NumberKind.INTEGER, text.substring(1), cursor.since(from));
      return new TimeTravel.AsOfVersion(version, cursor.since(from));
    }
    if (!text.matches("[0-9]{17}")) {
      throw cursor.unexpected(
          "a version such as v12, or a timestamp of 17 digits (yyyyMMddHHmmssSSS), after '@'");
    }
    cursor.advance();
    String timestamp =
        "%s-%s-%s %s:%s:%s.%s"
            .formatted(
                text.substring(0, 4),
                text.substring(4, 6),
                text.substring(6, 8),
                text.substring(8, 10),
                text.substring(10, 12),
                text.substring(12, 14),
                text.substring(14));
    return new TimeTravel.AsOfTimestamp(
        new StringLiteral(timestamp, cursor.since(from)), cursor.since(from));
  }
}
