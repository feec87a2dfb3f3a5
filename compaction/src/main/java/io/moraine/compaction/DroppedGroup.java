package io.moraine.compaction;

import java.util.Objects;

/**
 * A group that stayed as it was.
 *
 * @param reason why, for people
 */
public record DroppedGroup(FileGroup group, String reason) {
  public DroppedGroup {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(reason, "reason");
  }
}
