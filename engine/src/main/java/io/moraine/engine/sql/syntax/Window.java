package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** What a window function looks at: the part after OVER. */
public sealed interface Window extends SyntaxNode {

  /** A window of the WINDOW clause. */
  record NamedWindow(Identifier name, SourceRange range) implements Window {}

  /** A window written out, which may build on a named one. */
  record WindowSpecification(
      Optional<Identifier> base,
      List<SqlExpression> partitionBy,
      List<SortKey> orderBy,
      Optional<Frame> frame,
      SourceRange range)
      implements Window {
    public WindowSpecification {
      partitionBy = List.copyOf(partitionBy);
      orderBy = List.copyOf(orderBy);
    }
  }

  /** {@code name AS (…)} of the WINDOW clause. */
  record WindowDefinition(Identifier name, Window window, SourceRange range)
      implements SyntaxNode {}

  /** The rows around the current one. Without BETWEEN the end is the current row. */
  record Frame(FrameUnit unit, FrameBound start, FrameBound end) {}

  /** What a frame's distances count. */
  enum FrameUnit {
    ROWS,
    RANGE,
    /** Runs of rows that tie in the window's order. */
    GROUPS
  }

  /** One end of a frame; a distance where, and only where, the kind has one. */
  record FrameBound(BoundKind kind, Optional<SqlExpression> distance) {
    public FrameBound {
      boolean hasDistance = kind == BoundKind.PRECEDING || kind == BoundKind.FOLLOWING;
      if (hasDistance != distance.isPresent()) {
        throw new IllegalArgumentException(
            "Frame bound %s needs %s distance".formatted(kind, hasDistance ? "a" : "no"));
      }
    }
  }

  /** Where a frame's end lies. */
  enum BoundKind {
    UNBOUNDED_PRECEDING,
    PRECEDING,
    CURRENT_ROW,
    FOLLOWING,
    UNBOUNDED_FOLLOWING
  }
}
