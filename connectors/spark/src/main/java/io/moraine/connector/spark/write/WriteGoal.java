package io.moraine.connector.spark.write;

import io.moraine.connector.spark.table.TablePlace;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import java.util.List;
import java.util.Map;

/** What becomes of the files that a statement wrote. */
public interface WriteGoal {
  /** Where they are. */
  TablePlace place();

  /** The table that they are written for; of one that is not made yet, what it is to be. */
  Snapshot table();

  /**
   * All files are there.
   *
   * @param rows how many rows they have
   * @param lastNumbers the last number given to each identity column, by ordinal
   */
  void take(List<AddFile> files, long rows, Map<Integer, Long> lastNumbers);
}
