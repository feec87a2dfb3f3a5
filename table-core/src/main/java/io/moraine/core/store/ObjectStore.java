package io.moraine.core.store;

import java.net.URI;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * The objects under one root: a bucket's prefix, a folder. Safe for use by many threads.
 *
 * <p>A key is a path below the root: names joined by {@code /}, none of them empty, {@code .} or
 * {@code ..}; see {@link Keys}. Listings are in the order of the keys' UTF-8 bytes and see every
 * object whose put returned before the listing began.
 *
 * <p>All methods throw {@link io.moraine.core.error.StorageException} if the store fails, and
 * {@link io.moraine.core.error.ObjectNotFoundException} for a key that is not there.
 */
public interface ObjectStore extends AutoCloseable {
  /** The root, with a {@code /} at its end. */
  URI root();

  /** The size and age of {@code key}. */
  ObjectStatus status(String key);

  /** All bytes of {@code key}; for small objects. */
  byte[] read(String key);

  /** Opens {@code key} for ranged reads. */
  ObjectReader open(String key);

  /**
   * The objects that lie directly in {@code folder} (empty for the root), from the name {@code
   * firstName} on, itself included. A folder that is not there is empty. Pages are fetched as the
   * iterator moves.
   */
  Iterator<ObjectStatus> listFolder(String folder, String firstName);

  /**
   * The names of the folders directly in {@code folder} (empty for the root) with objects in them,
   * in order; a file system may list empty ones too.
   */
  List<String> listFolders(String folder);

  /** All objects at any depth below {@code folder} (empty for the root). */
  Iterator<ObjectStatus> listTree(String folder);

  /**
   * Writes {@code key} if nothing is there: atomic, and durable once it returns {@link
   * PutOutcome#WON}.
   *
   * <p>Readers see either nothing or all of it, and of several writers at most one wins.
   */
  PutOutcome putIfAbsent(String key, byte[] content);

  /** Writes {@code key}, over what is there; atomic, and durable once it returns. */
  void put(String key, byte[] content);

  /**
   * Starts a new object, which appears, whole, when the writer is closed. For objects of any size
   * whose key nobody else uses.
   */
  ObjectWriter create(String key);

  /** Removes {@code key}; one that is not there is no error. */
  void delete(String key);

  /** Removes {@code keys}; those that are not there are no error. */
  default void deleteAll(Collection<String> keys) {
    keys.forEach(this::delete);
  }

  /** Gives up connections. */
  @Override
  default void close() {}
}
