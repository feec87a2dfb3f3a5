package io.moraine.core.eval;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.function.Expressions;
import io.moraine.core.kernel.Comparison;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns predicates into selectors. */
final class SelectorCompiler {
  private final Compiler compiler;

  SelectorCompiler(EvaluationContext context) {
    this.compiler = new Compiler(context);
  }

  Selector compile(Expression predicate) {
    Expression pushed =
        predicate instanceof Call not && not.is(Operators.NOT)
            ? negated(not.argument(0))
            : predicate;
    if (pushed.equals(Literal.TRUE)) {
      return (rows, selection, count) -> count;
    }
    Optional<Integer> column = onlyColumn(pushed);
    return column.isPresent()
        ? new ColumnSelector(column.get(), compiler.compile(pushed), rowByRow(pushed))
        : rowByRow(pushed);
  }

  private Selector rowByRow(Expression predicate) {
    if (predicate instanceof Call call) {
      if (call.is(Operators.AND)) {
        List<Selector> parts = new ArrayList<>();
        Operators.conjuncts(call).forEach(part -> parts.add(compile(part)));
        return new AndSelector(parts);
      } else if (call.is(Operators.OR)) {
        return new OrSelector(compile(call.argument(0)), compile(call.argument(1)));
      }
      Optional<Selector> special = nullTest(call).or(() -> comparison(call));
      if (special.isPresent()) {
        return special.get();
      }
    }
    return new NodeSelector(compiler.compile(predicate));
  }

  private static Optional<Selector> nullTest(Call call) {
    boolean isNull = call.is(Operators.IS_NULL);
    if ((isNull || call.is(Operators.IS_NOT_NULL))
        && call.argument(0) instanceof ColumnReference column) {
      return Optional.of(
          (rows, selection, count) -> {
            byte[] validity = rows.column(column.id()).validity();
            if (validity == null) {
              return isNull ? 0 : count;
            }
            return Selections.byValidity(validity, isNull ? 0 : 1, selection, count);
          });
    }
    return Optional.empty();
  }

  private static Optional<Selector> comparison(Call call) {
    Optional<Comparison> operator = Comparison.of(call.function());
    if (operator.isEmpty()) {
      return Optional.empty();
    }
    if (call.argument(0) instanceof ColumnReference column
        && call.argument(1) instanceof Literal literal) {
      return RangeSelector.of(column.id(), column.type(), operator.get(), literal.value());
    }
    if (call.argument(1) instanceof ColumnReference column
        && call.argument(0) instanceof Literal literal) {
      return RangeSelector.of(
          column.id(), column.type(), operator.get().flipped(), literal.value());
    }
    return Optional.empty();
  }

  /** NOT of {@code condition}, pushed down to where it costs nothing. */
  private static Expression negated(Expression condition) {
    if (condition instanceof Call call) {
      Optional<Comparison> operator = Comparison.of(call.function());
      if (operator.isPresent()) {
        return Operators.compare(
            operator.get().negated().symbol(), call.argument(0), call.argument(1));
      }
      switch (call.function()) {
        case Operators.NOT -> {
          return call.argument(0);
        }
        case Operators.AND -> {
          return Operators.or(Operators.not(call.argument(0)), Operators.not(call.argument(1)));
        }
        case Operators.OR -> {
          return Operators.and(Operators.not(call.argument(0)), Operators.not(call.argument(1)));
        }
        case Operators.IS_NULL -> {
          return Operators.isNotNull(call.argument(0));
        }
        case Operators.IS_NOT_NULL -> {
          return Operators.isNull(call.argument(0));
        }
        default -> {}
      }
    }
    return Operators.not(condition);
  }

  private static Optional<Integer> onlyColumn(Expression expression) {
    Set<Integer> columns = new HashSet<>();
    collect(expression, columns);
    return columns.size() == 1 && !Expressions.isVolatile(expression)
        ? Optional.of(columns.iterator().next())
        : Optional.empty();
  }

  private static void collect(Expression expression, Set<Integer> columns) {
    if (expression instanceof ColumnReference reference) {
      columns.add(reference.id());
    }
    expression.children().forEach(child -> collect(child, columns));
  }
}
