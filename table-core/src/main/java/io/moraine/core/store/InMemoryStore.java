package io.moraine.core.store;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;

/** A store that lives as long as its Java object. For tests, and for tables that need no disk. */
public final class InMemoryStore implements ObjectStore {
  private static final class Stored {
    private final byte[] content;
    private final long modifiedMillis;

    Stored(byte[] content, long modifiedMillis) {
      this.content = content;
      this.modifiedMillis = modifiedMillis;
    }
  }

  private final URI root;
  private final Clock clock;
  private final ConcurrentSkipListMap<String, Stored> objects =
      new ConcurrentSkipListMap<>(Keys::compareUtf8);

  /**
   * An empty store.
   *
   * @param name tells stores apart in locations and errors
   * @param clock dates the objects
   */
  public InMemoryStore(String name, Clock clock) {
    this.root = URI.create("memory:/" + Objects.requireNonNull(name, "name") + "/");
    this.clock = clock;
  }

  @Override
  public URI root() {
    return root;
  }

  private String location(String key) {
    return root + key;
  }

  private Stored stored(String key) {
    Stored stored = objects.get(Keys.require(key));
    if (stored == null) {
      throw new ObjectNotFoundException(location(key));
    }
    return stored;
  }

  @Override
  public ObjectStatus status(String key) {
    Stored stored = stored(key);
    return new ObjectStatus(key, stored.content.length, stored.modifiedMillis);
  }

  @Override
  public byte[] read(String key) {
    return stored(key).content.clone();
  }

  @Override
  public ObjectReader open(String key) {
    byte[] content = stored(key).content;
    String location = location(key);
    return new ObjectReader() {
      @Override
      public String location() {
        return location;
      }

      @Override
      public long sizeBytes() {
        return content.length;
      }

      @Override
      public void read(long position, byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (position < 0 || position + length > content.length) {
          throw new CorruptFileException(
              location,
              position,
              "expected %d more bytes, the object has %d".formatted(length, content.length));
        }
        System.arraycopy(content, (int) position, target, offset, length);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Iterator<ObjectStatus> listFolder(String folder, String firstName) {
    String prefix = prefix(folder);
    return statuses(prefix, prefix + firstName).stream()
        .filter(status -> status.key().indexOf('/', prefix.length()) < 0)
        .iterator();
  }

  @Override
  public List<String> listFolders(String folder) {
    String prefix = prefix(folder);
    return statuses(prefix, prefix).stream()
        .map(status -> status.key().substring(prefix.length()))
        .filter(rest -> rest.indexOf('/') > 0)
        .map(rest -> rest.substring(0, rest.indexOf('/')))
        .distinct()
        .toList();
  }

  @Override
  public Iterator<ObjectStatus> listTree(String folder) {
    String prefix = prefix(folder);
    return statuses(prefix, prefix).iterator();
  }

  private static String prefix(String folder) {
    return folder.isEmpty() ? "" : Keys.require(folder) + "/";
  }

  private List<ObjectStatus> statuses(String prefix, String from) {
    return objects.tailMap(from, true).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(prefix))
        .map(
            entry ->
                new ObjectStatus(
                    entry.getKey(),
                    entry.getValue().content.length,
                    entry.getValue().modifiedMillis))
        .toList();
  }

  @Override
  public PutOutcome putIfAbsent(String key, byte[] content) {
    Stored stored = new Stored(content.clone(), clock.millis());
    return objects.putIfAbsent(Keys.require(key), stored) == null
        ? PutOutcome.WON
        : PutOutcome.EXISTS;
  }

  @Override
  public void put(String key, byte[] content) {
    objects.put(Keys.require(key), new Stored(content.clone(), clock.millis()));
  }

  @Override
  public ObjectWriter create(String key) {
    Keys.require(key);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    return new ObjectWriter() {
      private boolean open = true;

      @Override
      public String location() {
        return InMemoryStore.this.location(key);
      }

      @Override
      public void write(byte[] data, int offset, int length) {
        requireOpen();
        content.write(data, offset, length);
      }

      @Override
      public long position() {
        return content.size();
      }

      @Override
      public void finish() {
        requireOpen();
        put(key, content.toByteArray());
        open = false;
      }

      @Override
      public void close() {
        open = false;
      }

      private void requireOpen() {
        if (!open) {
          throw new StorageException("Cannot write to %s: it is closed".formatted(location()));
        }
      }
    };
  }

  @Override
  public void delete(String key) {
    objects.remove(Keys.require(key));
  }
}
