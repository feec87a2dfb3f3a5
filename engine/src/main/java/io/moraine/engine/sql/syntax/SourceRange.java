package io.moraine.engine.sql.syntax;

/**
 * The half-open range of UTF-16 offsets {@code [from, to)} that a node was written in.
 *
 * <p><b>All ranges are equal to each other</b>, so that the equality of the records that hold one
 * is that of their content: a binder compares {@code GROUP BY a + 1} with {@code SELECT a + 1} by
 * {@code equals}. Compare {@link #from()} and {@link #to()} where places matter.
 */
public record SourceRange(int from, int to) {
  /** The range of a node that no text holds. */
  public static final SourceRange NONE = new SourceRange(0, 0);

  public SourceRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "Source range needs 0 <= from <= to, got from=%d, to=%d".formatted(from, to));
    }
  }

  /** The line and column of this range's start in the text it was parsed from. */
  public SourcePosition start(String text) {
    return SourcePosition.of(text, from);
  }

  /** The part of {@code text} that this range covers. */
  public String in(String text) {
    return text.substring(from, to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceRange;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
