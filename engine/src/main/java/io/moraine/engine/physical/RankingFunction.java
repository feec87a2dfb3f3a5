package io.moraine.engine.physical;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.util.Locale;
import java.util.Optional;

/** What tells a row's place in its partition, in the window's order. */
public enum RankingFunction {
  /** The row's number, from 1. */
  ROW_NUMBER(Primitive.INTEGER),
  /** The number of the first of its peers. */
  RANK(Primitive.INTEGER),
  /** The number of its run of peers. */
  DENSE_RANK(Primitive.INTEGER),
  /** Rank − 1 by the other rows' count; 0 for a row alone. */
  PERCENT_RANK(Primitive.DOUBLE),
  /** The share of rows up to its last peer. */
  CUME_DIST(Primitive.DOUBLE),
  /** The number of its bucket, of as many as said; the first ones hold one row more. */
  NTILE(Primitive.INTEGER);

  private final Primitive type;

  RankingFunction(Primitive type) {
    this.type = type;
  }

  /** The result's type. */
  public DataType type() {
    return type;
  }

  /** The function that SQL calls {@code name}, without regard to case. */
  public static Optional<RankingFunction> find(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    for (RankingFunction function : values()) {
      if (function.name().equals(upper)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }
}
