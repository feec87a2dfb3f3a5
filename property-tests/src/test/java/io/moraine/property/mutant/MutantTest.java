package io.moraine.property.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.property.fixture.Reliability;
import io.moraine.property.simulation.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The simulator finds each of the planted faults, and none where there is none. */
class MutantTest {
  private static final long STEPS = Long.getLong("sim.mutant_steps", 100_000);

  @Test
  void withoutAFaultNothingIsFound() throws ReflectiveOperationException {
    assertThat(foundBy(Optional.empty(), 2_000)).isEqualTo("");
  }

  @Tag("slow")
  @Test
  void everyPlantedFaultIsFound() throws ReflectiveOperationException {
    List<Mutant> all =
        Stream.of(Mutants.conflicts(), Mutants.commits(), Mutants.states(), Mutants.statements())
            .flatMap(List::stream)
            .toList();
    List<String> missed = new ArrayList<>();
    for (Mutant mutant : all) {
      String found = foundBy(Optional.of(mutant), STEPS);
      Reliability.tell(
          "sim.mutant=\"%s\" %s".formatted(mutant, found.isEmpty() ? "missed" : found));
      if (found.isEmpty()) {
        missed.add(mutant.name());
      }
    }
    Reliability.tell("sim.mutants_found=%d/%d".formatted(all.size() - missed.size(), all.size()));
    assertThat(missed).isEmpty();
  }

  @Tag("slow")
  @Test
  void whatASecondDefenceCatchesDoesNoHarm() throws ReflectiveOperationException {
    for (Mutant mutant : Mutants.guarded()) {
      assertThat(foundBy(Optional.of(mutant), 5_000)).as(mutant.name()).isEqualTo("");
    }
  }

  /** By which seed and after how many steps; empty if not within {@code most} steps. */
  private static String foundBy(Optional<Mutant> mutant, long most)
      throws ReflectiveOperationException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    MutantLoader loader = new MutantLoader(mutant);
    thread.setContextClassLoader(loader);
    try {
      if (mutant.isPresent()) {
        // A fault that cannot be planted is not one that is found.
        Class.forName(mutant.get().className(), true, loader);
      }
      LongUnaryOperator probe =
          (LongUnaryOperator)
              loader.loadClass(Probe.class.getName()).getConstructor().newInstance();
      long steps = 0;
      for (long seed = 1; steps < most; seed++) {
        long taken = probe.applyAsLong(seed);
        if (taken < 0) {
          return "seed=%d steps=%d".formatted(seed, steps);
        }
        steps += taken;
      }
      return "";
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
