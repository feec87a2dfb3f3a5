package io.moraine.compaction;

import io.moraine.core.error.MoraineException;
import io.moraine.log.action.AddFile;
import io.moraine.log.sink.DataFileSink;
import java.util.List;

/**
 * A group whose new file is written, but not yet in the table.
 *
 * @param group as planned
 * @param inputs its files, as the table has them
 * @param outputs what holds their rows now: one file, or none if they have no rows
 * @param sink wrote them
 */
record Rewritten(FileGroup group, List<AddFile> inputs, List<AddFile> outputs, DataFileSink sink) {
  /**
   * Removes the new file, which no commit can hold. One that the store does not let go of harms
   * nothing, and is left to VACUUM.
   */
  void discard() {
    try {
      sink.discard();
    } catch (MoraineException e) {
      return;
    }
  }
}
