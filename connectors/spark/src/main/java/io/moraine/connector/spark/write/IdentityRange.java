package io.moraine.connector.spark.write;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.rule.IdentityColumn;
import java.util.OptionalLong;

/**
 * The numbers that one of several writers gives to rows that bring none: of the numbers after the
 * table's last every {@code writers}-th, so that no two writers give the same.
 */
final class IdentityRange {
  private final String column;
  private final IdentityColumn identity;
  private final long stride;
  private long next;
  private OptionalLong last = OptionalLong.empty();

  /** Those of writer {@code writer}, from 0. */
  IdentityRange(String column, IdentityColumn identity, int writer, int writers) {
    this.column = column;
    this.identity = identity;
    try {
      long first =
          identity.highWaterMark().isPresent()
              ? Math.addExact(identity.highWaterMark().get(), identity.step())
              : identity.start();
      this.stride = Math.multiplyExact(identity.step(), (long) writers);
      this.next = Math.addExact(first, Math.multiplyExact(identity.step(), (long) writer));
    } catch (ArithmeticException e) {
      throw exhausted(e);
    }
  }

  private InvalidInputException exhausted(ArithmeticException cause) {
    return new InvalidInputException(
        "Identity column '%s' has no number left within 64 bits".formatted(column), cause);
  }

  /** {@code given} with numbers where it is null. */
  ColumnVector number(ColumnVector given) {
    VectorBuilder values = VectorBuilder.of(Primitive.LONG, given.size());
    for (int row = 0; row < given.size(); row++) {
      Object value = given.value(row);
      if (value == null) {
        values.append(next());
      } else if (identity.explicitInserts()) {
        values.append(value);
      } else {
        throw new InvalidInputException(
            "Column '%s' is GENERATED ALWAYS AS IDENTITY: values cannot be given for it, such as %s"
                .formatted(column, value));
      }
    }
    return values.build();
  }

  private long next() {
    long number = next;
    last = OptionalLong.of(number);
    try {
      next = Math.addExact(next, stride);
    } catch (ArithmeticException e) {
      throw exhausted(e);
    }
    return number;
  }

  /** The last number given, if any was. */
  OptionalLong last() {
    return last;
  }
}
