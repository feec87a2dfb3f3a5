package io.moraine.property.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.property.fixture.Reliability;
import io.moraine.property.simulation.Simulation.Summary;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs simulations, each of a seed of its own. {@code -Dsim.seed=N} repeats one; {@code
 * -Dsim.seeds=N} runs more.
 */
final class SimulationTest {
  private static final int SEEDS = Integer.getInteger("sim.seeds", 150);
  private static final long FIRST = Long.getLong("sim.seed", 1);
  private static final int MOST_SEEDS_FOR_A_BROKEN_STORE = 30;

  @Test
  void whatProcessesDoIsAsIfOneAfterTheOther() {
    long steps = 0;
    long faults = 0;
    long deaths = 0;
    long versions = 0;
    long statements = 0;
    long last = System.getProperty("sim.seed") == null ? FIRST + SEEDS : FIRST + 1;
    for (long seed = FIRST; seed < last; seed++) {
      Summary summary = run(seed, Optional.empty());
      steps += summary.steps();
      faults += summary.faults();
      deaths += summary.deaths();
      versions += summary.versions();
      statements += summary.statements();
    }
    Reliability.tell(
        "sim.seeds=%d sim.steps=%d sim.faults=%d sim.deaths=%d sim.statements=%d sim.versions=%d sim.violations=0"
            .formatted(last - FIRST, steps, faults, deaths, statements, versions));
    assertThat(versions).isGreaterThan(last - FIRST);
  }

  /** A failure would be of little use if its seed did not bring it back. */
  @Test
  void aSeedBringsBackTheSameRun() {
    for (long seed = 1; seed <= 5; seed++) {
      assertThat(run(seed, Optional.empty())).isEqualTo(run(seed, Optional.empty()));
    }
  }

  @ParameterizedTest
  @EnumSource(BrokenNetwork.class)
  void brokenStoresAreFoundIfTheyDoHarm(BrokenNetwork broken) {
    OptionalLong found =
        LongStream.rangeClosed(1, MOST_SEEDS_FOR_A_BROKEN_STORE)
            .filter(seed -> isFound(seed, broken))
            .findFirst();
    Reliability.tell("sim.broken=%s sim.found_by_seed=%s".formatted(broken, found));
    assertThat(found.isEmpty()).isEqualTo(broken.isHarmless());
  }

  private static boolean isFound(long seed, BrokenNetwork broken) {
    try {
      Simulation.run(seed, Optional.of(broken));
      return false;
    } catch (AssertionError | RuntimeException e) {
      return true;
    }
  }

  private static Summary run(long seed, Optional<BrokenNetwork> broken) {
    try {
      return Simulation.run(seed, broken);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("-Dsim.seed=%d: %s".formatted(seed, e.getMessage()), e);
    }
  }
}
