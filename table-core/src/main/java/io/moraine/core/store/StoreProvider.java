package io.moraine.core.store;

import io.moraine.core.env.Environment;
import java.net.URI;
import java.util.Set;

/** Opens stores of some URI schemes; found by {@link java.util.ServiceLoader}. */
public interface StoreProvider {
  /** The schemes it serves, in lower case: {@code s3}. */
  Set<String> schemes();

  /**
   * Opens the store below {@code root}.
   *
   * @throws io.moraine.core.error.StorageException if the location cannot be one of this store's
   */
  ObjectStore open(URI root, Environment environment);
}
