package io.moraine.storage.gcs;

import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.StoreProvider;
import java.net.URI;
import java.util.Set;

/** Opens {@code gs://bucket/path}. */
public final class GcsProvider implements StoreProvider {
  @Override
  public Set<String> schemes() {
    return Set.of("gs");
  }

  @Override
  public ObjectStore open(URI root, StoreOptions options, Environment environment) {
    GcsBucket bucket = GcsBucket.of(root);
    return new GcsStore(bucket, new GcsService(GcsOptions.of(options), environment), environment);
  }
}
