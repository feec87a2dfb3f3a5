package io.moraine.compaction;

import java.util.List;
import java.util.Optional;
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
 * @param overlaps how well the files are clustered, where rows were put into another order
 */
public record OptimizeResult(
    List<Long> versions,
    long filesBefore,
    long bytesBefore,
    long filesAfter,
    long bytesAfter,
    int groupsDone,
    List<DroppedGroup> dropped,
    Optional<Overlaps> overlaps) {
  /**
   * How many of the files, on the average, a query for one value of one of the columns that rows
   * are ordered by has to read.
   *
   * @param before of those that were rewritten
   * @param after of those in their place
   */
  public record Overlaps(double before, double after) {}

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
