package io.moraine.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.store.contract.PutRace;
import io.moraine.core.store.contract.RacyStore;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** The test of the contract: a store that breaks it is found. */
class RacyStoreTest {
  @Test
  void aStoreThatLooksBeforeItPutsIsFoundInTheFirstRound() throws Exception {
    ObjectStore racy = new RacyStore(new InMemoryStore("racy", Clock.systemUTC()));
    assertThat(PutRace.violations(racy, 3))
        .hasSize(3)
        .allMatch(violation -> violation.matches("race/00[0-2]\\.json: winners \\[\\d+, .*"));
  }
}
