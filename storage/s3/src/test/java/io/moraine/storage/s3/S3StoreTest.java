package io.moraine.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.TestEnvironments;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.contract.RemoteStoreContract;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3StoreTest extends RemoteStoreContract {
  private static final AtomicInteger STORES = new AtomicInteger();

  private static ObjectStore open(String root, Map<String, String> options) {
    return new S3Provider()
        .open(URI.create(root), StoreOptions.of(options), TestEnvironments.serial());
  }

  private static Map<String, String> options() {
    return S3Proxy.options(S3Proxy.shared().endpoint());
  }

  @Override
  protected ObjectStore open() {
    // A blank in the root, too.
    return open(
        "s3://" + S3Proxy.BUCKET + "/contract%20" + STORES.incrementAndGet() + "/", options());
  }

  @Override
  protected ObjectStore missingBucket() {
    return open("s3://missing-bucket/table/", options());
  }

  @Override
  protected ObjectStore wrongCredentials() {
    Map<String, String> options = options();
    options.put("s3.secret-key", WRONG_SECRET);
    return open("s3://" + S3Proxy.BUCKET + "/table/", options);
  }

  @Test
  void anObjectThatIsReplacedWhileItIsOpenIsNotReadAsAMixture() {
    try (ObjectStore store = open()) {
      byte[] first = new byte[100_000];
      store.put("data", first);
      try (ObjectReader reader = store.open("data")) {
        byte[] second = new byte[100_000];
        second[0] = 1;
        store.put("data", second);
        assertThatThrownBy(() -> reader.read(0, new byte[10], 0, 10))
            .isInstanceOf(StorageException.class)
            .hasMessageContaining("another object took its place");
      }
    }
  }

  @Test
  void objectsBesideTheRootAreNotSeen() {
    String root = "s3://" + S3Proxy.BUCKET + "/tenant-a/";
    try (ObjectStore a = open(root, options());
        ObjectStore evil = open(root.replace("tenant-a", "tenant-a-evil"), options())) {
      evil.put("file", bytes("x"));
      assertThat(a.listTree("")).isExhausted();
      assertThat(a.listFolders("")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3:///table/", "s3://user@bucket/table/", "s3://host:9000/table/"})
  void refusesLocationsThatNameNoBucket(String root) {
    assertThatThrownBy(() -> open(root, Map.of()))
        .isInstanceOf(StorageException.class)
        .hasMessage("Not a location in S3, which would be s3://bucket/path: " + root);
  }
}
