package io.moraine.log.changes;

import static io.moraine.log.snapshot.WrittenLog.METADATA;
import static io.moraine.log.snapshot.WrittenLog.PROTOCOL;
import static io.moraine.log.snapshot.WrittenLog.add;
import static io.moraine.log.snapshot.WrittenLog.metadata;
import static io.moraine.log.snapshot.WrittenLog.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.Environment;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.segment.TableNotFoundException;
import io.moraine.log.snapshot.WrittenLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTailTest {
  private static final String OTHER_TABLE =
      METADATA.replace("\"id\":\"t\",\"format\"", "\"id\":\"other\",\"format\"");

  private final WrittenLog table = new WrittenLog();
  private final Worlds.ManualClock clock = Worlds.clock();
  private final Environment world = Worlds.world(clock, 1);

  private VersionTail tail(TailOptions options) {
    return new VersionTail(table.log, options, world);
  }

  private VersionTail tail(long first) {
    return tail(TailOptions.from(first));
  }

  private static List<Long> versions(VersionTail tail) {
    List<Long> versions = new ArrayList<>();
    for (Optional<VersionCommit> commit = tail.next(); commit.isPresent(); commit = tail.next()) {
      versions.add(commit.get().version());
    }
    return versions;
  }

  private WrittenLog grow(long first, long last) {
    for (long version = first; version <= last; version++) {
      table.commit(version, add("f" + version));
    }
    return table;
  }

  @ParameterizedTest(name = "from {0}")
  @ValueSource(longs = {0, 1, 4, 5})
  void versionsComeOnceAndInOrder(long first) {
    table.commit(0, PROTOCOL, METADATA);
    grow(1, 5);
    VersionTail tail = tail(first);

    assertThat(versions(tail)).isEqualTo(LongStream.rangeClosed(first, 5).boxed().toList());
    assertThat(tail.next()).isEmpty();
    grow(6, 7);
    assertThat(versions(tail)).containsExactly(6L, 7L);
    assertThat(tail.nextVersion()).isEqualTo(8);
  }

  @Test
  void theVersionAfterTheLatestMayBeTheFirstButNoLaterOne() {
    table.commit(0, PROTOCOL, METADATA);
    VersionTail tail = tail(1);
    assertThat(versions(tail)).isEmpty();
    grow(1, 2);
    assertThat(versions(tail)).containsExactly(1L, 2L);
    assertThatThrownBy(() -> tail(4).next())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Cannot follow memory:/t/ from version 4: the latest is 2");
  }

  @Test
  void eachVersionTellsWhatItDidAndWhatIsInForce() {
    table
        .commitAt(0, 1000, PROTOCOL, METADATA)
        .commitAt(1, 500, "{\"commitInfo\":{\"operation\":\"WRITE\"}}", add("a"))
        .commitAt(2, 5000, metadata("", "\"k\":\"v\""), remove("a"), add("b"));
    VersionTail tail = tail(1);

    VersionCommit first = tail.next().orElseThrow();
    assertThat(first.timestampMillis()).as("a millisecond after version 0").isEqualTo(1001);
    assertThat(first.info().orElseThrow().operation()).contains("WRITE");
    assertThat(first.added()).extracting("path").containsExactly("a");
    assertThat(first.metadata()).isEmpty();
    assertThat(first.state().metadata().configuration()).isEmpty();
    VersionCommit second = tail.next().orElseThrow();
    assertThat(second.timestampMillis()).isEqualTo(5000);
    assertThat(second.removed()).extracting("path").containsExactly("a");
    assertThat(second.metadata()).isPresent();
    assertThat(second.state().metadata().configuration()).containsEntry("k", "v");
    assertThat(tail.tableId()).isEqualTo("t");
  }

  @Test
  void timesWithinCommitsAreTakenFromWhereTheyAreSwitchedOn() {
    String on = "\"delta.enableInCommitTimestamps\":\"true\"";
    table
        .commitAt(0, 1000, PROTOCOL, METADATA)
        .commitAt(1, 2000, "{\"commitInfo\":{\"inCommitTimestamp\":1234}}", add("a"))
        .commitAt(2, 3000, "{\"commitInfo\":{\"inCommitTimestamp\":2345}}", metadata("", on));
    VersionTail tail = tail(1);
    assertThat(tail.next().orElseThrow().timestampMillis()).isEqualTo(2000);
    assertThat(tail.next().orElseThrow().timestampMillis()).isEqualTo(2345);
  }

  @Test
  void aLaterVersionThatIsSeenFirstWaitsForTheOneBefore() {
    table.commit(0, PROTOCOL, METADATA).commit(2, add("b"));
    // Loading a snapshot with a gap is an error, so the tail begins before it.
    table.delete(2);
    VersionTail tail = tail(0);
    assertThat(versions(tail)).containsExactly(0L);
    table.commit(2, add("b"));
    assertThat(tail.next()).isEmpty();
    assertThat(tail.nextVersion()).isEqualTo(1);
    table.commit(1, add("a"));
    assertThat(versions(tail)).containsExactly(1L, 2L);
  }

  @Test
  void aVersionThatStaysMissingIsAnErrorAfterAWhile() {
    table.commit(0, PROTOCOL, METADATA);
    VersionTail tail = tail(TailOptions.from(1).withPatienceMillis(5000));
    assertThat(tail.next()).isEmpty();
    table.commit(2, add("b"));
    assertThat(tail.poll(5000)).as("5 seconds of patience").isEmpty();
    assertThatThrownBy(() -> tail.poll(1))
        .isInstanceOf(CorruptTableException.class)
        .hasMessageContaining("from version 1: its commit is missing, though there is a version 2");
    // It goes on where it was once the version comes.
    table.commit(1, add("a"));
    assertThat(versions(tail)).containsExactly(1L, 2L);
  }

  @Test
  void pollWaitsAsLongAsItIsTold() {
    table.commit(0, PROTOCOL, METADATA);
    VersionTail tail = tail(TailOptions.from(1).withIntervalMillis(300));
    long before = clock.millis();
    assertThat(tail.poll(1000)).isEmpty();
    assertThat(clock.millis() - before).isEqualTo(1000);
    assertThat(tail.poll(0)).isEmpty();
    assertThat(clock.millis() - before).as("without waiting").isEqualTo(1000);
  }

  @Test
  void pollGivesAVersionThatComesMeanwhile() {
    table.commit(0, PROTOCOL, METADATA);
    long start = clock.millis();
    Environment committing =
        new Environment(
            world.clock(),
            world.ids(),
            world.random(),
            millis -> {
              clock.advance(millis);
              if (clock.millis() - start >= 2000) {
                table.commit(1, add("a"));
              }
            },
            Runnable::run,
            1);
    VersionTail tail = new VersionTail(table.log, TailOptions.from(1), committing);
    assertThat(tail.poll(60_000).orElseThrow().version()).isEqualTo(1);
    assertThat(clock.millis() - start).isEqualTo(2000);
  }

  @Test
  void versionsAcrossCheckpointsAndCleanUpsOfWhatWasReadAreAllSeen() {
    table.commit(0, PROTOCOL, METADATA);
    VersionTail tail = tail(0);
    List<Long> seen = new ArrayList<>(versions(tail));
    for (long version = 1; version <= 9; version++) {
      table.commit(version, add("f" + version));
      if (version % 3 == 0) {
        table.checkpoint(version, PROTOCOL, METADATA, add("f" + version));
        // All before the checkpoint, which is as much as a clean-up may take.
        for (long old = 0; old < version; old++) {
          table.delete(old);
        }
      }
      seen.addAll(versions(tail));
    }
    assertThat(seen).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void aVersionThatWasCleanedUpBeforeItWasReadIsAnErrorAndNotSkipped() {
    table.commit(0, PROTOCOL, METADATA);
    grow(1, 2);
    VersionTail tail = tail(0);
    assertThat(tail.next().orElseThrow().version()).isZero();
    grow(3, 5).checkpoint(4, PROTOCOL, METADATA, add("f4"));
    for (long old = 0; old < 4; old++) {
      table.delete(old);
    }
    for (int again = 0; again < 2; again++) {
      assertThatThrownBy(tail::next)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Cannot follow memory:/t/ on from version 1: its log was cleaned up, the earliest version available is 4");
    }
    assertThat(tail.nextVersion()).isEqualTo(1);
    assertThatThrownBy(() -> tail(3).next())
        .hasMessageContaining("earliest version available is 4");
    assertThat(versions(tail(4))).containsExactly(4L, 5L);
  }

  @Test
  void aVersionOfWhichOnlyTheCheckpointIsLeftIsCleanedUp() {
    table.commit(0, PROTOCOL, METADATA);
    grow(1, 3).checkpoint(3, PROTOCOL, METADATA, add("f3"));
    for (long old = 0; old <= 3; old++) {
      table.delete(old);
    }
    assertThatThrownBy(() -> tail(3).next())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("earliest version available is 4");
    VersionTail tail = tail(4);
    assertThat(tail.next()).isEmpty();
    table.commit(4, add("f4"));
    assertThat(versions(tail)).containsExactly(4L);
  }

  @Test
  void aTableThatIsGoneIsAnError() {
    table.commit(0, PROTOCOL, METADATA);
    VersionTail tail = tail(0);
    assertThat(versions(tail)).containsExactly(0L);
    table.delete(0);
    assertThatThrownBy(tail::next)
        .isInstanceOf(TableReplacedException.class)
        .hasMessage("There is no table any more at memory:/t/, which was followed up to version 0");
    assertThatThrownBy(() -> tail(0).next()).isInstanceOf(TableNotFoundException.class);
  }

  @ParameterizedTest(name = "up to version {0}")
  @ValueSource(longs = {0, 1, 2, 3, 8})
  void aTableInThePlaceOfTheOneThatWasFollowedIsAnError(long last) {
    table.commit(0, PROTOCOL, METADATA);
    grow(1, 2);
    VersionTail tail = tail(0);
    assertThat(versions(tail)).containsExactly(0L, 1L, 2L);
    for (long version = 0; version <= 2; version++) {
      table.delete(version);
    }
    table.commitAt(0, 9_000_000, PROTOCOL, OTHER_TABLE);
    for (long version = 1; version <= last; version++) {
      table.commitAt(version, 9_000_000 + version, add("other" + version));
    }
    assertThatThrownBy(tail::next)
        .isInstanceOf(TableReplacedException.class)
        .hasMessage(
            "At memory:/t/ there is another table than the one that was followed: its id is other, expected t");
    assertThatThrownBy(() -> tail(TailOptions.from(0).ofTable("t")).next())
        .isInstanceOf(TableReplacedException.class);
    assertThat(tail(TailOptions.from(0).ofTable("other")).next()).isPresent();
  }

  @Test
  void aTableThatIsReplacedWhileItIsCaughtUpWithIsAnError() {
    table.commit(0, PROTOCOL, METADATA);
    grow(1, 3);
    VersionTail tail = tail(0);
    assertThat(tail.next().orElseThrow().version()).isZero();
    for (long version = 0; version <= 3; version++) {
      table.delete(version);
    }
    table.commitAt(0, 9_000_000, PROTOCOL, OTHER_TABLE).commitAt(1, 9_000_001, OTHER_TABLE);
    assertThatThrownBy(tail::next).isInstanceOf(TableReplacedException.class);
  }

  @Test
  void aCommitMayNameTheTableAnew() {
    table.commit(0, PROTOCOL, METADATA).commit(1, OTHER_TABLE).commit(2, add("a"));
    VersionTail tail = tail(0);
    assertThat(versions(tail)).containsExactly(0L, 1L, 2L);
    assertThat(tail.tableId()).isEqualTo("other");
    table.commit(3, add("b"));
    assertThat(versions(tail)).containsExactly(3L);
  }

  @Test
  void aCopyOfTheTableMayTakeItsPlace() {
    table.commit(0, PROTOCOL, METADATA);
    grow(1, 2);
    VersionTail tail = tail(0);
    assertThat(versions(tail)).hasSize(3);
    // Written at other times, as a copy is.
    table.commitAt(0, 70_000, PROTOCOL, METADATA);
    for (long version = 1; version <= 3; version++) {
      table.commitAt(version, 70_000 + version, add("f" + version));
    }
    assertThat(versions(tail)).containsExactly(3L);
  }

  @Test
  void aVersionThatCannotBeReadIsAnErrorUntilItCan() {
    table.commit(0, PROTOCOL, METADATA).put("00000000000000000001.json", 1000, "");
    VersionTail tail = tail(1);
    assertThatThrownBy(tail::next).isInstanceOf(CorruptFileException.class);
    table.commit(1, add("a"));
    assertThat(versions(tail)).containsExactly(1L);
    String needs =
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[\"magic\"],\"writerFeatures\":[\"magic\"]}}";
    table.commit(2, needs);
    assertThatThrownBy(tail::next)
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageStartingWith("Cannot read version 2 of memory:/t/")
        .hasMessageEndingWith("magic");
    assertThat(tail.nextVersion()).isEqualTo(2);
  }

  @Test
  void aTailWithAnEndEndsThere() {
    table.commit(0, PROTOCOL, METADATA);
    grow(1, 4);
    VersionTail tail = tail(TailOptions.from(1).to(3));
    assertThat(versions(tail)).containsExactly(1L, 2L, 3L);
    assertThat(tail.isEnded()).isTrue();
    assertThat(tail.poll(1_000_000)).isEmpty();
    assertThat(clock.millis()).isEqualTo(Worlds.clock().millis());
  }

  /** Keeps what it is told. */
  private static final class Listener implements Flow.Subscriber<VersionCommit> {
    private final List<Object> signals = new ArrayList<>();
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
    }

    @Override
    public void onNext(VersionCommit commit) {
      signals.add(commit.version());
    }

    @Override
    public void onError(Throwable error) {
      signals.add(error.getMessage());
    }

    @Override
    public void onComplete() {
      signals.add("complete");
    }
  }

  private Listener listen(TailOptions options) {
    Listener listener = new Listener();
    new TailPublisher<>(() -> tail(options), world.sleeper(), Runnable::run, 1000)
        .subscribe(listener);
    return listener;
  }

  @Test
  void aPublisherGivesAsMuchAsIsAskedForAndCompletesAfterTheEnd() {
    table.commit(0, PROTOCOL, METADATA);
    grow(1, 4);
    Listener listener = listen(TailOptions.from(1).to(4));
    assertThat(listener.signals).isEmpty();
    listener.subscription.request(2);
    assertThat(listener.signals).containsExactly(1L, 2L);
    listener.subscription.request(Long.MAX_VALUE);
    listener.subscription.request(Long.MAX_VALUE);
    assertThat(listener.signals).containsExactly(1L, 2L, 3L, 4L, "complete");
  }

  @Test
  void aSubscriberGetsTheTailsErrorAndNothingAfterIt() {
    table.commit(0, PROTOCOL, METADATA);
    Listener listener = listen(TailOptions.from(0));
    listener.subscription.request(1);
    table.put("00000000000000000001.json", 1000, "");
    listener.subscription.request(5);
    listener.subscription.request(5);
    assertThat(listener.signals).hasSize(2).first().isEqualTo(0L);
    assertThat(listener.signals.get(1).toString()).contains("the file is empty");
  }

  @Test
  void whoCancelsHearsNoMore() {
    table.commit(0, PROTOCOL, METADATA);
    grow(1, 4);
    Listener listener = listen(TailOptions.from(0));
    listener.subscription.request(1);
    listener.subscription.cancel();
    listener.subscription.request(3);
    assertThat(listener.signals).containsExactly(0L);
  }
}
