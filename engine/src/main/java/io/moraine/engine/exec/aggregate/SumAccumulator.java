package io.moraine.engine.exec.aggregate;

import java.math.BigInteger;

/** A sum whose value a mean may be taken of. */
abstract class SumAccumulator extends Accumulator {
  /** The sum of a group as a double. */
  abstract double doubleTotal(int group);

  /** The sum of a group of whole numbers, or of decimals' unscaled numbers. */
  abstract BigInteger total(int group);
}
