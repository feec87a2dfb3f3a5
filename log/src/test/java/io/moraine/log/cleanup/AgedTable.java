package io.moraine.log.cleanup;

import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.checkpoint.CheckpointHook;
import io.moraine.log.checkpoint.CheckpointWriter;
import io.moraine.log.checksum.ChecksumBuilder;
import io.moraine.log.checksum.ChecksumFile;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.json.CommitFile;
import io.moraine.log.path.DataPaths;
import io.moraine.log.property.TableProperties;
import io.moraine.log.segment.LogFile;
import io.moraine.log.segment.LogListing;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.CommitResult;
import io.moraine.log.txn.PostCommitHook;
import io.moraine.log.upkeep.CleanupHook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** A table that gets a version a day, each with a checksum, the first at {@link #START}. */
final class AgedTable {
  static final long DAY = 86_400_000;
  static final long START = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();

  private final Worlds.ManualClock clock = new Worlds.ManualClock(START);
  private final InMemoryStore store = new InMemoryStore("aged", clock);
  private final TableLog log = new TableLog(store);
  private final Map<String, String> properties;
  private final DataPaths paths = new DataPaths(store.root());
  private final Set<String> features = new LinkedHashSet<>();
  private ChecksumBuilder sums = ChecksumBuilder.empty(paths);
  private boolean withHooks;
  private long inCommitDelayMillis;
  private long next;

  AgedTable(Map<String, String> properties) {
    this.properties = properties;
  }

  TableLog log() {
    return log;
  }

  InMemoryStore store() {
    return store;
  }

  LogCleanup cleanup() {
    return cleanup(store);
  }

  LogCleanup cleanup(ObjectStore other) {
    return new LogCleanup(new TableLog(other), Worlds.world(clock, 3));
  }

  /** The plan of a clean-up that does not ask whether the table can be written. */
  CleanupPlan plan() {
    return cleanup().run(new TableProperties(properties)).plan();
  }

  AgedTable withHooks() {
    withHooks = true;
    return this;
  }

  AgedTable writerFeature(String feature) {
    features.add(feature);
    return this;
  }

  AgedTable inCommitDelayMillis(long millis) {
    inCommitDelayMillis = millis;
    features.add("inCommitTimestamp");
    return this;
  }

  /** Commits versions up to {@code last}, a day apart. */
  AgedTable days(int count) {
    for (int i = 0; i <= count && next <= 1_000; i++) {
      if (next > 0 && i == 0) {
        continue;
      }
      day();
    }
    return this;
  }

  /** Commits the next version, and lets a day pass. */
  AgedTable day() {
    return commit(List.of());
  }

  /** Versions of which one, if not negative, and the next have another protocol. */
  AgedTable guardedHistory(int last, long unknownAt) {
    features.add("checkpointProtection");
    Protocol known = protocol(features);
    Protocol unknown = protocol(Set.of("checkpointProtection", "icebergCompatV3"));
    while (next <= last) {
      commit(
          next == unknownAt
              ? List.of(unknown)
              : next == unknownAt + 1 && next > 1 ? List.of(known) : List.of());
    }
    return this;
  }

  private static Protocol protocol(Set<String> features) {
    return features.isEmpty()
        ? Protocol.legacy(1, 2)
        : new Protocol(1, 7, Set.of(), new LinkedHashSet<>(features));
  }

  private AgedTable commit(List<Action> more) {
    CommitInfo info =
        CommitInfo.of(clock.millis(), "WRITE")
            .with("inCommitTimestamp", clock.millis() + inCommitDelayMillis)
            .with("txnId", "id" + next);
    List<Action> actions = new ArrayList<>(List.of(info));
    if (next == 0) {
      actions.add(protocol(features));
      actions.add(TestTable.metadata(properties));
    }
    actions.addAll(more);
    AddFile add = TestTable.file("p" + next % 3, "f" + next, next, next);
    actions.add(add);
    if (next % 3 == 2) {
      long gone = next - 2;
      actions.add(TestTable.removal(TestTable.file("p" + gone % 3, "f" + gone, gone, gone)));
    }
    actions.add(new SetTransaction("app" + next % 2, next, next));
    store.put(LogFile.commitKey(next), CommitFile.write(actions));
    sums.commit(actions);
    sums.build().ifPresent(sum -> store.put(ChecksumFile.key(next), ChecksumFile.content(sum)));
    if (withHooks) {
      hooks(actions);
    }
    next++;
    clock.advance(DAY);
    return this;
  }

  private void hooks(List<Action> actions) {
    var metadata = TestTable.metadata(properties);
    var result = new CommitResult(next, 1, "id" + next, actions, List.of());
    var commit = new PostCommitHook.Commit(result, metadata, null);
    new CheckpointHook(log, new CheckpointWriter(store, Worlds.world(clock, 2)))
        .afterCommit(commit);
    new CleanupHook(cleanup()).afterCommit(commit);
  }

  AgedTable advanceTo(long millis) {
    clock.advance(millis - clock.millis());
    return this;
  }

  AgedTable checkpoint(long version) {
    new CheckpointWriter(store, Worlds.world(clock, 2)).write(log.at(version));
    return this;
  }

  AgedTable put(String key) {
    store.put(key, new byte[] {'{', '}'});
    return this;
  }

  AgedTable put(String key, long millis, String content) {
    long now = clock.millis();
    advanceTo(millis);
    store.put(key, content.getBytes(StandardCharsets.UTF_8));
    return advanceTo(now);
  }

  /** The same table in another store, with the same times. */
  AgedTable copy() {
    AgedTable copy = new AgedTable(properties);
    Iterator<ObjectStatus> files = store.listTree("");
    while (files.hasNext()) {
      ObjectStatus file = files.next();
      copy.advanceTo(file.modifiedMillis());
      copy.store.put(file.key(), store.read(file.key()));
    }
    return copy.advanceTo(clock.millis());
  }

  String key(long version, String rest) {
    return LogFile.FOLDER + "/" + LogFile.prefix(version) + "." + rest;
  }

  /** The log's files, as names below its folder, sorted. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    Iterator<ObjectStatus> files = store.listTree(LogFile.FOLDER);
    files.forEachRemaining(file -> names.add(file.key().substring(LogFile.FOLDER.length() + 1)));
    names.sort(null);
    return names;
  }

  List<Long> commits() {
    return List.copyOf(LogListing.listAll(store).commits().keySet());
  }

  List<Long> checkpoints() {
    return LogListing.listAll(store).checkpoints().stream()
        .map(checkpoint -> checkpoint.version())
        .sorted()
        .distinct()
        .toList();
  }

  static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  List<List<String>> states(long first, long last) {
    return states(log, first, last);
  }

  /** All that versions {@code first} to {@code last} are, but for tombstones, which expire. */
  static List<List<String>> states(TableLog log, long first, long last) {
    List<List<String>> states = new ArrayList<>();
    for (long version = first; version <= last; version++) {
      Snapshot snapshot = log.at(version);
      List<String> state = new ArrayList<>();
      snapshot.files().forEach(file -> state.add(file.withoutDataChange().toString()));
      snapshot.setTransactions().values().forEach(each -> state.add(each.toString()));
      state.add(snapshot.protocol() + " " + snapshot.metadata());
      state.add(version + " " + snapshot.timestampMillis());
      state.sort(null);
      states.add(state);
    }
    return states;
  }
}
