package io.moraine.core.prune;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options of an IN, which are constants, in order: whether one is within bounds is told by a
 * search.
 */
final class SortedOptions {
  private final List<Object> values;
  private final boolean nullOption;

  private SortedOptions(List<Object> values, boolean nullOption) {
    this.values = values;
    this.nullOption = nullOption;
  }

  /** Those of {@code in}, if they are constants of one type that has an order. */
  static Optional<SortedOptions> of(Call in) {
    DataType type = in.argument(0).type();
    boolean ordered =
        type instanceof DataType.Decimal
            || (type instanceof DataType.Primitive
                && type != DataType.Primitive.VARIANT
                && type != DataType.Primitive.VOID);
    List<Object> values = new ArrayList<>();
    boolean nullOption = false;
    for (Expression option : in.arguments().subList(1, in.arguments().size())) {
      if (!ordered || !(option instanceof Literal literal) || !literal.type().equals(type)) {
        return Optional.empty();
      }
      if (literal.value() == null) {
        nullOption = true;
      } else {
        values.add(literal.value());
      }
    }
    values.sort(ValueOrder::compare);
    return Optional.of(new SortedOptions(values, nullOption));
  }

  /** What {@code operand IN (…)} may be. */
  Truth contain(Span operand) {
    if (!operand.mayBeValue()) {
      return Truth.NULL;
    }
    boolean nulls = operand.mayBeNull() || nullOption;
    int from = operand.min() == null ? 0 : firstAtLeast(operand.min());
    boolean found =
        from < values.size()
            && (operand.max() == null || ValueOrder.compare(values.get(from), operand.max()) <= 0);
    if (!found) {
      return new Truth(false, true, nulls);
    }
    boolean single =
        operand.min() != null
            && operand.max() != null
            && ValueOrder.compare(operand.min(), operand.max()) == 0;
    return single ? new Truth(true, false, operand.mayBeNull()) : new Truth(true, true, nulls);
  }

  private int firstAtLeast(Object bound) {
    int low = 0;
    int high = values.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ValueOrder.compare(values.get(middle), bound) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
