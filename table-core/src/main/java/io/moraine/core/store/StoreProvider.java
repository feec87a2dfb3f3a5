package io.moraine.core.store;

import io.moraine.core.env.Environment;
import java.net.URI;
import java.util.Set;

/** Opens stores of some URI schemes; found by {@link java.util.ServiceLoader}. */
public interface StoreProvider {
  /** The schemes it serves, in lower case: {@code s3}. */
  Set<String> schemes();

  /**
   * Opens the store below {@code root}, which ends with a slash. Nothing need be there.
   *
   * @param options settings; those that begin with another store's name are not this one's
   * @throws io.moraine.core.error.InvalidInputException if a setting has no such value
   * @throws io.moraine.core.error.StorageException if the location cannot be one of this store's
   */
  ObjectStore open(URI root, StoreOptions options, Environment environment);
}
