package io.moraine.property.sim;

import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.ObjectWriter;
import io.moraine.core.store.PutOutcome;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** A store below one root of a disk, whose calls meet the disk's faults. */
record SimStore(URI root, ObjectStore store, SimDisk disk) implements ObjectStore {
  /** The operation that a conditional put is called in a plan. */
  static final String CONDITIONAL_PUT = "putIfAbsent";

  private <T> T call(String operation, String key, Supplier<T> effect) {
    return call(disk.network().meet(operation, key), operation, key, effect);
  }

  private static <T> T call(Fault fault, String operation, String key, Supplier<T> effect) {
    if (fault == Fault.CRASH_BEFORE) {
      throw new Crash();
    } else if (fault == Fault.FAIL_BEFORE) {
      throw new StorageException("planned fault before: %s %s".formatted(operation, key));
    }
    T result = effect.get();
    if (fault == Fault.CRASH_AFTER) {
      throw new Crash();
    } else if (fault == Fault.FAIL_AFTER) {
      throw new StorageException("planned fault after: %s %s".formatted(operation, key));
    }
    return result;
  }

  private void run(String operation, String key, Runnable effect) {
    call(
        operation,
        key,
        () -> {
          effect.run();
          return "";
        });
  }

  @Override
  public ObjectStatus status(String key) {
    return call("status", key, () -> store.status(key));
  }

  @Override
  public byte[] read(String key) {
    return call("read", key, () -> store.read(key));
  }

  @Override
  public ObjectReader open(String key) {
    ObjectReader reader = call("open", key, () -> store.open(key));
    return new ObjectReader() {
      @Override
      public String location() {
        return reader.location();
      }

      @Override
      public long sizeBytes() {
        return reader.sizeBytes();
      }

      @Override
      public void read(long position, byte[] target, int offset, int length) {
        run("range", key, () -> reader.read(position, target, offset, length));
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  @Override
  public Iterator<ObjectStatus> listFolder(String folder, String firstName) {
    return call("list", folder, () -> store.listFolder(folder, firstName));
  }

  @Override
  public List<String> listFolders(String folder) {
    return call("list", folder, () -> store.listFolders(folder));
  }

  @Override
  public Iterator<ObjectStatus> listTree(String folder) {
    return call("list", folder, () -> store.listTree(folder));
  }

  @Override
  public PutOutcome putIfAbsent(String key, byte[] content) {
    SimDisk.Network network = disk.network();
    Fault fault = network.meet(CONDITIONAL_PUT, key);
    if (fault == Fault.UNKNOWN_BEFORE) {
      return PutOutcome.UNKNOWN;
    } else if (fault == Fault.UNKNOWN_LATE) {
      network.later(() -> store.putIfAbsent(key, content));
      return PutOutcome.UNKNOWN;
    }
    Lie lie = fault == Fault.NONE ? network.lie(CONDITIONAL_PUT, key) : Lie.NONE;
    if (lie == Lie.WON) {
      return PutOutcome.WON;
    } else if (lie == Lie.OVERWRITE) {
      store.put(key, content);
      return PutOutcome.WON;
    }
    PutOutcome outcome = call(fault, CONDITIONAL_PUT, key, () -> store.putIfAbsent(key, content));
    return fault == Fault.UNKNOWN_AFTER
        ? PutOutcome.UNKNOWN
        : lie == Lie.EXISTS ? PutOutcome.EXISTS : outcome;
  }

  @Override
  public void put(String key, byte[] content) {
    run("put", key, () -> store.put(key, content));
  }

  @Override
  public ObjectWriter create(String key) {
    ObjectWriter writer = call("create", key, () -> store.create(key));
    return new ObjectWriter() {
      @Override
      public String location() {
        return writer.location();
      }

      @Override
      public void write(byte[] data, int offset, int length) {
        run("write", key, () -> writer.write(data, offset, length));
      }

      @Override
      public long position() {
        return writer.position();
      }

      @Override
      public void finish() {
        run("finish", key, writer::finish);
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }

  @Override
  public void delete(String key) {
    run("delete", key, () -> store.delete(key));
  }
}
