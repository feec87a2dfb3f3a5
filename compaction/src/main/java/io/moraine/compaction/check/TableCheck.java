package io.moraine.compaction.check;

import io.moraine.compaction.check.Finding.Kind;
import io.moraine.compaction.vacuum.VacuumFile;
import io.moraine.compaction.vacuum.VacuumOptions;
import io.moraine.compaction.vacuum.VacuumPlan;
import io.moraine.compaction.vacuum.VacuumPlanner;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.error.MoraineException;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.store.ObjectReader;
import io.moraine.log.action.AddFile;
import io.moraine.log.checksum.ChecksumFile;
import io.moraine.log.checksum.VersionChecksum;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.segment.LogFile;
import io.moraine.log.segment.LogListing;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a table against its log: files that are gone or of another size, files that cannot be
 * read, statistics that lie, checkpoints and checksums that contradict the rest, and files that no
 * version needs. Changes nothing.
 */
public final class TableCheck {
  private static final String REPAIR = "moraine fsck --repair";

  private final TableLog log;
  private final Environment environment;
  private final Depth depth;
  private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
  private final List<AddFile> lost = Collections.synchronizedList(new ArrayList<>());
  private final List<AddFile> corrected = Collections.synchronizedList(new ArrayList<>());
  private final List<CheckpointFiles> brokenCheckpoints = new ArrayList<>();

  /** How much is read. */
  public enum Depth {
    /** Whether files are there, nothing of what is in them. */
    PRESENCE,
    /** Also their footers. */
    FOOTERS,
    /** Also all rows. */
    ROWS,
    /** Also what the log does not say, but should: statistics of columns that are to have them. */
    STATISTICS
  }

  private TableCheck(TableLog log, Environment environment, Depth depth) {
    this.log = log;
    this.environment = environment;
    this.depth = depth;
  }

  /**
   * Checks the newest version of the table of {@code log}, which should not hold states against
   * their checksums itself.
   *
   * @throws MoraineException if the log cannot be read at all
   */
  public static CheckReport run(TableLog log, Environment environment, Depth depth) {
    return new TableCheck(log, environment, depth).run();
  }

  private CheckReport run() {
    Snapshot snapshot = log.latest();
    Set<String> absent = presence(snapshot);
    if (depth != Depth.PRESENCE) {
      contents(snapshot, absent);
    }
    checksum(snapshot);
    checkpoints();
    orphans();
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(Comparator.comparing(Finding::kind).thenComparing(Finding::path));
    List<AddFile> known = new ArrayList<>(corrected);
    known.sort(Comparator.comparing(AddFile::path));
    return new CheckReport(snapshot, sorted, lost, known, brokenCheckpoints);
  }

  private Set<String> presence(Snapshot snapshot) {
    List<AddFile> files = new ArrayList<>();
    snapshot.files().forEach(files::add);
    Set<String> absent = new HashSet<>();
    for (PresentFiles.Problem problem :
        new PresentFiles(snapshot, log.store(), environment).problems(files)) {
      String path = problem.file().path();
      if (problem.isLost()) {
        lost.add(problem.file());
        absent.add(path);
      }
      Kind kind =
          problem.sizeBytes().isEmpty()
              ? Kind.MISSING_FILE
              : problem.vector().isPresent() ? Kind.MISSING_VECTOR : Kind.WRONG_SIZE;
      findings.add(
          new Finding(
              kind,
              path,
              problem.toString(),
              problem.isLost()
                  ? "copy it back, or RESTORE a version without it; "
                      + REPAIR
                      + " gives its rows up"
                  : "copy the file back"));
    }
    return absent;
  }

  private void contents(Snapshot snapshot, Set<String> absent) {
    TableScan scan =
        TableScan.of(snapshot, log.store()).zone(environment.clock().getZone()).build();
    FileFacts facts = new FileFacts(snapshot);
    Parallel.in(environment)
        .forEach(
            scan.files().size(),
            i -> {
              ScanFile file = scan.files().get(i);
              if (!absent.contains(file.path())) {
                content(scan, file, facts);
              }
            });
  }

