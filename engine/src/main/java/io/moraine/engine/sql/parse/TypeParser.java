package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.SqlType;
import io.moraine.engine.sql.syntax.SqlTypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads types. */
final class TypeParser {
  private final Cursor cursor;

  TypeParser(Cursor cursor) {
    this.cursor = cursor;
  }

  SqlType type() {
    cursor.enter();
    int from = cursor.start();
    SqlType type;
    if (cursor.accept("ARRAY")) {
      cursor.expect("<");
      SqlType element = type();
      cursor.expect(">");
      type = new SqlType.ArrayOf(element, cursor.since(from));
    } else if (cursor.accept("MAP")) {
      cursor.expect("<");
      SqlType key = type();
      cursor.expect(",");
      SqlType value = type();
      cursor.expect(">");
      type = new SqlType.MapOf(key, value, cursor.since(from));
    } else if (cursor.accept("STRUCT")) {
      type = new SqlType.StructOf(structFields(), cursor.since(from));
    } else if (cursor.accept("INTERVAL")) {
      Optional<String> unit = unit();
      Optional<String> toUnit =
          unit.isPresent() && cursor.accept("TO") ? Optional.of(requiredUnit()) : Optional.empty();
      type = new SqlType.IntervalType(unit, toUnit, cursor.since(from));
    } else {
      type = simple(from);
    }
    cursor.leave();
    return type;
  }

  private List<SqlType.Field> structFields() {
    if (cursor.accept("<>")) {
      return List.of();
    }
    cursor.expect("<");
    if (cursor.accept(">")) {
      return List.of();
    }
    List<SqlType.Field> fields = cursor.list(this::field);
    if (!cursor.accept(">")) {
      throw cursor.unexpected("',' or '>'");
    }
    return fields;
  }

  private SqlType.Field field() {
    int from = cursor.start();
    Identifier name = cursor.identifier("the name of a field");
    cursor.accept(":");
    SqlType type = type();
    boolean nullable = !cursor.accept("NOT", "NULL");
    Optional<String> comment =
        cursor.accept("COMMENT") ? Optional.of(cursor.string("a comment")) : Optional.empty();
    return new SqlType.Field(name, type, nullable, comment, cursor.since(from));
  }

  private Optional<String> unit() {
    return cursor.peek().isWord() ? Units.find(cursor.peek().upper(), cursor) : Optional.empty();
  }

  private String requiredUnit() {
    return unit().orElseThrow(() -> cursor.unexpected("a unit of time"));
  }

  private SqlType simple(int from) {
    Token word = cursor.peek();
    Optional<SqlTypeName> name =
        word.isWord() ? SqlTypeName.find(word.text()) : Optional.<SqlTypeName>empty();
    if (name.isEmpty()) {
      for (SqlTypeName known : SqlTypeName.values()) {
        cursor.at(known.name());
      }
      throw cursor.unexpected("a type");
    }
    cursor.advance();
    if (name.get() == SqlTypeName.STRING && cursor.accept("COLLATE")) {
      return new SqlType.CollatedString(cursor.qualifiedName("a collation"), cursor.since(from));
    }
    List<Integer> parameters = new ArrayList<>();
    if (cursor.at("(")) {
      parameters.addAll(cursor.parenthesised(() -> cursor.integer("a whole number")));
    }
    if (!name.get().takes(parameters.size())) {
      throw cursor.error(
          from,
          "the type %s takes %s parameters, found %d"
              .formatted(name.get(), name.get().parameterCount(), parameters.size()));
    }
    return new SqlType.Simple(name.get(), parameters, cursor.since(from));
  }
}
