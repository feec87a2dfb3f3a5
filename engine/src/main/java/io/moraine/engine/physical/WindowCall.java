package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What is computed for each row from the rows of its partition. Compared by value. */
public sealed interface WindowCall {
  /** Whether rows with a null value are passed over. */
  enum Nulls {
    /** They count as any other. */
    RESPECT,
    /** They are passed over. */
    IGNORE
  }

  /** Which row of a frame a {@link Picked} is of. */
  enum Pick {
    /** The n-th from the start. */
    FROM_START,
    /** The last. */
    LAST
  }

  /**
   * The row's place.
   *
   * @param buckets of NTILE, at least 1; 1 for the others
   */
  record Ranking(RankingFunction function, long buckets) implements WindowCall {
    @Override
    public DataType type() {
      return function.type();
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public List<Expression> expressions() {
      return List.of();
    }

    @Override
    public WindowCall map(UnaryOperator<Expression> change) {
      return this;
    }

    @Override
    public String toString() {
      return function == RankingFunction.NTILE ? "ntile(%d)".formatted(buckets) : function + "()";
    }
  }

  /**
   * The value of the row {@code offset} rows after the current one, before it if negative; {@code
   * otherwise} of the current row where the partition has no such row.
   */
  record Shifted(Expression value, long offset, Expression otherwise, Nulls nulls)
      implements WindowCall {
    @Override
    public DataType type() {
      return value.type();
    }

    @Override
    public boolean nullable() {
      return value.nullable() || otherwise.nullable();
    }

    @Override
    public List<Expression> expressions() {
      return List.of(value, otherwise);
    }

    @Override
    public WindowCall map(UnaryOperator<Expression> change) {
      return new Shifted(change.apply(value), offset, change.apply(otherwise), nulls);
    }

    @Override
    public String toString() {
      return "%s(%s, %d, %s)"
          .formatted(offset < 0 ? "lag" : "lead", value, Math.abs(offset), otherwise);
    }
  }

  /**
   * The value of one row of the frame, null if there is no such row.
   *
   * @param number which row from the start, from 1
   */
  record Picked(Expression value, Pick pick, long number, Nulls nulls, Frame frame)
      implements WindowCall {
    @Override
    public DataType type() {
      return value.type();
    }

    @Override
    public boolean nullable() {
      return true;
    }

    @Override
    public List<Expression> expressions() {
      List<Expression> expressions = new ArrayList<>(List.of(value));
      expressions.addAll(frame.expressions());
      return List.copyOf(expressions);
    }

    @Override
    public WindowCall map(UnaryOperator<Expression> change) {
      return new Picked(change.apply(value), pick, number, nulls, frame.map(change));
    }

    @Override
    public String toString() {
      String name = pick == Pick.LAST ? "last_value" : number == 1 ? "first_value" : "nth_value";
      return "%s(%s) over %s".formatted(name, value, frame);
    }
  }

  /** An aggregate over the rows of the frame. */
  record Aggregated(AggregateCall call, Frame frame) implements WindowCall {
    @Override
    public DataType type() {
      return call.type();
    }

    @Override
    public boolean nullable() {
      return call.nullable();
    }

    @Override
    public List<Expression> expressions() {
      List<Expression> expressions = new ArrayList<>(call.arguments());
      expressions.add(call.filter());
      expressions.addAll(frame.expressions());
      return List.copyOf(expressions);
    }

    @Override
    public WindowCall map(UnaryOperator<Expression> change) {
      return new Aggregated(call.map(change), frame.map(change));
    }

    @Override
    public String toString() {
      return "%s over %s".formatted(call, frame);
    }
  }

  /** The result's type. */
  DataType type();

  /** Whether the result may be null. */
  boolean nullable();

  /** All expressions it looks at, each as it stands. */
  List<Expression> expressions();

  /** The same call with {@code change} made to each of its expressions. */
  WindowCall map(UnaryOperator<Expression> change);
}
