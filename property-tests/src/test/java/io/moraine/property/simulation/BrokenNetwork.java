package io.moraine.property.simulation;

import io.moraine.property.sim.Fault;
import io.moraine.property.sim.Lie;
import io.moraine.property.sim.SimDisk;

/** Stores whose conditional puts do not keep what they promise, now and then. */
enum BrokenNetwork {
  /** One does not look before it writes. */
  OVERWRITES(Lie.OVERWRITE),
  /** One is acknowledged and not kept. */
  FORGETS(Lie.WON),
  /** One is made again after a lost answer, and finds its own object: this does no harm. */
  REPEATS(Lie.EXISTS);

  private static final int EVERY = 7;

  private final Lie lie;

  BrokenNetwork(Lie lie) {
    this.lie = lie;
  }

  boolean isHarmless() {
    return this == REPEATS;
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
        return called.equals("putIfAbsent") && ++calls % EVERY == 0 ? lie : Lie.NONE;
      }

      @Override
      public void later(Runnable effect) {
        network.later(effect);
      }
    };
  }
}
