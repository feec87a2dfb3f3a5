package io.moraine.engine.catalog;

import java.util.List;

/**
 * A table's name as a statement gives it, outermost part first; {@code delta.`/data/t`} is {@code
 * [delta, /data/t]}. Never empty.
 */
public record TableName(List<String> parts) {
  public TableName {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("A table's name needs a part");
    }
  }

  /** A name of {@code parts}. */
  public static TableName of(String... parts) {
    return new TableName(List.of(parts));
  }

  /** The innermost part, which a query may use to qualify the table's columns. */
  public String last() {
    return parts.get(parts.size() - 1);
  }

  /** As SQL writes it, with backquotes where they are needed. */
  @Override
  public String toString() {
    return String.join(
        ".",
        parts.stream()
            .map(
                part ->
                    part.matches("[A-Za-z_][A-Za-z0-9_]*")
                        ? part
                        : "`" + part.replace("`", "``") + "`")
            .toList());
  }
}
