package io.moraine.property.simulation;

import io.moraine.property.simulation.Simulation.Summary;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** Runs simulations for who has loaded this class in a way of its own. */
public final class Probe implements LongUnaryOperator {
  /** The steps of the run of {@code seed}; negative if something was wrong with it. */
  @Override
  public long applyAsLong(long seed) {
    try {
      Summary summary = Simulation.run(seed, Optional.empty());
      return summary.steps();
    } catch (AssertionError | RuntimeException | LinkageError e) {
      if (e instanceof VerifyError || Boolean.getBoolean("sim.tell")) {
        throw e;
      }
      return -1;
    }
  }
}
