package io.moraine.engine.rule;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives what {@code CHAR} columns are compared with in conditions the spaces that the columns have. */
final class CharComparisons {
  private static final Set<String> COMPARISONS =
      Set.of(
          Operators.EQ,
          Operators.NE,
          Operators.LT,
          Operators.LE,
          Operators.GT,
          Operators.GE,
          Operators.NULL_SAFE_EQ,
          Operators.IN);

  private CharComparisons() {}

  /** {@code condition}, over the columns of {@code schema} by ordinals, with these spaces. */
  static Expression padded(Expression condition, StructType schema) {
    if (condition.children().isEmpty()) {
      return condition;
    }
    List<Expression> children =
        new ArrayList<>(condition.children().stream().map(c -> padded(c, schema)).toList());
    if (condition instanceof Call call
        && COMPARISONS.contains(call.function())
        && children.stream().anyMatch(child -> charLength(child, schema).isPresent())
        && children.stream().allMatch(child -> length(child, schema) >= 0)) {
      int longest = children.stream().mapToInt(child -> length(child, schema)).max().orElse(0);
      children.replaceAll(child -> padded(child, longest, length(child, schema)));
    }
    return condition.withChildren(children);
  }

  private static Optional<Integer> charLength(Expression operand, StructType schema) {
    return operand instanceof ColumnReference column && column.id() < schema.size()
        ? CharType.of(schema.field(column.id())).filter(CharType::padded).map(CharType::length)
        : Optional.empty();
  }

  /** The length of a column or literal, −1 of what has none. */
  private static int length(Expression operand, StructType schema) {
    if (operand instanceof Literal literal) {
      return literal.value() instanceof String text
          ? text.codePointCount(0, text.length())
          : literal.value() == null ? 0 : -1;
    }
    return charLength(operand, schema).orElse(-1);
  }

  private static Expression padded(Expression operand, int longest, int length) {
    if (operand instanceof Literal literal) {
      return literal.value() instanceof String text
          ? Literal.of(text + " ".repeat(longest - length))
          : literal;
    }
    return length < longest
        ? Expressions.call("rpad", operand, Literal.of(longest), Literal.of(" "))
        : operand;
  }
}
