package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Keywords;
import io.moraine.engine.sql.syntax.Property;
import io.moraine.engine.sql.syntax.QualifiedName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The text under way, with the printers that add to it. */
final class Text {
  final TypePrinter types = new TypePrinter(this);
  final LiteralPrinter literals = new LiteralPrinter(this);
  final ReferencePrinter references = new ReferencePrinter(this);
  final ExpressionPrinter expressions = new ExpressionPrinter(this);
  final QueryPrinter queries = new QueryPrinter(this);
  final RelationPrinter relations = new RelationPrinter(this);
  final DmlPrinter dml = new DmlPrinter(this);
  final DdlPrinter ddl = new DdlPrinter(this);
  final ColumnPrinter columns = new ColumnPrinter(this);
  final AlterPrinter alter = new AlterPrinter(this);
  final MaintenancePrinter maintenance = new MaintenancePrinter(this);
  final InspectionPrinter inspection = new InspectionPrinter(this);
  final StatementPrinter statements = new StatementPrinter(this);

  private final StringBuilder out = new StringBuilder();

  Text add(String text) {
    out.append(text);
    return this;
  }

  /** Adds {@code text} if {@code wanted}. */
  Text addIf(boolean wanted, String text) {
    return wanted ? add(text) : this;
  }

  Text name(Identifier identifier) {
    return name(identifier.text());
  }

  Text name(String name) {
    return isPlain(name) ? add(name) : add("`").add(name.replace("`", "``")).add("`");
  }

  Text name(QualifiedName name) {
    return list(name.parts(), ".", this::name);
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !Keywords.needsQuotes(name.toUpperCase(Locale.ROOT));
  }

  Text string(String value) {
    out.append('\'');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\'' -> out.append("\\'");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == '\u007f') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('\'');
    return this;
  }

  /** Adds the elements with commas between them. */
  <T> Text list(Collection<? extends T> elements, Consumer<T> print) {
    return list(elements, ", ", print);
  }

  <T> Text list(Collection<? extends T> elements, String separator, Consumer<T> print) {
    boolean first = true;
    for (T element : elements) {
      addIf(!first, separator);
      first = false;
      print.accept(element);
    }
    return this;
  }

  /** Adds the elements with commas between them, in parentheses. */
  <T> Text parenthesised(Collection<? extends T> elements, Consumer<T> print) {
    return add("(").list(elements, print).add(")");
  }

  /** Adds {@code before} and the elements, if there are any. */
  <T> Text clause(String before, List<? extends T> elements, Consumer<T> print) {
    return elements.isEmpty() ? this : add(before).list(elements, print);
  }

  /** Adds {@code before} and the value, if there is one. */
  <T> Text clause(String before, Optional<? extends T> value, Consumer<T> print) {
    value.ifPresent(
        present -> {
          add(before);
          print.accept(present);
        });
    return this;
  }

  Text properties(String before, List<Property> properties) {
    return properties.isEmpty()
        ? this
        : add(before)
            .parenthesised(
                properties, property -> string(property.key()).add(" = ").string(property.value()));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
