package io.moraine.storage.azure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.TestEnvironments;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.contract.RemoteStoreContract;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AzuriteStoreTest extends RemoteStoreContract {
  private static final AtomicInteger STORES = new AtomicInteger();

  private static ObjectStore open(String root, Map<String, String> options) {
    return new AzureProvider()
        .open(URI.create(root), StoreOptions.of(options), TestEnvironments.serial());
  }

  @Override
  protected ObjectStore open() {
    return open(
        "az://" + Azurite.CONTAINER + "/contract%20" + STORES.incrementAndGet() + "/",
        Azurite.shared().options());
  }

  @Override
  protected Set<String> refusedNames() {
    return Set.of("back\\slash");
  }

  @Test
  void aBackslashIsRefusedWhichTheServiceWouldTakeForASlash() {
    try (ObjectStore store = open()) {
      assertThatThrownBy(() -> store.put("back\\slash", new byte[1]))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("backslash");
    }
  }

  @Override
  protected ObjectStore missingBucket() {
    return open("az://missing-bucket/table/", Azurite.shared().options());
  }

  @Override
  protected ObjectStore wrongCredentials() {
    Map<String, String> options = Azurite.shared().options();
    options.put("azure.account-key", WRONG_SECRET);
    return open("az://" + Azurite.CONTAINER + "/table/", options);
  }

  @Test
  void anObjectThatIsReplacedWhileItIsOpenIsNotReadAsAMixture() {
    try (ObjectStore store = open()) {
      store.put("data", new byte[200_000]);
      try (ObjectReader reader = store.open("data")) {
        store.put("data", new byte[200_000]);
        assertThatThrownBy(() -> reader.read(0, new byte[10], 0, 10))
            .isInstanceOf(StorageException.class)
            .hasMessageContaining("another object took its place");
      }
    }
  }
}
