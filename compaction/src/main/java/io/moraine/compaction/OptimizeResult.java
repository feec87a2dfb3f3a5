package io.moraine.compaction;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a run came to.
 *
 * @param versions the versions that it committed, ascending; none if there was nothing to do
 * @param filesBefore the files that were rewritten
 * @param bytesBefore their sizes
 * @param filesAfter the files that took their place
 * @param bytesAfter their sizes
 * @param groupsDone how many groups were rewritten
 * @param dropped the groups that stayed as they were, because others changed their files
 */
public record OptimizeResult(
    List<Long> versions,
    long filesBefore,
    long bytesBefore,
    long filesAfter,
    long bytesAfter,
    int groupsDone,
    List<DroppedGroup> dropped) {
  public OptimizeResult {
    versions = List.copyOf(versions);
    dropped = List.copyOf(dropped);
  }

  /** The last version that was committed. */
  public OptionalLong version() {
    return versions.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(versions.get(versions.size() - 1));
  }
}
