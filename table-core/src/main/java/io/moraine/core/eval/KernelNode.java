package io.moraine.core.eval;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.kernel.Kernel;
import java.time.DateTimeException;
import java.util.List;

/**
 * A kernel over other nodes. Where one argument is a dictionary vector and the others are
 * constants, a strict kernel runs over the dictionary, and its result is a dictionary vector of the
 * same codes.
 */
final class KernelNode extends Node {
  /** A dictionary of more entries than this times a batch's rows must come twice to be worth it. */
  private static final int WORTH = 2;

  private final Expression expression;
  private final Kernel kernel;
  private final List<Node> arguments;
  private final boolean overDictionary;
  private volatile Mapped last = new Mapped(null, null, null);

  /**
   * What the kernel made of a dictionary.
   *
   * @param result null if not computed, or an entry raised an error that its rows alone may raise
   * @param entries the result without nulls, in whose place anything may stand
   */
  private record Mapped(ColumnVector dictionary, ColumnVector result, ColumnVector entries) {}

  /** {@code expression} is what is computed, for errors. */
  KernelNode(
      Expression expression,
      Kernel kernel,
      List<Node> arguments,
      boolean strict,
      boolean infallible) {
    super(infallible && arguments.stream().allMatch(Node::isInfallible));
    this.expression = expression;
    this.kernel = kernel;
    this.arguments = arguments;
    long constants = arguments.stream().filter(node -> node instanceof LiteralNode).count();
    this.overDictionary = strict && constants == arguments.size() - 1;
  }

  @Override
  ColumnVector evaluate(Rows rows) {
    ColumnVector[] values = new ColumnVector[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.get(i).evaluate(rows);
      if (overDictionary && values[i] instanceof DictionaryVector vector) {
        ColumnVector mapped = overDictionary(vector, i, rows.count());
        if (mapped != null) {
          return mapped;
        }
      }
      values[i] = values[i].flat();
    }
    return apply(values, rows.count());
  }

  private ColumnVector apply(ColumnVector[] values, int rowCount) {
    try {
      return kernel.apply(values, rowCount);
    } catch (ArithmeticException | DateTimeException e) {
      // A number or a time out of range, where the kernel knows no better words for it.
      throw new InvalidInputException(
          "Cannot compute %s: %s".formatted(expression, e.getMessage()), e);
    }
  }

  /** The result, or null if the dictionary is no way to it. */
  private ColumnVector overDictionary(DictionaryVector vector, int ordinal, int rowCount) {
    ColumnVector dictionary = vector.dictionary();
    Mapped mapped = last;
    if (mapped.dictionary() != dictionary) {
      mapped =
          dictionary.size() <= WORTH * rowCount
              ? map(dictionary, ordinal)
              : new Mapped(dictionary, null, null);
      last = mapped;
    } else if (mapped.result() == null && mapped.entries() == null) {
      mapped = map(dictionary, ordinal);
      last = mapped;
    }
    return mapped.result() == null ? null : recoded(vector, mapped, rowCount);
  }

  private Mapped map(ColumnVector dictionary, int ordinal) {
    Rows entries = Rows.of(0, dictionary);
    ColumnVector[] values = new ColumnVector[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == ordinal ? dictionary : arguments.get(i).evaluate(entries);
    }
    try {
      ColumnVector result = apply(values, dictionary.size());
      return new Mapped(dictionary, result, Vectors.withValidity(result, null));
    } catch (InvalidInputException e) {
      // The entry at fault may be one that no row uses: let the rows decide.
      return new Mapped(dictionary, null, dictionary);
    }
  }

  private static ColumnVector recoded(DictionaryVector vector, Mapped mapped, int rowCount) {
    byte[] entryValid = mapped.result().validity();
    if (entryValid == null) {
      return new DictionaryVector(rowCount, vector.codes(), mapped.entries(), vector.validity());
    }
    int[] codes = new int[rowCount];
    byte[] validity = new byte[rowCount];
    for (int i = 0; i < rowCount; i++) {
      if (!vector.isNull(i) && entryValid[vector.codes()[i]] != 0) {
        codes[i] = vector.codes()[i];
        validity[i] = 1;
      }
    }
    return new DictionaryVector(rowCount, codes, mapped.entries(), validity);
  }
}
