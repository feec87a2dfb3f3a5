package io.moraine.engine.bind;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.physical.Frame;
import io.moraine.engine.physical.Frame.Bound;
import io.moraine.engine.physical.Frame.Unit;
import io.moraine.engine.sql.syntax.BinaryOperator;
import io.moraine.engine.sql.syntax.Literal.IntervalLiteral;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.SortKey;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.Window.BoundKind;
import io.moraine.engine.sql.syntax.Window.FrameBound;
import io.moraine.engine.sql.syntax.Window.WindowSpecification;

/** Binds the frame of a window. */
record FrameBinder(ExpressionBinder binder, WindowSpecification window) {

  /** The frame as written; if none is, up to the current row where there is an order. */
  Frame frame() {
    if (window.frame().isEmpty()) {
      return window.orderBy().isEmpty() ? Frame.PARTITION : Frame.TO_CURRENT;
    }
    var written = window.frame().get();
    Unit unit =
        switch (written.unit()) {
          case ROWS -> Unit.ROWS;
          case RANGE -> Unit.RANGE;
          case GROUPS -> Unit.GROUPS;
        };
    if (written.start().kind() == BoundKind.UNBOUNDED_FOLLOWING
        || written.end().kind() == BoundKind.UNBOUNDED_PRECEDING) {
      throw binder
          .context()
          .error(window, "A frame cannot start at the end of its partition or end at the start");
    }
    return new Frame(unit, bound(unit, written.start()), bound(unit, written.end()));
  }

  private Bound bound(Unit unit, FrameBound bound) {
    return switch (bound.kind()) {
      case UNBOUNDED_PRECEDING, UNBOUNDED_FOLLOWING -> new Bound.Unbounded();
      case CURRENT_ROW -> new Bound.CurrentRow();
      case PRECEDING, FOLLOWING -> {
        SqlExpression distance = bound.distance().orElseThrow();
        boolean before = bound.kind() == BoundKind.PRECEDING;
        if (unit == Unit.RANGE) {
          yield limit(distance, before);
        }
        long count = count(distance);
        yield new Bound.Offset(before ? -count : count);
      }
    };
  }

  private long count(SqlExpression distance) {
    Expression folded =
        binder.context().fold(Expressions.cast(binder.bind(distance), Primitive.LONG));
    if (folded instanceof Literal literal
        && literal.value() instanceof Long number
        && number >= 0) {
      return number;
    }
    throw binder
        .context()
        .error(distance, "A frame needs a whole number from 0 here, found " + folded);
  }

  /** The key moved by the distance, and the key itself, as one type. */
  private Bound limit(SqlExpression distance, boolean before) {
    if (window.orderBy().size() != 1) {
      throw binder
          .context()
          .error(
              window,
              "A RANGE frame with a distance needs one ORDER BY key, found %d"
                  .formatted(window.orderBy().size()));
    }
    SortKey written = window.orderBy().get(0);
    boolean down = before == (written.direction() == SortKey.Direction.ASCENDING);
    Expression key = binder.bind(written.expression());
    Expression limit;
    if (distance instanceof IntervalLiteral) {
      BinaryOperator operator = down ? BinaryOperator.SUBTRACT : BinaryOperator.ADD;
      limit =
          binder.bind(
              new Operation.Binary(operator, written.expression(), distance, distance.range()));
    } else {
      Expression wide = key.type().isIntegral() ? Expressions.cast(key, Primitive.LONG) : key;
      limit = binder.call(distance, down ? "-" : "+", wide, distance(distance));
    }
    Expression moved = limit;
    return binder
        .context()
        .at(distance, () -> new Bound.Limit(Expressions.cast(key, moved.type()), moved));
  }

  private Expression distance(SqlExpression distance) {
    Expression bound = binder.bind(distance);
    Expression folded = binder.context().fold(bound);
    boolean fits =
        folded instanceof Literal literal
            && literal.value() instanceof Number number
            && number.doubleValue() >= 0;
    if (!fits) {
      throw binder
          .context()
          .error(distance, "A RANGE frame needs a number from 0 here, found " + folded);
    }
    return folded;
  }
}
