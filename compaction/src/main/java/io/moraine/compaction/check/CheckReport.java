package io.moraine.compaction.check;

import io.moraine.log.action.AddFile;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.snapshot.Snapshot;
import java.util.List;

/**
 * What a check came to.
 *
 * @param snapshot the table as it was checked
 * @param findings the worst first
 * @param lost files of which rows cannot be read for ever
 * @param corrected files with statistics that are true, in the place of those that are not
 * @param brokenCheckpoints checkpoints that nobody should read
 */
public record CheckReport(
    Snapshot snapshot,
    List<Finding> findings,
    List<AddFile> lost,
    List<AddFile> corrected,
    List<CheckpointFiles> brokenCheckpoints) {
  public CheckReport {
    findings = List.copyOf(findings);
    lost = List.copyOf(lost);
    corrected = List.copyOf(corrected);
    brokenCheckpoints = List.copyOf(brokenCheckpoints);
  }

  /** The same without what is not about files that are lost. */
  public CheckReport lostFilesOnly() {
    return new CheckReport(snapshot, findings, lost, List.of(), List.of());
  }
}
