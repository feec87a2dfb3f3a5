package io.moraine.core.prune;

import io.moraine.core.eval.ConstantFolder;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.kernel.Comparison;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A predicate, ready to be decided by statistics. Safe for use by several threads.
 *
 * <p>Sound in SQL's three-valued logic: {@link Outcome#NONE} and {@link Outcome#ALL} are proofs, as
 * far as the statistics are right. What it cannot reason about may be anything.
 */
public final class Pruner {
  /** Fewer options of an IN are compared one by one. */
  private static final int MANY_OPTIONS = 16;

  private final Expression predicate;

  /** The long lists of IN within the predicate, by identity. */
  private final IdentityHashMap<Call, SortedOptions> lists = new IdentityHashMap<>();

  private Pruner(Expression predicate) {
    this.predicate = predicate;
    sortLists(predicate);
  }

  private void sortLists(Expression expression) {
    if (expression instanceof Call call
        && call.is(Operators.IN)
        && call.arguments().size() > MANY_OPTIONS) {
      SortedOptions.of(call).ifPresent(options -> lists.put(call, options));
    } else {
      expression.children().forEach(this::sortLists);
    }
  }

  /**
   * A pruner for {@code predicate}, a boolean whose column references are ordinals of {@code
   * schema}.
   *
   * @throws IllegalArgumentException if a reference is not to a column of the schema
   */
  public static Pruner compile(Expression predicate, StructType schema) {
    check(predicate, schema);
    return new Pruner(ConstantFolder.fold(predicate));
  }

  private static void check(Expression expression, StructType schema) {
    if (expression instanceof io.moraine.core.expr.ColumnReference column
        && (column.id() < 0 || column.id() >= schema.size())) {
      throw new IllegalArgumentException(
          "No column %d (%s) in %s".formatted(column.id(), column.name(), schema));
    }
    expression.children().forEach(child -> check(child, schema));
  }

  /** How many of the rows that {@code source} tells of satisfy the predicate. */
  public Outcome decide(StatisticsSource source) {
    return source.rowCount() == 0 ? Outcome.NONE : truth(predicate, source).outcome();
  }

  private Truth truth(Expression expression, StatisticsSource source) {
    if (expression instanceof Literal literal && literal.value() instanceof Boolean value) {
      return value ? Truth.TRUE : Truth.FALSE;
    } else if (expression instanceof Call call) {
      return truth(call, source);
    }
    // A boolean column and the like: TRUE where it equals TRUE.
    return expression.type() == Primitive.BOOLEAN
        ? Spans.of(expression, source).compare(Comparison.EQ, Span.of(true))
        : Truth.ANY;
  }

  private Truth truth(Call call, StatisticsSource source) {
    Optional<Comparison> comparison = Comparison.of(call.function());
    if (comparison.isPresent()) {
      return span(call, 0, source).compare(comparison.get(), span(call, 1, source));
    }
    return switch (call.function()) {
      case Operators.AND -> truth(call.argument(0), source).and(truth(call.argument(1), source));
      case Operators.OR -> truth(call.argument(0), source).or(truth(call.argument(1), source));
      case Operators.NOT -> truth(call.argument(0), source).not();
      case Operators.NULL_SAFE_EQ -> span(call, 0, source).compareNullSafely(span(call, 1, source));
      case Operators.IS_NULL -> span(call, 0, source).isNull();
      case Operators.IS_NOT_NULL -> span(call, 0, source).isNull().not();
      case Operators.IN -> in(call, source);
      case Operators.LIKE -> Prefixes.like(call, span(call, 0, source));
      case "startswith" -> Prefixes.startsWith(call, span(call, 0, source));
      default -> Truth.ANY;
    };
  }

  private static Span span(Call call, int ordinal, StatisticsSource source) {
    return Spans.of(call.argument(ordinal), source);
  }

  /** The OR of equalities, which IN is. */
  private Truth in(Call call, StatisticsSource source) {
    Span operand = span(call, 0, source);
    SortedOptions sorted = lists.get(call);
    if (sorted != null) {
      return sorted.contain(operand);
    }
    List<Expression> options = call.arguments().subList(1, call.arguments().size());
    Truth any = Truth.FALSE;
    for (Expression option : options) {
      any = any.or(operand.compare(Comparison.EQ, Spans.of(option, source)));
    }
    return any;
  }
}
