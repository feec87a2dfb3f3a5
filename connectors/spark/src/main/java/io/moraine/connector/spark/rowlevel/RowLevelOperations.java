package io.moraine.connector.spark.rowlevel;

import io.moraine.connector.spark.table.TablePlace;
import io.moraine.log.snapshot.Snapshot;
import org.apache.spark.sql.connector.write.RowLevelOperation;
import org.apache.spark.sql.connector.write.RowLevelOperationInfo;

/** Chooses how an operation changes rows. */
public final class RowLevelOperations {
  private RowLevelOperations() {}

  /**
   * The operation that {@code info} asks for: by the places of the rows where the table has
   * deletion vectors or records its changes, else by writing files again.
   */
  public static RowLevelOperation of(
      TablePlace place, Snapshot snapshot, RowLevelOperationInfo info) {
    snapshot.requireWritable();
    boolean byPlaces =
        snapshot.properties().enableDeletionVectors()
            || snapshot.properties().enableChangeDataFeed();
    Target target = new Target(place, snapshot, info.command(), info.options());
    return byPlaces ? new PlacedOperation(target) : new FileOperation(target);
  }
}
