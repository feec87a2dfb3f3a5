package io.moraine.property.simulation;

import io.moraine.Session;
import io.moraine.core.env.Environment;
import io.moraine.property.fixture.World;
import io.moraine.property.schedule.Scheduler;
import io.moraine.property.sim.SimDisk;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** A process with one session; it remembers the ids that it took since it was last asked. */
final class SimProcess {
  private static final int MOST_SKEW_MILLIS = 600_000;

  private final Session session;
  private Set<String> ids = new HashSet<>();
  private boolean dead;

  SimProcess(SimDisk disk, Scheduler scheduler, RandomGenerator random) {
    Environment environment =
        new Environment(
            scheduler.clock(random.nextInt(-MOST_SKEW_MILLIS, MOST_SKEW_MILLIS)),
            () -> remembered(new UUID(random.nextLong(), random.nextLong())),
            random,
            scheduler::sleep,
            Runnable::run,
            1);
    session = World.session(disk.warehouse(), environment);
  }

  private UUID remembered(UUID id) {
    ids.add(id.toString());
    return id;
  }

  Session session() {
    return session;
  }

  /** The ids taken since the last call. */
  Set<String> takeIds() {
    Set<String> taken = ids;
    ids = new HashSet<>();
    return taken;
  }

  void die() {
    dead = true;
  }

  boolean isDead() {
    return dead;
  }
}
