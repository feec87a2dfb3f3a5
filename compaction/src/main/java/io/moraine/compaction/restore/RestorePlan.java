package io.moraine.compaction.restore;

import io.moraine.log.action.AddFile;
import io.moraine.log.action.FileKey;
import io.moraine.log.path.DataPaths;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What has to change for a table to be as it was.
 *
 * @param current the newest version
 * @param target the version to come back to
 * @param restored files of {@code target} that {@code current} lacks, or has with other deleted
 *     rows
 * @param removed files of {@code current} that {@code target} lacks, or has with other deleted rows
 */
public record RestorePlan(
    Snapshot current, Snapshot target, List<AddFile> restored, List<AddFile> removed) {
  public RestorePlan {
    restored = List.copyOf(restored);
    removed = List.copyOf(removed);
  }

  /** The difference of the two. */
  static RestorePlan between(Snapshot current, Snapshot target) {
    return new RestorePlan(current, target, lacking(target, current), lacking(current, target));
  }

  /** The files of {@code of} that {@code in} does not have. */
  private static List<AddFile> lacking(Snapshot of, Snapshot in) {
    Set<FileKey> present = new HashSet<>();
    DataPaths paths = in.paths();
    for (int i = 0; i < in.files().size(); i++) {
      var vector = in.files().deletionVector(i);
      present.add(
          new FileKey(
              paths.resolve(in.files().path(i)).identity(),
              vector == null ? null : vector.uniqueId()));
    }
    List<AddFile> lacking = new ArrayList<>();
    for (AddFile file : of.files()) {
      String identity = paths.resolve(file.path()).identity();
      if (!present.contains(new FileKey(identity, file.deletionVectorId()))) {
        lacking.add(file);
      }
    }
    return lacking;
  }

  /** The sizes of the files that come back. */
  public long restoredBytes() {
    return restored.stream().mapToLong(AddFile::size).sum();
  }

  /** The sizes of the files that go out. */
  public long removedBytes() {
    return removed.stream().mapToLong(AddFile::size).sum();
  }

  /** The plan in lines for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s from version %d to version %d: %d files of %d bytes come back, %d files of %d bytes go out"
            .formatted(
                current.table(),
                current.version(),
                target.version(),
                restored.size(),
                restoredBytes(),
                removed.size(),
                removedBytes()));
    restored.forEach(file -> lines.add("  + " + file.path()));
    removed.forEach(file -> lines.add("  - " + file.path()));
    return lines;
  }
}
