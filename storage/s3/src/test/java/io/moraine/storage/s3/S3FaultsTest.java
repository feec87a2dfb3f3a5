package io.moraine.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.TestEnvironments;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.ObjectWriter;
import io.moraine.core.store.PutOutcome;
import io.moraine.core.store.StoreOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store tells its caller when something goes wrong between the client and the service. */
class S3FaultsTest {
  private static final int TIMEOUT_MILLIS = 1_500;
  private static final int LATE_MILLIS = 2_500;
  private static final AtomicInteger STORES = new AtomicInteger();

  private FaultProxy proxy;
  private ObjectStore store;

  @BeforeEach
  void open() throws IOException {
    proxy = new FaultProxy(S3Proxy.shared().endpoint(), LATE_MILLIS);
    Map<String, String> options = S3Proxy.options(proxy.endpoint());
    options.put("s3.timeout-millis", Integer.toString(TIMEOUT_MILLIS));
    store =
        new S3Provider()
            .open(
                URI.create(
                    "s3://%s/faults-%d/".formatted(S3Proxy.BUCKET, STORES.incrementAndGet())),
                StoreOptions.of(options),
                TestEnvironments.serial());
    // The service is asked once whether it heeds conditions.
    assertThat(store.putIfAbsent("warm", bytes("up"))).isEqualTo(PutOutcome.WON);
    proxy.reset();
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    proxy.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What the put tells, and whether the object is there then. */
  @ParameterizedTest
  @CsvSource({
    "NONE, WON, true, 1",
    "REQUEST_LOST, UNKNOWN, false, 1",
    "ANSWER_LOST, UNKNOWN, true, 1",
    "ANSWER_LATE, UNKNOWN, true, 1",
    "ANSWER_RESET, UNKNOWN, true, 1",
    "ERROR_BEFORE, UNKNOWN, false, 1",
    "ERROR_AFTER, UNKNOWN, true, 1",
    "SLOW_DOWN, UNKNOWN, false, 1",
    "CONFLICT, WON, true, 2",
    "TIME_SKEWED, WON, true, 2"
  })
  void aConditionalPutIsSentOnceUnlessNothingHappened(
      Fault fault, PutOutcome outcome, boolean there, int requests) {
    proxy.plan("PUT .*/0\\.json", fault);
    assertThat(store.putIfAbsent("_delta_log/0.json", bytes("ours"))).isEqualTo(outcome);
    assertThat(proxy.isDone()).isTrue();
    assertThat(proxy.seen()).hasSize(requests);
    if (there) {
      assertThat(store.read("_delta_log/0.json")).isEqualTo(bytes("ours"));
    } else {
      assertThatThrownBy(() -> store.read("_delta_log/0.json"))
          .isInstanceOf(ObjectNotFoundException.class);
    }
  }

  /** What another client sent again by itself looks like a loss; the log's own id tells later. */
  @Test
  void aRequestThatArrivesTwiceIsReportedAsTheServiceSaw() {
    proxy.plan("PUT .*/0\\.json", Fault.REQUEST_DOUBLED);
    assertThat(store.putIfAbsent("_delta_log/0.json", bytes("ours"))).isEqualTo(PutOutcome.EXISTS);
    assertThat(store.read("_delta_log/0.json")).isEqualTo(bytes("ours"));
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "CONFLICT")
  void aPutThatMayBeRepeatedIs(Fault fault) {
    proxy.plan("PUT .*/data", fault);
    store.put("data", bytes("content"));
    assertThat(proxy.isDone()).isTrue();
    assertThat(store.read("data")).isEqualTo(bytes("content"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "CONFLICT", "REQUEST_DOUBLED"})
  void readsAreRepeatedUntilTheyAreWhole(Fault fault) {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    store.put("data", content);
    proxy.plan("GET .*/data", fault, fault);
    assertThat(store.read("data")).isEqualTo(content);
    proxy.plan("GET .*/data", fault, fault);
    try (ObjectReader reader = store.open("data")) {
      proxy.plan("GET .*/data", fault, fault);
      byte[] target = new byte[100_000];
      reader.read(1, target, 0, target.length);
      assertThat(Arrays.equals(target, Arrays.copyOfRange(content, 1, 100_001))).isTrue();
    }
    proxy.plan("GET .*list-type", fault, fault);
    List<String> names = new ArrayList<>();
    store.listFolder("", "d").forEachRemaining((ObjectStatus status) -> names.add(status.name()));
    assertThat(names).contains("data");
    assertThat(proxy.isDone()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "CONFLICT")
  void anObjectInPartsIsFinishedOnceWhateverIsLost(Fault fault) {
    byte[] content = new byte[(11 << 20) + 1];
    new Random(2).nextBytes(content);
    proxy.plan("POST .*uploads", fault);
    proxy.plan("PUT .*partNumber=2", fault);
    proxy.plan("POST .*uploadId", fault);
    try (ObjectWriter writer = store.create("large")) {
      writer.write(content, 0, content.length);
      writer.finish();
    }
    assertThat(proxy.isDone()).isTrue();
    assertThat(Arrays.equals(store.read("large"), content)).isTrue();
  }

  @Test
  void aServiceThatIsAwayIsAnErrorThatSaysSo() throws IOException {
    proxy.close();
    try {
      // Where a connection was open still, nobody knows what became of the request.
      assertThat(store.putIfAbsent("a", bytes("x"))).isEqualTo(PutOutcome.UNKNOWN);
    } catch (StorageException e) {
      assertThat(e)
          .hasMessageContaining("put if absent s3://tables/faults-")
          .hasMessageContaining("no answer");
    }
    assertThatThrownBy(() -> store.read("a"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("no answer");
  }
}