  private void content(TableScan scan, ScanFile file, FileFacts facts) {
    AddFile add = file.add();
    try {
      long rows;
      try (ObjectReader reader = scan.snapshot().paths().open(add.path(), log.store())) {
        rows = Footer.read(reader).rowCount();
      }
      Map<List<String>, ColumnStatistics> read = Map.of();
      if (depth.compareTo(Depth.ROWS) >= 0) {
        try (BatchReader reader = scan.open(file)) {
          read = facts.read(reader);
        }
      }
      Optional<String> lie = facts.lie(add, rows, read);
      if (lie.isEmpty() && depth == Depth.STATISTICS) {
        lie = facts.gap(add, read);
      }
      if (lie.isPresent()) {
        findings.add(new Finding(Kind.WRONG_STATISTICS, add.path(), lie.get(), REPAIR));
        if (depth.compareTo(Depth.ROWS) >= 0) {
          corrected.add(facts.corrected(add, rows, read));
        }
      }
    } catch (MoraineException e) {
      findings.add(
          new Finding(
              Kind.UNREADABLE_FILE,
              add.path(),
              String.valueOf(e.getMessage()),
              "copy the file back, or RESTORE a version without it"));
    }
  }

  private void checksum(Snapshot snapshot) {
    String key = ChecksumFile.key(snapshot.version());
    try {
      Optional<VersionChecksum> known = ChecksumFile.read(log.store(), snapshot.version());
      known
          .flatMap(checksum -> contradiction(checksum, snapshot))
          .ifPresent(
              problem ->
                  findings.add(
                      new Finding(
                          Kind.WRONG_CHECKSUM,
                          key,
                          problem,
                          "find out which of both is right: read the table with other engines")));
    } catch (MoraineException e) {
      findings.add(
          new Finding(Kind.WRONG_CHECKSUM, key, String.valueOf(e.getMessage()), "delete it"));
    }
  }

  private static Optional<String> contradiction(VersionChecksum checksum, Snapshot snapshot) {
    if (checksum.numFiles() != snapshot.files().size()
        || checksum.tableSizeBytes() != snapshot.files().sizeBytes()) {
      return Optional.of(
          "it says that there are %d files of %d bytes, there are %d of %d"
              .formatted(
                  checksum.numFiles(),
                  checksum.tableSizeBytes(),
                  snapshot.files().size(),
                  snapshot.files().sizeBytes()));
    }
    return Optional.empty();
  }

  private void checkpoints() {
    for (CheckpointFiles checkpoint : LogListing.listAll(log.store()).checkpoints()) {
      try {
        Snapshot state = log.ofCheckpoint(checkpoint);
        state.files().forEach(AddFile::path);
        ChecksumFile.read(log.store(), checkpoint.version())
            .flatMap(checksum -> contradiction(checksum, state))
            .ifPresent(problem -> broken(checkpoint, "its version's checksum: " + problem));
      } catch (MoraineException e) {
        broken(checkpoint, String.valueOf(e.getMessage()));
      }
    }
  }

  private void broken(CheckpointFiles checkpoint, String problem) {
    brokenCheckpoints.add(checkpoint);
    LogFile first = checkpoint.files().get(0);
    findings.add(new Finding(Kind.BROKEN_CHECKPOINT, first.status().key(), problem, REPAIR));
  }

  private void orphans() {
    VacuumPlan plan;
    try {
      plan = VacuumPlanner.plan(log, environment, VacuumOptions.DEFAULT);
    } catch (MoraineException e) {
      // VACUUM says itself why it will not; what it would do is then not wrong with the table.
      return;
    }
    if (!plan.files().isEmpty()) {
      long bytes = plan.files().stream().mapToLong(VacuumFile::sizeBytes).sum();
      findings.add(
          new Finding(
              Kind.ORPHANED_FILES,
              plan.files().get(0).key(),
              "%d files of %d bytes are needed by no version, this among them"
                  .formatted(plan.files().size(), bytes),
              "moraine vacuum"));
    }
  }
}
