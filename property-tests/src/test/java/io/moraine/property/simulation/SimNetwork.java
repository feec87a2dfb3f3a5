package io.moraine.property.simulation;

import io.moraine.property.schedule.Scheduler;
import io.moraine.property.sim.Crash;
import io.moraine.property.sim.Fault;
import io.moraine.property.sim.SimDisk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What lies between the processes and the store: each call is a pause, and may meet a fault. */
final class SimNetwork implements SimDisk.Network {
  private static final int LATEST_MILLIS = 60_000;
  private static final List<Fault> FAILURES = List.of(Fault.FAIL_BEFORE, Fault.FAIL_AFTER);
  private static final List<Fault> DEATHS = List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER);
  private static final List<Fault> DOUBTS =
      List.of(Fault.UNKNOWN_BEFORE, Fault.UNKNOWN_AFTER, Fault.UNKNOWN_LATE);

  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final Rates rates;
  private final Map<String, SimProcess> processes = new HashMap<>();
  private int faults;

  /** How probable it is that a call fails, that its process dies, that a put remains in doubt. */
  record Rates(double failure, double death, double doubt) {}

  SimNetwork(Scheduler scheduler, RandomGenerator random, Rates rates) {
    this.scheduler = scheduler;
    this.random = random;
    this.rates = rates;
  }

  /** From now on, calls of the task called {@code task} are those of {@code process}. */
  void connect(String task, SimProcess process) {
    processes.put(task, process);
  }

  /** How many calls met a fault. */
  int faults() {
    return faults;
  }

  @Override
  public Fault meet(String operation, String key) {
    scheduler.pause(operation + " " + key);
    SimProcess process = processes.get(scheduler.task());
    if (process.isDead()) {
      throw new Crash();
    }
    Fault fault = draw(operation);
    faults += fault == Fault.NONE ? 0 : 1;
    if (DEATHS.contains(fault)) {
      process.die();
    }
    return fault;
  }

  private Fault draw(String operation) {
    if (operation.equals("putIfAbsent") && random.nextDouble() < rates.doubt) {
      return DOUBTS.get(random.nextInt(DOUBTS.size()));
    } else if (random.nextDouble() < rates.failure) {
      return FAILURES.get(random.nextInt(FAILURES.size()));
    } else if (random.nextDouble() < rates.death) {
      return DEATHS.get(random.nextInt(DEATHS.size()));
    }
    return Fault.NONE;
  }

  @Override
  public void later(Runnable effect) {
    scheduler.start(
        "late delivery",
        () -> {
          scheduler.sleep(random.nextInt(LATEST_MILLIS));
          effect.run();
        });
  }
}
