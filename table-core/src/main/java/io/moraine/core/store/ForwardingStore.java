package io.moraine.core.store;

import java.net.URI;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** A store that does all by another one; to be extended by what does some things otherwise. */
public abstract class ForwardingStore implements ObjectStore {
  private final ObjectStore store;

  /** Does all by {@code store}, which is closed with this. */
  protected ForwardingStore(ObjectStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  /** The other store. */
  protected final ObjectStore store() {
    return store;
  }

  @Override
  public URI root() {
    return store.root();
  }

  @Override
  public ObjectStatus status(String key) {
    return store.status(key);
  }

  @Override
  public byte[] read(String key) {
    return store.read(key);
  }

  @Override
  public ObjectReader open(String key) {
    return store.open(key);
  }

  @Override
  public Iterator<ObjectStatus> listFolder(String folder, String firstName) {
    return store.listFolder(folder, firstName);
  }

  @Override
  public List<String> listFolders(String folder) {
    return store.listFolders(folder);
  }

  @Override
  public Iterator<ObjectStatus> listTree(String folder) {
    return store.listTree(folder);
  }

  @Override
  public PutOutcome putIfAbsent(String key, byte[] content) {
    return store.putIfAbsent(key, content);
  }

  @Override
  public void put(String key, byte[] content) {
    store.put(key, content);
  }

  @Override
  public ObjectWriter create(String key) {
    return store.create(key);
  }

  @Override
  public void delete(String key) {
    store.delete(key);
  }

  @Override
  public void deleteAll(Collection<String> keys) {
    store.deleteAll(keys);
  }

  @Override
  public void close() {
    store.close();
  }
}
