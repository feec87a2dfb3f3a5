package io.moraine.property.sim;

import java.util.ArrayList;
import java.util.List;

/** One process, whose calls meet the faults of a plan. */
final class PlannedNetwork implements SimDisk.Network {
  private final SimDisk.Plan plan;
  private final List<String> calls = new ArrayList<>();
  private boolean crashed;

  PlannedNetwork(SimDisk.Plan plan) {
    this.plan = plan;
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public synchronized Fault meet(String operation, String key) {
    if (crashed) {
      throw new Crash();
    }
    calls.add(operation + " " + key);
    Fault fault = plan.faultOf(calls.size(), operation);
    crashed = fault == Fault.CRASH_BEFORE || fault == Fault.CRASH_AFTER;
    return fault;
  }

  @Override
  public void later(Runnable effect) {
    effect.run();
  }
}
