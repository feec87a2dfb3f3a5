package io.moraine.engine.bind;

import io.moraine.core.expr.Expression;
import io.moraine.engine.sql.syntax.SortKey;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A key of ORDER BY: either an item of SELECT, or an expression over what SELECT reads. */
record OrderKey(SortKey written, Optional<Integer> item, Optional<Expression> hidden) {

  static OrderKey ofItem(SortKey written, int item) {
    return new OrderKey(written, Optional.of(item), Optional.empty());
  }

  OrderKey rewrite(UnaryOperator<Expression> change) {
    return new OrderKey(written, item, hidden.map(change));
  }
}
