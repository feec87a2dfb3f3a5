package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Precedence;
import io.moraine.engine.sql.syntax.SortKey;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.Window;
import io.moraine.engine.sql.syntax.Window.BoundKind;
import io.moraine.engine.sql.syntax.Window.Frame;
import io.moraine.engine.sql.syntax.Window.FrameBound;
import io.moraine.engine.sql.syntax.Window.FrameUnit;
import java.util.List;
import java.util.Optional;

/** Reads windows, after OVER and in the WINDOW clause. */
final class WindowParser {
  private final Grammar grammar;
  private final Cursor cursor;

  WindowParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** Reads {@code name AS window}. */
  Window.WindowDefinition definition() {
    int from = cursor.start();
    Identifier name = cursor.identifier("the name of a window");
    cursor.expect("AS");
    Window window = window();
    return new Window.WindowDefinition(name, window, cursor.since(from));
  }

  Window window() {
    int from = cursor.start();
    if (!cursor.at("(")) {
      Identifier name = cursor.identifier("a window in parentheses or the name of one");
      return new Window.NamedWindow(name, cursor.since(from));
    }
    cursor.expect("(");
    Optional<Identifier> base = Optional.empty();
    if (cursor.atIdentifier() && !beginsClause()) {
      base = Optional.of(cursor.identifier("the name of a window"));
    }
    List<SqlExpression> partitionBy = List.of();
    if (cursor.accept("PARTITION", "BY") || cursor.accept("DISTRIBUTE", "BY")) {
      partitionBy = cursor.list(grammar.expressions::expression);
    }
    List<SortKey> orderBy = List.of();
    if (cursor.accept("ORDER", "BY") || cursor.accept("SORT", "BY")) {
      orderBy = cursor.list(grammar.expressions::sortKey);
    }
    Optional<Frame> frame = frame();
    if (!cursor.accept(")")) {
      throw cursor.unexpected("a clause of the window or ')'");
    }
    return new Window.WindowSpecification(base, partitionBy, orderBy, frame, cursor.since(from));
  }

  private boolean beginsClause() {
    return cursor.at("PARTITION", "BY")
        || cursor.at("DISTRIBUTE", "BY")
        || cursor.at("ORDER", "BY")
        || cursor.at("SORT", "BY")
        || ((cursor.at("ROWS") || cursor.at("RANGE") || cursor.at("GROUPS"))
            && !cursor.peek(1).is(")"));
  }

  private Optional<Frame> frame() {
    FrameUnit unit;
    if (cursor.accept("ROWS")) {
      unit = FrameUnit.ROWS;
    } else if (cursor.accept("RANGE")) {
      unit = FrameUnit.RANGE;
    } else if (cursor.accept("GROUPS")) {
      unit = FrameUnit.GROUPS;
    } else {
      return Optional.empty();
    }
    if (!cursor.accept("BETWEEN")) {
      return Optional.of(
          new Frame(unit, bound(), new FrameBound(BoundKind.CURRENT_ROW, Optional.empty())));
    }
    FrameBound start = bound();
    cursor.expect("AND");
    return Optional.of(new Frame(unit, start, bound()));
  }

  private FrameBound bound() {
    if (cursor.accept("CURRENT", "ROW")) {
      return new FrameBound(BoundKind.CURRENT_ROW, Optional.empty());
    }
    if (cursor.accept("UNBOUNDED", "PRECEDING")) {
      return new FrameBound(BoundKind.UNBOUNDED_PRECEDING, Optional.empty());
    }
    if (cursor.accept("UNBOUNDED", "FOLLOWING")) {
      return new FrameBound(BoundKind.UNBOUNDED_FOLLOWING, Optional.empty());
    }
    Optional<SqlExpression> distance = Optional.of(grammar.expressions.atLeast(Precedence.NOT));
    if (cursor.accept("PRECEDING")) {
      return new FrameBound(BoundKind.PRECEDING, distance);
    }
    if (cursor.accept("FOLLOWING")) {
      return new FrameBound(BoundKind.FOLLOWING, distance);
    }
    throw cursor.unexpected("'PRECEDING' or 'FOLLOWING'");
  }
}
