package io.moraine.engine.dml;

import io.moraine.engine.delta.DeltaTable;
import io.moraine.log.property.TableProperties;

/**
 * Which columns the plan of a change has: the action's code, the row's address (file and position),
 * where rows are tracked its id, the new values of the table's columns, and where changes are
 * recorded the old ones.
 *
 * @param width how many columns the table has
 * @param tracked whether rows that move keep an id
 * @param recorded whether changed rows are written for readers of changes
 */
record ChangeLayout(int width, boolean tracked, boolean recorded) {
  /** Where the action's code is. */
  static final int ACTION = 0;

  /** Where the index of the row's file is. */
  static final int FILE = 1;

  /** Where the row's position is. */
  static final int POSITION = 2;

  /** Where the row's id is, where rows are tracked. */
  static final int ROW_ID = 3;

  /** Of a change that only brings rows. */
  static ChangeLayout ofNewRows(DeltaTable table) {
    return new ChangeLayout(table.schema().size(), false, false);
  }

  /** Of a change that finds rows of the table and changes them one by one. */
  static ChangeLayout ofRows(DeltaTable table) {
    TableProperties properties = table.snapshot().properties();
    return new ChangeLayout(
        table.schema().size(), properties.enableRowTracking(), properties.enableChangeDataFeed());
  }

  /** The same, where readers of changes see all that they must by the files. */
  ChangeLayout unrecorded() {
    return new ChangeLayout(width, tracked, false);
  }

  /** Where the new values begin. */
  int firstNew() {
    return tracked ? ROW_ID + 1 : POSITION + 1;
  }

  /** Where the old values begin, where changes are recorded. */
  int firstOld() {
    return firstNew() + width;
  }
}
