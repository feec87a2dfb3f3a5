package io.moraine.log.segment;

import io.moraine.core.store.ObjectStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that make up {@code version}: a checkpoint, and every commit after it.
 *
 * @param version the version
 * @param checkpoint where to start from; null if the commits start at version 0
 * @param commits the commits in order, without a gap, the last up to {@code version}; several may
 *     be in one file; none if the checkpoint is of {@code version}
 * @param commit the commit of {@code version} itself, also where the checkpoint has it; null if it
 *     is gone
 */
public record LogSegment(
    long version,
    @Nullable CheckpointFiles checkpoint,
    List<LogFile> commits,
    @Nullable ObjectStatus commit) {
  public LogSegment {
    commits = List.copyOf(commits);
    long first = checkpoint == null ? 0 : checkpoint.version() + 1;
    long next = first;
    for (LogFile file : commits) {
      if (file.version() != next) {
        break;
      }
      next = file.lastVersion() + 1;
    }
    if (next != version + 1) {
      throw new IllegalArgumentException(
          "Version %d needs the commits of versions %d to %d, got %s"
              .formatted(version, first, version, commits));
    }
  }

  /** Whether it is all commits from the first on, as they were committed. */
  public boolean isWholeHistory() {
    return checkpoint == null
        && commits.stream().allMatch(file -> file.kind() == LogFile.Kind.COMMIT);
  }
}
