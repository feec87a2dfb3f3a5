package io.moraine.log.segment;

import io.moraine.core.store.ObjectStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that make up {@code version}: a checkpoint, and every commit after it.
 *
 * @param version the version
 * @param checkpoint where to start from; null if the commits start at version 0
 * @param commits the commits in order, without a gap, the last of {@code version}; none if the
 *     checkpoint is of {@code version}
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
    if (commits.size() != version - first + 1) {
      throw new IllegalArgumentException(
          "Version %d from version %d on needs %d commits, got %d"
              .formatted(version, first, version - first + 1, commits.size()));
    }
  }
}
