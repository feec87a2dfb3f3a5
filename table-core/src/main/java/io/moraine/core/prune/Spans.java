package io.moraine.core.prune;

import io.moraine.core.expr.Cast;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Literal;
import io.moraine.core.kernel.CastRules;
import io.moraine.core.kernel.ValueCast;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The spans of expressions, from the statistics of the columns they are made of. */
final class Spans {
  private Spans() {}

  static Span of(Expression expression, StatisticsSource source) {
    if (expression instanceof Literal literal) {
      return isOrdered(literal.type()) ? Span.of(literal.value()) : Span.UNKNOWN;
    } else if (expression instanceof ColumnReference column) {
      return of(column.type(), source.column(column.id()), source.rowCount());
    } else if (expression instanceof FieldAccess access) {
      return ofField(access, source);
    } else if (expression instanceof Cast cast && isMonotone(cast)) {
      ValueCast values = new ValueCast(cast.operand().type(), cast.type(), ZoneOffset.UTC);
      return of(cast.operand(), source).through(value -> values.apply(value).orElse(null));
    }
    return Span.UNKNOWN;
  }

  private static Span ofField(FieldAccess access, StatisticsSource source) {
    List<Integer> path = new ArrayList<>();
    Expression at = access;
    while (at instanceof FieldAccess field) {
      path.add(0, field.ordinal());
      at = field.struct();
    }
    return at instanceof ColumnReference column
        ? of(access.type(), source.field(column.id(), path), source.rowCount())
        : Span.UNKNOWN;
  }

  private static Span of(DataType type, ColumnStatistics statistics, long rowCount) {
    long nulls = statistics.nullCount();
    return new Span(
        known(type, statistics.min()),
        known(type, statistics.max()),
        nulls != 0,
        nulls < 0 || rowCount < 0 || nulls < rowCount);
  }

  /** The bound, or null where it is not of the type's class: statistics of an older schema. */
  private static Object known(DataType type, Object bound) {
    if (bound == null || !isOrdered(type)) {
      return null;
    }
    Class<?> expected =
        type instanceof DataType.Decimal
            ? BigDecimal.class
            : switch ((Primitive) type) {
              case BOOLEAN -> Boolean.class;
              case BYTE, SHORT, INTEGER, DATE -> Integer.class;
              case LONG, TIMESTAMP, TIMESTAMP_NTZ -> Long.class;
              case FLOAT -> Float.class;
              case DOUBLE -> Double.class;
              case STRING -> String.class;
              case BINARY -> byte[].class;
              case VARIANT, VOID -> Void.class;
            };
    return expected.isInstance(bound) ? bound : null;
  }

  private static boolean isOrdered(DataType type) {
    return type instanceof DataType.Decimal
        || (type instanceof Primitive && type != Primitive.VARIANT && type != Primitive.VOID);
  }

  /** Whether the cast gives null for null only, never fails, and keeps the order. */
  private static boolean isMonotone(Cast cast) {
    DataType from = cast.operand().type();
    DataType to = cast.type();
    boolean numbers = from.isNumeric() && to.isNumeric();
    boolean toDate = from == Primitive.TIMESTAMP_NTZ && to == Primitive.DATE;
    return (numbers || toDate) && CastRules.isInfallible(from, to);
  }

  /** The value of a literal, if it is one and not null. */
  static Optional<Object> constant(Expression expression) {
    return expression instanceof Literal literal
        ? Optional.ofNullable(literal.value())
        : Optional.empty();
  }
}
