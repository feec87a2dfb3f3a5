package io.moraine.log.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.env.Environment;
import io.moraine.core.store.LocalStore;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Action;
import io.moraine.log.corpora.Corpora;
import io.moraine.log.json.CommitFile;
import io.moraine.log.path.DataPaths;
import io.moraine.log.segment.LogFile;
import io.moraine.log.segment.LogListing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Checksums that Spark and Databricks wrote, against those derived here from the same commits. */
class CorporaChecksumsTest {
  /** Its checksums are made up to have every field, and are not of its commits. */
  private static final List<String> MADE_UP = List.of("crc-full");

  private static final Environment ENVIRONMENT =
      new Environment(
          Clock.systemUTC(), () -> new UUID(0, 0), new Random(0), millis -> {}, Runnable::run, 1);

  @TestFactory
  Stream<DynamicTest> everyChecksumOfOtherWritersFollowsFromTheCommits() {
    return Corpora.tables().stream()
        .map(Corpora.Table::root)
        .filter(root -> Files.isRegularFile(root.resolve(ChecksumFile.key(0))))
        .filter(root -> !MADE_UP.contains(root.getFileName().toString()))
        .map(root -> DynamicTest.dynamicTest(root.getFileName().toString(), () -> check(root)));
  }

  private static void check(Path root) {
    ObjectStore store = new LocalStore(root, ENVIRONMENT);
    DataPaths paths = new DataPaths(store.root());
    int compared = 0;
    ChecksumBuilder fromNothing = ChecksumBuilder.empty(paths);
    Optional<VersionChecksum> before = Optional.empty();
    for (LogFile commit : LogListing.listAll(store).commits().values()) {
      List<Action> actions =
          CommitFile.read(store.read(commit.status().key()), commit.status().key());
      Optional<VersionChecksum> theirs = ChecksumFile.read(store, commit.version());
      fromNothing.commit(actions);
      if (theirs.isPresent()) {
        VersionChecksum ours = fromNothing.build().orElseThrow();
        assertThat(ours.allFiles() != null).isEqualTo(ours.numFiles() <= ChecksumBuilder.MAX_FILES);
        compare(ours, theirs.get());
        if (before.filter(checksum -> checksum.setTransactions() != null).isPresent()) {
          compare(
              ChecksumBuilder.of(before.get(), paths).commit(actions).build().orElseThrow(),
              theirs.get());
        }
        assertThat(ChecksumFile.parse(ChecksumFile.content(theirs.get()), "again"))
            .isEqualTo(theirs.get());
        compared++;
      }
      before = theirs;
    }
    assertThat(compared).isPositive();
  }

  private static void compare(VersionChecksum ours, VersionChecksum theirs) {
    assertThat(ours.numFiles()).isEqualTo(theirs.numFiles());
    assertThat(ours.tableSizeBytes()).isEqualTo(theirs.tableSizeBytes());
    if (theirs.protocol() != null) {
      assertThat(ours.protocol()).isEqualTo(theirs.protocol());
      assertThat(ours.metadata()).isEqualTo(theirs.metadata());
    }
    if (theirs.txnId() != null) {
      assertThat(ours.txnId()).isEqualTo(theirs.txnId());
    }
    if (theirs.fileSizeHistogram() != null) {
      assertThat(ours.fileSizeHistogram()).isEqualTo(theirs.fileSizeHistogram());
    }
    if (theirs.numDeletionVectors() != null && ours.numDeletionVectors() != null) {
      assertThat(ours.numDeletionVectors()).isEqualTo(theirs.numDeletionVectors());
      assertThat(ours.numDeletedRecords()).isEqualTo(theirs.numDeletedRecords());
      assertThat(ours.deletedRecordCounts()).isEqualTo(theirs.deletedRecordCounts());
    }
    if (theirs.setTransactions() != null) {
      assertThat(ours.setTransactions())
          .containsExactlyInAnyOrderElementsOf(theirs.setTransactions());
      assertThat(ours.domainMetadata())
          .containsExactlyInAnyOrderElementsOf(theirs.domainMetadata());
    }
    if (theirs.allFiles() != null && ours.allFiles() != null) {
      assertThat(ours.allFiles())
          .extracting("path", "size", "deletionVector", "dataChange")
          .containsExactlyInAnyOrderElementsOf(
              assertThat(theirs.allFiles())
                  .extracting("path", "size", "deletionVector", "dataChange")
                  .actual());
    }
  }
}
