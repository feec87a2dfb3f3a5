package io.moraine.log.path;

import io.moraine.core.store.ObjectStore;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether files are read that a log names outside of its table, as the log of a shallow clone does,
 * and from which stores. Safe for use by many threads.
 *
 * <p>A log is data from others: who allows this lets it name any file that this process can read.
 * Such files are never written or removed.
 */
public final class ExternalFiles implements AutoCloseable {
  /** None is read. */
  public static final ExternalFiles REFUSED = new ExternalFiles(null);

  private final @Nullable Function<URI, ObjectStore> opener;
  private final Map<URI, ObjectStore> stores = new HashMap<>();

  private ExternalFiles(@Nullable Function<URI, ObjectStore> opener) {
    this.opener = opener;
  }

  /**
   * All are read that are in a store which {@code opener} opens.
   *
   * @param opener opens the store whose root is a scheme and an authority; these stores are closed
   *     with this
   */
  public static ExternalFiles allowed(Function<URI, ObjectStore> opener) {
    return new ExternalFiles(opener);
  }

  /** The store at {@code root}; nothing if files outside of tables are refused. */
  synchronized Optional<ObjectStore> store(URI root) {
    return opener == null ? Optional.empty() : Optional.of(stores.computeIfAbsent(root, opener));
  }

  /** Closes the stores. */
  @Override
  public synchronized void close() {
    stores.values().forEach(ObjectStore::close);
    stores.clear();
  }
}
