package io.moraine.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.ObjectWriter;
import io.moraine.core.store.PutOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every store promises. {@code -Dstore.rounds=1000} races more often.
 *
 * <p>Stores of a service that has buckets and credentials extend {@link RemoteStoreContract}.
 */
public abstract class ObjectStoreContract {
  private static final int ROUNDS = Integer.getInteger("store.rounds", 100);

  /** More than a page of any service, which is a thousand keys or less. */
  private static final int MANY = 1_203;

  private ObjectStore store;

  /** A store with nothing in it. */
  protected abstract ObjectStore open() throws Exception;

  /** Bytes that the store writes and reads in several requests, if it ever does. */
  protected int largeBytes() {
    return (17 << 20) + 3;
  }

  /** Odd names that the store has no place for; it has for all unless said otherwise. */
  protected Set<String> refusedNames() {
    return Set.of();
  }

  @BeforeEach
  final void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  /** UTF-8 of {@code text}. */
  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> keys(Iterator<ObjectStatus> statuses) {
    List<String> keys = new ArrayList<>();
    statuses.forEachRemaining(status -> keys.add(status.key()));
    return keys;
  }

  private static byte[] random(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  /** Several at once: a service answers each in milliseconds, and there are thousands. */
  private static void forEach(Collection<String> keys, Consumer<String> task)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(PutRace.WRITERS);
    try {
      List<Future<?>> running = new ArrayList<>();
      keys.forEach(key -> running.add(threads.submit(() -> task.accept(key))));
      for (Future<?> future : running) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  final void aSecondPutIfAbsentLosesAndChangesNothing() {
    assertThat(store.putIfAbsent("_delta_log/0.json", bytes("first"))).isEqualTo(PutOutcome.WON);
    assertThat(store.putIfAbsent("_delta_log/0.json", bytes("second")))
        .isEqualTo(PutOutcome.EXISTS);
    assertThat(store.putIfAbsent("_delta_log/0.json", bytes("first"))).isEqualTo(PutOutcome.EXISTS);
    assertThat(store.read("_delta_log/0.json")).isEqualTo(bytes("first"));
  }

  @Test
  final void oneOfSixteenRacingWritersWinsEachRoundAndItsBytesStay() throws Exception {
    assertThat(PutRace.violations(store, ROUNDS)).isEmpty();
    assertThat(keys(store.listTree("race"))).hasSize(ROUNDS);
  }

  @Test
  final void whatWasPutIsSeenAtOnceByAllWays() {
    for (int round = 0; round < 20; round++) {
      String key = "seen/%02d".formatted(round);
      store.put(key, bytes("first " + round));
      store.put(key, bytes("second one " + round));
      byte[] second = bytes("second one " + round);
      assertThat(store.read(key)).isEqualTo(second);
      assertThat(store.status(key).sizeBytes()).isEqualTo(second.length);
      assertThat(keys(store.listFolder("seen", ""))).hasSize(round + 1).endsWith(key);
      assertThat(store.putIfAbsent(key, bytes("third"))).isEqualTo(PutOutcome.EXISTS);
    }
    store.delete("seen/00");
    assertThatThrownBy(() -> store.read("seen/00")).isInstanceOf(ObjectNotFoundException.class);
    assertThat(keys(store.listTree("seen"))).hasSize(19).doesNotContain("seen/00");
    assertThat(store.putIfAbsent("seen/00", bytes("again"))).isEqualTo(PutOutcome.WON);
  }

  @Test
  final void listsByUtf8BytesFromANameOnAndNotDeeper() {
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
    assertThat(keys(store.listFolder("list", "b")))
        .startsWith("list/b c", "list/b%20c", "list/z=1");
    assertThat(keys(store.listFolder("list", "é")))
        .containsExactly("list/é", "list/\uFFFD", "list/\uD83C\uDFD4");
    assertThat(store.listFolders("list")).containsExactly("b");
    assertThat(store.listFolders("")).contains("list").doesNotContain("listed");
    assertThat(store.listFolders("not there")).isEmpty();
    assertThat(keys(store.listTree("list"))).hasSize(8).contains("list/b/deeper");
    assertThat(keys(store.listFolder("not there", ""))).isEmpty();
    assertThat(keys(store.listTree("not there"))).isEmpty();
    assertThat(keys(store.listFolder("", ""))).containsExactly("listed");
    assertThat(keys(store.listTree(""))).hasSize(9).contains("listed", "list/a");
  }

  @Test
  final void listsMoreThanAPageOfKeysInOrderAndFromAnyOfThem() throws Exception {
    List<String> expected =
        IntStream.range(0, MANY).mapToObj("many/%020d.json"::formatted).toList();
    forEach(expected, key -> store.put(key, bytes(key)));
    store.put("many-others/x", bytes("x"));

    List<ObjectStatus> all = new ArrayList<>();
    store.listFolder("many", "").forEachRemaining(all::add);
    assertThat(all.stream().map(ObjectStatus::key)).isEqualTo(expected);
    assertThat(all).allMatch(status -> status.sizeBytes() == status.key().length());
    assertThat(all).allMatch(status -> status.modifiedMillis() > 0);
    assertThat(keys(store.listTree("many"))).isEqualTo(expected);
    for (int first : new int[] {0, 1, 999, 1_000, 1_001, MANY - 1}) {
      assertThat(keys(store.listFolder("many", "%020d.json".formatted(first))))
          .as("from name %d", first)
          .isEqualTo(expected.subList(first, MANY));
      assertThat(keys(store.listFolder("many", "%020d".formatted(first))))
          .as("from before name %d", first)
          .isEqualTo(expected.subList(first, MANY));
      assertThat(keys(store.listFolder("many", "%020d.json+".formatted(first))))
          .as("from after name %d", first)
          .isEqualTo(expected.subList(first + 1, MANY));
    }
    assertThat(keys(store.listFolder("many", "1"))).isEmpty();
  }

  @Test
  final void listsMoreThanAPageOfFoldersAndDeletesTheirObjectsTogether() throws Exception {
    List<String> folders = IntStream.range(0, MANY).mapToObj("part=%05d"::formatted).toList();
    forEach(folders, folder -> store.put("deep/" + folder + "/file", bytes("x")));
    store.put("deep/file", bytes("x"));
    store.put("deep-sibling/part=00000/file", bytes("x"));

    assertThat(store.listFolders("deep")).isEqualTo(folders);
    assertThat(keys(store.listFolder("deep", ""))).containsExactly("deep/file");
    assertThat(keys(store.listTree("deep"))).hasSize(MANY + 1);

    List<String> gone = new ArrayList<>();
    folders.forEach(folder -> gone.add("deep/" + folder + "/file"));
    gone.add("deep/never/there");
    store.deleteAll(gone);
    assertThat(keys(store.listTree("deep"))).containsExactly("deep/file");
    assertThat(keys(store.listTree("deep-sibling"))).hasSize(1);
    store.deleteAll(List.of());
  }

  @Test
  final void readsObjectsOfAnySizeWhole() {
    // Small files are read into a buffer of 65,536 bytes.
    for (int size : new int[] {0, 1, 8_192, 65_535, 65_536, 65_537, 200_000}) {
      byte[] content = random(size);
      String key = "sizes/" + size;
      store.put(key, content);
      assertThat(store.read(key)).isEqualTo(content);
      assertThat(store.status(key).sizeBytes()).isEqualTo(size);
      try (ObjectReader reader = store.open(key)) {
        byte[] read = new byte[size];
        reader.read(0, read, 0, size);
        assertThat(reader.sizeBytes()).isEqualTo(size);
        assertThat(read).isEqualTo(content);
      }
    }
    assertThatThrownBy(() -> store.read("sizes"))
        .as("a folder is no object")
        .isInstanceOf(StorageException.class);
  }

  @Test
  final void readsRangesAndRefusesThoseBeyondTheEnd() {
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
      assertThat(reader.location()).endsWith("range");
    }
  }

  @Test
  final void keepsKeysWithOddCharacters() {
    List<String> odd =
        new ArrayList<>(
            List.of(
                "space in name",
                "plus+and%2Bescaped",
                "day=2026-01-03/100%",
                "question?and#hash",
                "colon:semi;comma,at@",
                "quote'double\"back`",
                "amp&lt<gt>",
                "brace{[(~)]}!$*",
                "back\\slash",
                " leading and trailing ",
                "dots..in...names",
                "tab\tin name",
                "é/ü/ß",
                "\u65E5\u672C\u8A9E",
                "\uFFFD",
                "\uD83C\uDFD4 mountain",
                "combining e\u0301",
                "x".repeat(200)));
    odd.removeAll(refusedNames());
    odd.forEach(name -> store.put("odd/" + name, bytes(name)));
    assertThat(keys(store.listTree("odd")))
        .containsExactlyInAnyOrderElementsOf(odd.stream().map(name -> "odd/" + name).toList());
    for (String name : odd) {
      String key = "odd/" + name;
      assertThat(store.read(key)).as(key).isEqualTo(bytes(name));
      assertThat(store.status(key).key()).isEqualTo(key);
      assertThat(store.putIfAbsent(key, bytes("x"))).as(key).isEqualTo(PutOutcome.EXISTS);
      try (ObjectReader reader = store.open(key)) {
        assertThat(reader.sizeBytes()).as(key).isEqualTo(bytes(name).length);
      }
    }
    store.deleteAll(odd.subList(0, 9).stream().map(name -> "odd/" + name).toList());
    odd.subList(9, odd.size()).forEach(name -> store.delete("odd/" + name));
    assertThat(keys(store.listTree("odd"))).isEmpty();
  }

  @Test
  final void anUnfinishedObjectNeverAppears() {
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

    try (ObjectWriter writer = store.create("data/empty")) {
      writer.finish();
    }
    assertThat(store.status("data/empty").sizeBytes()).isZero();
  }

  @Test
  final void writesAndReadsALargeObjectByParts() throws Exception {
    byte[] content = random(largeBytes());
    try (ObjectWriter writer = store.create("large/given up")) {
      writer.write(content, 0, content.length);
    }
    assertThat(keys(store.listTree("large"))).isEmpty();

    try (ObjectWriter writer = store.create("large/whole")) {
      int piece = 1_234_567;
      for (int from = 0; from < content.length; from += piece) {
        writer.write(content, from, Math.min(piece, content.length - from));
      }
      assertThat(writer.position()).isEqualTo(content.length);
      writer.finish();
    }
    assertThat(Arrays.equals(store.read("large/whole"), content)).isTrue();
    try (ObjectReader reader = store.open("large/whole")) {
      byte[] whole = new byte[content.length];
      reader.read(0, whole, 0, whole.length);
      assertThat(Arrays.equals(whole, content)).isTrue();
      // Ranges anywhere, of one reader, by several threads.
      Random random = new Random(7);
      List<String> ranges = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int from = random.nextInt(content.length);
        ranges.add(from + " " + random.nextInt(Math.min(100_000, content.length - from)));
      }
      forEach(
          ranges,
          range -> {
            int from = Integer.parseInt(range.substring(0, range.indexOf(' ')));
            int length = Integer.parseInt(range.substring(range.indexOf(' ') + 1));
            byte[] target = new byte[length];
            reader.read(from, target, 0, length);
            assertThat(Arrays.equals(target, Arrays.copyOfRange(content, from, from + length)))
                .as("%d bytes from %d", length, from)
                .isTrue();
          });
    }
  }

