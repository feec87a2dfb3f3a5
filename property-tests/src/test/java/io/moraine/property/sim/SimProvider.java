package io.moraine.property.sim;

import io.moraine.core.env.Environment;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.StoreProvider;
import java.net.URI;
import java.util.Set;

/** Opens stores of a {@link SimDisk}. */
public final class SimProvider implements StoreProvider {
  @Override
  public Set<String> schemes() {
    return Set.of("sim");
  }

  @Override
  public ObjectStore open(URI root, StoreOptions options, Environment environment) {
    return SimDisk.at(root).store(root, new InMemoryStore("sim", environment.clock()));
  }
}
