package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.ColumnDefinition;
import io.moraine.engine.sql.syntax.ColumnDefinition.Generation;
import io.moraine.engine.sql.syntax.ColumnPosition;
import io.moraine.engine.sql.syntax.Ddl.CheckConstraint;
import io.moraine.engine.sql.syntax.Dml.PartitionValue;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Property;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SqlType;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what several statements about tables have in common. */
final class ClauseParser {
  private final Grammar grammar;
  private final Cursor cursor;

  ClauseParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Optional<SqlExpression> where() {
    return cursor.accept("WHERE")
        ? Optional.of(grammar.expressions.expression())
        : Optional.empty();
  }

  /** Reads PARTITION (…), if it is next. */
  List<PartitionValue> partition() {
    return cursor.accept("PARTITION") ? cursor.parenthesised(this::partitionValue) : List.of();
  }

  private PartitionValue partitionValue() {
    Identifier name = cursor.identifier("a partition column");
    Optional<SqlExpression> value =
        cursor.accept("=") ? Optional.of(grammar.expressions.expression()) : Optional.empty();
    return new PartitionValue(name, value);
  }

  boolean ifExists() {
    return cursor.accept("IF", "EXISTS");
  }

  boolean ifNotExists() {
    return cursor.accept("IF", "NOT", "EXISTS");
  }

  /** Reads keys and values in parentheses. */
  List<Property> properties() {
    return cursor.parenthesised(
        () -> {
          String key = propertyKey();
          if (!cursor.accept("=")) {
            cursor.accept("==");
          }
          return new Property(key, propertyValue());
        });
  }

  String propertyKey() {
    // Not joined with the next string, which is the value where there is no equals sign.
    return cursor.peek().isString()
        ? cursor.advance().text()
        : cursor.qualifiedName("the key of a property").display();
  }

  private String propertyValue() {
    if (cursor.peek().isString()) {
      return cursor.string("a value");
    }
    if (cursor.peek().isNumber() || (cursor.at("-") && cursor.peek(1).isNumber())) {
      return grammar.literals.number().digits();
    }
    if (cursor.at("TRUE") || cursor.at("FALSE")) {
      return cursor.advance().text().toLowerCase(Locale.ROOT);
    }
    throw cursor.unexpected("the value of a property: a string, number or boolean");
  }

  ColumnDefinition column() {
    int from = cursor.start();
    QualifiedName name = cursor.qualifiedName("the name of a column");
    SqlType type = grammar.types.type();
    return columnAfterType(name, type, from);
  }

  /** Reads what follows a column's type: each clause at most once, in any order. */
  ColumnDefinition columnAfterType(QualifiedName name, SqlType type, int from) {
    boolean nullable = true;
    Optional<SqlExpression> defaultValue = Optional.empty();
    Optional<Generation> generation = Optional.empty();
    Optional<String> comment = Optional.empty();
    Optional<ColumnPosition> position = Optional.empty();
    while (true) {
      int clauseFrom = cursor.start();
      boolean again;
      if (cursor.accept("NOT", "NULL")) {
        again = !nullable;
        nullable = false;
      } else if (cursor.accept("DEFAULT")) {
        again = defaultValue.isPresent() || generation.isPresent();
        // NOT NULL may follow: it is no operator here.
        defaultValue = Optional.of(grammar.expressions.expression());
      } else if (cursor.accept("GENERATED")) {
        again = defaultValue.isPresent() || generation.isPresent();
        generation = Optional.of(generation());
      } else if (cursor.accept("COMMENT")) {
        again = comment.isPresent();
        comment = Optional.of(cursor.string("a comment"));
      } else if (cursor.at("FIRST") || cursor.at("AFTER")) {
        again = position.isPresent();
        position = position();
      } else {
        return new ColumnDefinition(
            name, type, nullable, defaultValue, generation, comment, position, cursor.since(from));
      }
      if (again) {
        throw cursor.error(clauseFrom, "this clause of the column repeats or excludes another");
      }
    }
  }

  private Generation generation() {
    boolean always = cursor.accept("ALWAYS");
    if (!always && !cursor.accept("BY", "DEFAULT")) {
      throw cursor.unexpected("'ALWAYS' or 'BY DEFAULT'");
    }
    cursor.expect("AS");
    if (cursor.accept("IDENTITY")) {
      return identity(always);
    }
    if (!always) {
      throw cursor.unexpected("'IDENTITY'");
    }
    cursor.expect("(");
    SqlExpression expression = grammar.expressions.expression();
    cursor.expect(")");
    return new Generation.Computed(expression);
  }

  private Generation identity(boolean always) {
    Optional<BigInteger> start = Optional.empty();
    Optional<BigInteger> step = Optional.empty();
    if (cursor.accept("(")) {
      while (!cursor.accept(")")) {
        if (start.isEmpty() && cursor.accept("START", "WITH")) {
          start = Optional.of(wholeNumber());
        } else if (step.isEmpty() && cursor.accept("INCREMENT", "BY")) {
          step = Optional.of(wholeNumber());
        } else if (!cursor.accept(",")) {
          throw cursor.unexpected("'START WITH', 'INCREMENT BY' or ')'");
        }
      }
    }
    return new Generation.Identity(always, start, step);
  }

  private BigInteger wholeNumber() {
    int distance = cursor.at("-") ? 1 : 0;
    if (!cursor.peek(distance).isNumber() || !cursor.peek(distance).text().matches("[0-9]+")) {
      throw cursor.unexpected("a whole number");
    }
    return new BigInteger(grammar.literals.number().digits());
  }

  /** Reads FIRST or AFTER column, if one is next. */
  Optional<ColumnPosition> position() {
    if (cursor.accept("FIRST")) {
      return Optional.of(new ColumnPosition.First());
    }
    return cursor.accept("AFTER")
        ? Optional.of(new ColumnPosition.After(cursor.identifier("the name of a column")))
        : Optional.empty();
  }

  /** Reads {@code CONSTRAINT name CHECK (condition)}. */
  CheckConstraint constraint() {
    int from = cursor.start();
    cursor.expect("CONSTRAINT");
    Identifier name = cursor.identifier("the name of a constraint");
    cursor.expect("CHECK", "(");
    SqlExpression condition = grammar.expressions.expression();
    cursor.expect(")");
    return new CheckConstraint(name, condition, cursor.since(from));
  }
}
