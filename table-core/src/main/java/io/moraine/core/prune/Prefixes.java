package io.moraine.core.prune;

import io.moraine.core.expr.Call;
import io.moraine.core.kernel.LikePattern;
import io.moraine.core.kernel.ValueOrder;
import java.util.Optional;

/** Predicates on the beginning of strings. */
final class Prefixes {
  private Prefixes() {}

  /** {@code operand LIKE pattern [ESCAPE …]}. */
  static Truth like(Call call, Span operand) {
    Optional<LikePattern> pattern =
        LikePattern.ofConstants(call.arguments().subList(1, call.arguments().size()));
    if (pattern.isEmpty()) {
      return Truth.ANY;
    }
    Truth begins = startsWith(pattern.get().prefix(), operand);
    // Only `prefix%` says nothing more than that.
    boolean more = !pattern.get().isPrefixOnly();
    return new Truth(
        begins.mayBeTrue(),
        begins.mayBeFalse() || (more && operand.mayBeValue()),
        begins.mayBeNull());
  }

  /** {@code startswith(operand, prefix)}. */
  static Truth startsWith(Call call, Span operand) {
    return Spans.constant(call.argument(1))
        .filter(prefix -> prefix instanceof String)
        .map(prefix -> startsWith((String) prefix, operand))
        .orElse(Truth.ANY);
  }

  private static Truth startsWith(String prefix, Span operand) {
    if (!operand.mayBeValue()) {
      return Truth.NULL;
    }
    Object min = operand.min();
    Object max = operand.max();
    // Strings that begin with the prefix are one closed stretch of the order, from the prefix on.
    boolean allBelow = max instanceof String m && ValueOrder.compareStrings(m, prefix) < 0;
    boolean allAbove =
        min instanceof String m
            && ValueOrder.compareStrings(m, prefix) > 0
            && !m.startsWith(prefix);
    boolean within =
        min instanceof String a
            && max instanceof String b
            && a.startsWith(prefix)
            && b.startsWith(prefix);
    return new Truth(!allBelow && !allAbove, !within, operand.mayBeNull());
  }
}
