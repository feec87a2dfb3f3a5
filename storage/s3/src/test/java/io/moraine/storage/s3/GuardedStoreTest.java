package io.moraine.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.Result;
import io.moraine.Session;
import io.moraine.TableOptions;
import io.moraine.core.env.TestEnvironments;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ForwardingStore;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.PutOutcome;
import io.moraine.storage.s3.dynamodb.CommitTable;
import io.moraine.storage.s3.dynamodb.GuardedStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Commits by a table of DynamoDB, over a store that has no conditional put. */
class GuardedStoreTest {
  private static final String TABLE = "s3a://bucket/table";
  private static final String FIRST = "00000000000000000000.json";
  private static final String SECOND = "00000000000000000001.json";

  /** Puts always, as a store does that ignores conditions; may fail to put commits. */
  private static final class OldStore extends ForwardingStore {
    private final AtomicBoolean commitsFail = new AtomicBoolean();

    OldStore() {
      super(new InMemoryStore("old", Clock.systemUTC()));
    }

    @Override
    public PutOutcome putIfAbsent(String key, byte[] content) {
      throw new AssertionError("The store has no conditional put");
    }

    @Override
    public void put(String key, byte[] content) {
      if (commitsFail.get() && key.endsWith(".json")) {
        throw new StorageException("the writer died here");
      }
      super.put(key, content);
    }
  }

  private DynamoDbStub dynamo;
  private OldStore old;

  @BeforeEach
  void start() throws IOException {
    dynamo = new DynamoDbStub();
    old = new OldStore();
  }

  @AfterEach
  void stop() {
    dynamo.close();
  }

