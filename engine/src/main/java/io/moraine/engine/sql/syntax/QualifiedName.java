package io.moraine.engine.sql.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names joined by dots, outermost first. Never empty. A table named by its path, such as {@code
 * delta.`/data/t`} or, where a command takes it, {@code '/data/t'}, is the format and the path.
 */
public record QualifiedName(List<Identifier> parts, SourceRange range) implements SyntaxNode {
  public QualifiedName {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("Qualified name must have a part");
    }
  }

  /** A name that no text holds. */
  public static QualifiedName of(String... parts) {
    List<Identifier> identifiers = Arrays.stream(parts).map(Identifier::of).toList();
    return new QualifiedName(identifiers, SourceRange.NONE);
  }

  /** The innermost part. */
  public Identifier last() {
    return parts.get(parts.size() - 1);
  }

  /** The texts of the parts, outermost first. */
  public List<String> texts() {
    return parts.stream().map(Identifier::text).toList();
  }

  /** The parts joined by dots, for messages: not quoted, so not always SQL. */
  public String display() {
    return parts.stream().map(Identifier::text).collect(Collectors.joining("."));
  }
}
