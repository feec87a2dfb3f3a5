package io.moraine.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.TestEnvironments;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.ObjectWriter;
import io.moraine.core.store.PutOutcome;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.contract.RemoteStoreContract;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GcsStoreTest extends RemoteStoreContract {
  private GcsStub server;

  @BeforeEach
  void start() throws IOException {
    if (server == null) {
      server = new GcsStub();
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    options.put("gcs.endpoint", server.endpoint().toString());
    options.put("gcs.access-token", GcsStub.TOKEN);
    options.put("gcs.part-size", Integer.toString(1 << 20));
    return options;
  }

  private static ObjectStore open(String root, Map<String, String> options) {
    return new GcsProvider()
        .open(URI.create(root), StoreOptions.of(options), TestEnvironments.serial());
  }

  @Override
  protected ObjectStore open() throws IOException {
    start();
    return open("gs://" + GcsStub.BUCKET + "/lake%20one/table/", options());
  }

  @Override
  protected ObjectStore missingBucket() {
    return open("gs://missing-bucket/table/", options());
  }

  @Override
  protected ObjectStore wrongCredentials() {
    Map<String, String> options = options();
    options.put("gcs.access-token", WRONG_SECRET);
    return open("gs://" + GcsStub.BUCKET + "/table/", options);
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, UNKNOWN, false",
    "BUSY_AFTER, UNKNOWN, true",
    "LOST, UNKNOWN, false",
    "LOST_AFTER, UNKNOWN, true"
  })
  void aConditionalPutIsSentOnce(GcsStub.Fault fault, PutOutcome outcome, boolean there)
      throws IOException {
    try (ObjectStore store = open()) {
      server.plan(fault);
      assertThat(store.putIfAbsent("_delta_log/0.json", bytes("ours"))).isEqualTo(outcome);
      if (there) {
        assertThat(store.read("_delta_log/0.json")).isEqualTo(bytes("ours"));
      } else {
        assertThatThrownBy(() -> store.read("_delta_log/0.json"))
            .isInstanceOf(ObjectNotFoundException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(GcsStub.Fault.class)
  void whatMayBeRepeatedIs(GcsStub.Fault fault) throws IOException {
    byte[] content = new byte[(2 << 20) + 5];
    new Random(3).nextBytes(content);
    try (ObjectStore store = open()) {
      server.plan(fault, fault);
      store.put("small", bytes("content"));
      assertThat(store.read("small")).isEqualTo(bytes("content"));
      try (ObjectWriter writer = store.create("large")) {
        writer.write(content, 0, 1 << 20);
        server.plan(fault, fault);
        writer.write(content, 1 << 20, content.length - (1 << 20));
        server.plan(fault, fault);
        writer.finish();
      }
      assertThat(Arrays.equals(store.read("large"), content)).isTrue();
      server.plan(fault);
      store.delete("small");
      assertThatThrownBy(() -> store.read("small")).isInstanceOf(ObjectNotFoundException.class);
    }
  }

  @Test
  void anObjectThatIsReplacedWhileItIsOpenIsNotReadAsAMixture() throws IOException {
    try (ObjectStore store = open()) {
      store.put("data", new byte[100_000]);
      try (ObjectReader reader = store.open("data")) {
        store.put("data", new byte[100_000]);
        assertThatThrownBy(() -> reader.read(0, new byte[10], 0, 10))
            .isInstanceOf(StorageException.class)
            .hasMessageContaining("it was replaced or deleted while it was open");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gcs.endpoint, storage, 'needs to be a URL such as https://host:443'",
    "gcs.endpoint, http://storage.example, 'unencrypted over the network'",
    "gcs.part-size, 1, 'a number from 262144 to 1073741824'",
    "gcs.buckte, x, No setting of stores is called"
  })
  void refusesWhatCannotBeAndSaysWhy(String name, String value, String reason) {
    assertThatThrownBy(() -> open("gs://bucket/table/", Map.of(name, value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesALocationWithoutABucket() {
    assertThatThrownBy(() -> open("gs:///table/", Map.of()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("would be gs://bucket/path");
  }
}
