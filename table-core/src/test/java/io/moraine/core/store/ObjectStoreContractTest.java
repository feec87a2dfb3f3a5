package io.moraine.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.TestEnvironments;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises, tried on those of this module. */
class ObjectStoreContractTest {
  @TempDir static Path folder;

  static Stream<Named<ObjectStore>> stores() throws Exception {
    return Stream.of(
        Named.of(
            "local",
            new LocalStore(
                Files.createTempDirectory(folder, "store").resolve("made/later"),
                TestEnvironments.serial())),
        Named.of("memory", new InMemoryStore("contract", Clock.systemUTC())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> keys(Iterator<ObjectStatus> statuses) {
    List<String> keys = new ArrayList<>();
    statuses.forEachRemaining(status -> keys.add(status.key()));
    return keys;
  }

  @ParameterizedTest
  @MethodSource("stores")
  void aSecondPutIfAbsentLosesAndChangesNothing(ObjectStore store) {
    assertThat(store.putIfAbsent("_delta_log/0.json", bytes("first"))).isEqualTo(PutOutcome.WON);
    assertThat(store.putIfAbsent("_delta_log/0.json", bytes("second")))
        .isEqualTo(PutOutcome.EXISTS);
    assertThat(store.read("_delta_log/0.json")).isEqualTo(bytes("first"));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void oneOfSixteenRacingWritersWinsEachRoundAndItsBytesStay(ObjectStore store) throws Exception {
    int writers = 16;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      CyclicBarrier barrier = new CyclicBarrier(writers);
      for (int round = 0; round < 100; round++) {
        String key = "race/%03d.json".formatted(round);
        List<Future<PutOutcome>> attempts = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          byte[] content = bytes("writer " + writer);
          attempts.add(
              pool.submit(
                  () -> {
                    barrier.await();
                    return store.putIfAbsent(key, content);
                  }));
        }
        List<Integer> winners = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          if (attempts.get(writer).get() == PutOutcome.WON) {
            winners.add(writer);
          }
        }
        assertThat(winners).as("winners of round %d", round).hasSize(1);
        assertThat(store.read(key)).isEqualTo(bytes("writer " + winners.get(0)));
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(keys(store.listTree("race"))).hasSize(100);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void listsByUtf8BytesFromANameOnAndNotDeeper(ObjectStore store) {
    List<String> names = List.of("a", "b c", "b%20c", "é", "\uFFFD", "\uD83C\uDFD4", "z=1");
    names.forEach(name -> store.put("list/" + name, bytes(name)));
    store.put("list/b/deeper", bytes("x"));
    store.put("listed", bytes("x"));

    assertThat(keys(store.listFolder("list", "")))
        .containsExactly(
            "list/a",
            "list/b c",
            "list/b%20c",
            "list/z=1",
            "list/é",
            "list/\uFFFD",
            "list/\uD83C\uDFD4");
    assertThat(keys(store.listFolder("list", "z=1")))
        .containsExactly("list/z=1", "list/é", "list/\uFFFD", "list/\uD83C\uDFD4");
    assertThat(store.listFolders("list")).containsExactly("b");
    assertThat(store.listFolders("")).contains("list").doesNotContain("listed");
    assertThat(store.listFolders("not there")).isEmpty();
    assertThat(keys(store.listTree("list"))).hasSize(8).contains("list/b/deeper");
    assertThat(keys(store.listFolder("not there", ""))).isEmpty();
    assertThat(keys(store.listTree("not there"))).isEmpty();
    names.forEach(name -> assertThat(store.read("list/" + name)).isEqualTo(bytes(name)));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void listsMoreThanAPageOfKeysInOrder(ObjectStore store) {
    List<String> expected =
        IntStream.range(0, 1_500).mapToObj("many/%020d.json"::formatted).toList();
    expected.forEach(key -> store.put(key, bytes("x")));
    assertThat(keys(store.listFolder("many", ""))).isEqualTo(expected);
    assertThat(keys(store.listFolder("many", "%020d.json".formatted(1_499))))
        .containsExactly(expected.get(1_499));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void readsObjectsOfAnySizeWhole(ObjectStore store) {
    // Small files are read into a buffer of 65,536 bytes.
    for (int size : new int[] {0, 1, 8_192, 65_535, 65_536, 65_537, 200_000}) {
      byte[] content = new byte[size];
      for (int i = 0; i < size; i++) {
        content[i] = (byte) (i * 31 + size);
      }
      store.put("sizes/" + size, content);
      assertThat(store.read("sizes/" + size)).isEqualTo(content);
    }
    assertThat(store.read("sizes/1")).hasSize(1);
    assertThatThrownBy(() -> store.read("sizes"))
        .as("a folder is no object")
        .isInstanceOf(StorageException.class);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void readsRangesAndRefusesThoseBeyondTheEnd(ObjectStore store) {
    store.put("range", bytes("0123456789"));
    try (ObjectReader reader = store.open("range")) {
      byte[] target = new byte[6];
      reader.read(3, target, 1, 4);
      assertThat(reader.sizeBytes()).isEqualTo(10);
      assertThat(target).containsExactly(0, '3', '4', '5', '6', 0);
      reader.read(10, target, 0, 0);
      assertThatThrownBy(() -> reader.read(8, target, 0, 3))
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining("has 10");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void anUnfinishedObjectNeverAppears(ObjectStore store) {
    try (ObjectWriter writer = store.create("data/half.parquet")) {
      writer.write(bytes("half"), 0, 4);
      assertThat(writer.position()).isEqualTo(4);
      assertThat(keys(store.listTree("data"))).isEmpty();
    }
    assertThat(keys(store.listTree("data"))).isEmpty();
    assertThatThrownBy(() -> store.status("data/half.parquet"))
        .isInstanceOf(ObjectNotFoundException.class)
        .hasMessageContaining("data/half.parquet");

    try (ObjectWriter writer = store.create("data/whole.parquet")) {
      writer.write(bytes("..whole"), 2, 5);
      writer.finish();
      assertThatThrownBy(() -> writer.write(bytes("x"), 0, 1))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("closed");
    }
    assertThat(store.read("data/whole.parquet")).isEqualTo(bytes("whole"));
    assertThat(store.status("data/whole.parquet").sizeBytes()).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void missingObjectsAreNotFoundAndMayBeDeleted(ObjectStore store) {
    assertThatThrownBy(() -> store.read("none")).isInstanceOf(ObjectNotFoundException.class);
    assertThatThrownBy(() -> store.open("none")).isInstanceOf(ObjectNotFoundException.class);
    store.put("one/there", bytes("x"));
    assertThatThrownBy(() -> store.read("one"))
        .as("a folder is no object")
        .isInstanceOf(StorageException.class);
    store.deleteAll(Set.of("none", "one/there"));
    assertThat(keys(store.listTree("one"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", "..", "../a", "a/../b", "a/..", "./a", "a/.", "a\0b"})
  void refusesKeysThatLeadElsewhere(String key) throws Exception {
    for (Named<ObjectStore> store : stores().toList()) {
      assertThatThrownBy(() -> store.getPayload().read(key))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("Not a key");
      assertThatThrownBy(() -> store.getPayload().putIfAbsent(key, bytes("x")))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("Not a key");
    }
  }

  @Test
  void leavesNoHiddenFileBehindAfterLosingAPut() throws Exception {
    Path root = Files.createTempDirectory(folder, "hidden");
    ObjectStore store = new LocalStore(root, TestEnvironments.serial());
    store.putIfAbsent("a", bytes("1"));
    store.putIfAbsent("a", bytes("2"));
    store.put("a", bytes("3"));
    try (Stream<Path> files = Files.list(root)) {
      assertThat(files).containsExactly(root.resolve("a"));
    }
  }
}