  @Test
  final void missingObjectsAreNotFoundAndMayBeDeleted() {
    assertThatThrownBy(() -> store.read("none"))
        .isInstanceOf(ObjectNotFoundException.class)
        .hasMessageContaining("/none");
    assertThatThrownBy(() -> store.open("none")).isInstanceOf(ObjectNotFoundException.class);
    assertThatThrownBy(() -> store.status("none")).isInstanceOf(ObjectNotFoundException.class);
    store.put("one/there", bytes("x"));
    assertThatThrownBy(() -> store.read("one"))
        .as("a folder is no object")
        .isInstanceOf(StorageException.class);
    store.delete("none");
    store.deleteAll(List.of("none", "one/there"));
    assertThat(keys(store.listTree("one"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", "..", "../a", "a/../b", "a/..", "./a", "a/.", "a\0b"})
  final void refusesKeysThatLeadElsewhere(String key) {
    assertThatThrownBy(() -> store.read(key))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("Not a key");
    assertThatThrownBy(() -> store.putIfAbsent(key, bytes("x")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("Not a key");
    assertThatThrownBy(() -> store.create(key))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("Not a key");
    assertThatThrownBy(() -> store.deleteAll(List.of("fine", key)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("Not a key");
  }

  @Test
  final void theRootEndsWithASlash() {
    assertThat(store.root().toString()).endsWith("/");
  }
}