  private GuardedStore guarded() {
    CommitTable table =
        CommitTable.open(
            "delta_log",
            Optional.of(dynamo.endpoint()),
            Region.US_EAST_1,
            StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")),
            5_000);
    return new GuardedStore(old, table, TABLE, TestEnvironments.serial());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> keys(ObjectStore store, String folder) {
    List<String> keys = new ArrayList<>();
    store.listFolder(folder, "").forEachRemaining((ObjectStatus status) -> keys.add(status.key()));
    return keys;
  }

  @Test
  void entriesAreThoseOfDeltaOnSpark() {
    try (GuardedStore store = guarded()) {
      assertThat(store.putIfAbsent("_delta_log/" + FIRST, bytes("{}"))).isEqualTo(PutOutcome.WON);
    }
    assertThat(dynamo.item(TABLE, FIRST))
        .contains("\"tablePath\":{\"S\":\"s3a://bucket/table\"}")
        .contains("\"fileName\":{\"S\":\"00000000000000000000.json\"}")
        .contains("\"complete\":{\"S\":\"true\"}")
        .containsPattern(
            "\"tempPath\":\\{\"S\":\"\\.tmp/00000000000000000000\\.json\\.[0-9a-f-]{36}\"")
        // A day after 2026-01-02T03:04:05Z.
        .contains("\"expireTime\":{\"N\":\"1767409445\"}");
  }

  @Test
  void oneOfSixteenWritersWinsEachVersion() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try (GuardedStore store = guarded()) {
      for (int version = 0; version < 20; version++) {
        String key = "_delta_log/%020d.json".formatted(version);
        List<Future<PutOutcome>> attempts = new ArrayList<>();
        for (int writer = 0; writer < 16; writer++) {
          byte[] content = bytes("writer " + writer);
          attempts.add(threads.submit(() -> store.putIfAbsent(key, content)));
        }
        int winner = -1;
        for (int writer = 0; writer < 16; writer++) {
          if (attempts.get(writer).get() == PutOutcome.WON) {
            assertThat(winner).as("winners of version %d", version).isEqualTo(-1);
            winner = writer;
          }
        }
        assertThat(store.read(key)).isEqualTo(bytes("writer " + winner));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aCommitWhoseWriterDiedIsFinishedByWhoListsReadsOrFollows() {
    try (GuardedStore store = guarded()) {
      store.putIfAbsent("_delta_log/" + FIRST, bytes("first"));
      old.commitsFail.set(true);
      // Entered, and so committed, though nobody has put it into its place.
      assertThat(store.putIfAbsent("_delta_log/" + SECOND, bytes("second")))
          .isEqualTo(PutOutcome.WON);
      assertThat(keys(old, "_delta_log")).containsExactly("_delta_log/" + FIRST);
      assertThat(dynamo.item(TABLE, SECOND)).contains("\"complete\":{\"S\":\"false\"}");
      old.commitsFail.set(false);

      assertThat(store.read("_delta_log/" + SECOND)).isEqualTo(bytes("second"));
      assertThat(dynamo.item(TABLE, SECOND)).contains("\"complete\":{\"S\":\"true\"}");
      assertThat(keys(old, "_delta_log")).contains("_delta_log/" + SECOND);

      old.commitsFail.set(true);
      String third = "_delta_log/00000000000000000002.json";
      store.putIfAbsent(third, bytes("third"));
      old.commitsFail.set(false);
      assertThat(keys(store, "_delta_log")).contains(third);

      old.commitsFail.set(true);
      String fourth = "_delta_log/00000000000000000003.json";
      store.putIfAbsent(fourth, bytes("fourth"));
      old.commitsFail.set(false);
      assertThat(store.putIfAbsent("_delta_log/00000000000000000004.json", bytes("fifth")))
          .isEqualTo(PutOutcome.WON);
      assertThat(old.read(fourth)).isEqualTo(bytes("fourth"));
    }
  }

  @Test
  void finishesACommitThatDeltaOnSparkBegan() {
    old.put("_delta_log/" + FIRST, bytes("first"));
    old.put("_delta_log/.tmp/" + SECOND + ".abc", bytes("second"));
    dynamo.put(
        TABLE,
        SECOND,
        ("{\"tablePath\":{\"S\":\"%s\"},\"fileName\":{\"S\":\"%s\"},\"complete\":{\"S\":\"false\"},"
                + "\"tempPath\":{\"S\":\".tmp/%s.abc\"}}")
            .formatted(TABLE, SECOND, SECOND));
    try (GuardedStore store = guarded()) {
      assertThat(store.putIfAbsent("_delta_log/" + SECOND, bytes("ours")))
          .isEqualTo(PutOutcome.EXISTS);
      assertThat(store.read("_delta_log/" + SECOND)).isEqualTo(bytes("second"));
    }
  }

  @Test
  void leavesNoGapAndNoOldEntries() {
    try (GuardedStore store = guarded()) {
      assertThatThrownBy(() -> store.putIfAbsent("_delta_log/" + SECOND, bytes("x")))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("the commit before it is not there");
      store.putIfAbsent("_delta_log/" + FIRST, bytes("first"));
      old.delete("_delta_log/" + FIRST);
      assertThatThrownBy(() -> store.putIfAbsent("_delta_log/" + FIRST, bytes("again")))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("DynamoDB still has entries")
          .hasMessageContaining("tablePath s3a://bucket/table");
    }
  }

  @Test
  void whereTheTableIsAwayTheOutcomeIsUnknownAndTheFileStays() {
    try (GuardedStore store = guarded()) {
      old.put("_delta_log/" + FIRST, bytes("first"));
      dynamo.close();
      assertThatThrownBy(() -> store.putIfAbsent("_delta_log/" + SECOND, bytes("x")))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("in the table 'delta_log' of DynamoDB");
    }
  }

  @Test
  void aSessionCommitsByDynamoDbWhereItIsSet() {
    Map<String, String> options = S3Proxy.options(S3Proxy.shared().endpoint());
    options.put("s3.commit", "dynamodb");
    options.put("s3.dynamodb-endpoint", dynamo.endpoint().toString());
    options.put("s3.dynamodb-scheme", "s3a");
    String lake = "s3://" + S3Proxy.BUCKET + "/guarded";
    try (Session session =
        Session.open(TableOptions.defaults().withWarehouse(lake).withStoreOptions(options))) {
      session.sql("CREATE TABLE t (id INT)").close();
      session.sql("INSERT INTO t VALUES (1)").close();
      try (Result result = session.sql("SELECT id FROM t")) {
        assertThat(result.rows().map(Object::toString)).containsExactly("{id=1}");
      }
      assertThat(dynamo.item("s3a://" + S3Proxy.BUCKET + "/guarded/t", SECOND))
          .contains("\"complete\":{\"S\":\"true\"}");
    }
  }
}
