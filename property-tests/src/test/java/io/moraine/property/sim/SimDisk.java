package io.moraine.property.sim;

import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tables in memory, and the faults that calls to their stores meet: those of a plan, in which calls
 * are numbered from 1 over all stores of the disk, or those of a network. It is found by its URI as
 * long as it is open.
 */
public final class SimDisk implements AutoCloseable {
  /** Chooses a call's fault. */
  @FunctionalInterface
  public interface Plan {
    /** No faults. */
    Plan NONE = (number, operation) -> Fault.NONE;

    /** The fault of the {@code number}th call, an {@code operation}. */
    Fault faultOf(int number, String operation);
  }

  /** What lies between callers and the stores. */
  public interface Network {
    /** The fault of a call that is about to be made; may throw {@link Crash}. */
    Fault meet(String operation, String key);

    /** How the store lies about a call that met no fault. */
    default Lie lie(String operation, String key) {
      return Lie.NONE;
    }

    /** Has the effect of a call at some later time, of which the caller hears nothing. */
    void later(Runnable effect);
  }

  private static final Map<String, SimDisk> DISKS = new ConcurrentHashMap<>();
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final String name = "disk" + NAMES.incrementAndGet();
  private final Map<URI, ObjectStore> stores = new ConcurrentHashMap<>();
  private PlannedNetwork planned = new PlannedNetwork(Plan.NONE);
  private volatile Network network = planned;

  /** An empty disk. */
  public static SimDisk open() {
    SimDisk disk = new SimDisk();
    DISKS.put(disk.name, disk);
    return disk;
  }

  private SimDisk() {}

  /** Another disk with the same tables, and no faults. */
  public SimDisk copy() {
    SimDisk copy = open();
    stores.forEach(
        (root, store) -> {
          InMemoryStore objects = new InMemoryStore("sim", Clock.systemUTC());
          for (Iterator<ObjectStatus> all = store.listTree(""); all.hasNext(); ) {
            String key = all.next().key();
            objects.put(key, store.read(key));
          }
          copy.stores.put(copy.warehouse().resolve(warehouse().relativize(root)), objects);
        });
    return copy;
  }

  static SimDisk at(URI root) {
    return DISKS.get(root.getPath().split("/", -1)[1]);
  }

  ObjectStore store(URI root, ObjectStore empty) {
    return new SimStore(root, stores.computeIfAbsent(root, uri -> empty), this);
  }

  /** The folder of the tables. */
  public URI warehouse() {
    return URI.create("sim:/" + name + "/");
  }

  /** The keys of the objects of the table in {@code folder}, which ends with a slash. */
  public List<String> keys(String folder) {
    List<String> keys = new ArrayList<>();
    below(folder).listTree("").forEachRemaining(status -> keys.add(status.key()));
    return keys;
  }

  /** An object's bytes. */
  public byte[] content(String folder, String key) {
    return below(folder).read(key);
  }

  /** Whether there is an object. */
  public boolean holds(String folder, String key) {
    ObjectStore store = below(folder);
    try {
      return store != null && store.status(key) != null;
    } catch (ObjectNotFoundException e) {
      return false;
    }
  }

  /** Puts other bytes in an object's place. */
  public void replace(String folder, String key, byte[] content) {
    below(folder).put(key, content);
  }

  /** Takes an object away. */
  public void remove(String folder, String key) {
    below(folder).delete(key);
  }

  private ObjectStore below(String folder) {
    return stores.get(warehouse().resolve(folder));
  }

  /** From now on the faults of {@code newPlan}, in a new process, and calls counted from 1. */
  public void plan(Plan newPlan) {
    planned = new PlannedNetwork(newPlan);
    network = planned;
  }

  /** The calls since {@link #plan}, each as its operation and key. */
  public List<String> calls() {
    return planned.calls();
  }

  /** From now on calls go through {@code newNetwork}. */
  public void connect(Network newNetwork) {
    network = newNetwork;
  }

  Network network() {
    return network;
  }

  @Override
  public void close() {
    DISKS.remove(name);
  }
}
