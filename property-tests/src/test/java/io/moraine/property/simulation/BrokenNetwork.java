package io.moraine.property.simulation;

import io.moraine.property.sim.Fault;
import io.moraine.property.sim.Lie;
import io.moraine.property.sim.SimDisk;

/** Stores that do not keep what they promise. */
enum BrokenNetwork {
  /** Its conditional put does not look before it writes, now and then. */
  OVERWRITES(Lie.OVERWRITE, "putIfAbsent"),
  /** Its client puts again after a lost answer, and takes its own object for another's. */
  REPEATS_PUTS(Lie.EXISTS, "putIfAbsent"),
  /** It acknowledges what it has not kept. */
  FORGETS_COMMITS(Lie.WON, "putIfAbsent");

  private static final int EVERY = 7;

  private final Lie lie;
  private final String operation;

  BrokenNetwork(Lie lie, String operation) {
    this.lie = lie;
    this.operation = operation;
  }

  /** The same network before a broken store. */
  SimDisk.Network around(SimDisk.Network network) {
    return new SimDisk.Network() {
      private int calls;

      @Override
      public Fault meet(String called, String key) {
        return network.meet(called, key);
      }

      @Override
      public Lie lie(String called, String key) {
        return called.equals(operation) && ++calls % EVERY == 0 ? lie : Lie.NONE;
      }

      @Override
      public void later(Runnable effect) {
        network.later(effect);
      }
    };
  }
}
