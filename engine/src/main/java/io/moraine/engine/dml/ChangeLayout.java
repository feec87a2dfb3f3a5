package io.moraine.engine.dml;

import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.rule.IdentityColumn;
import io.moraine.log.property.TableProperties;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which columns the plan of a change has: the action's code, the row's address (file and position),
 * where rows are tracked its id, the new values of the table's columns, and where changes are
 * recorded the old ones, and for each identity column whether the row is to be numbered.
 *
 * @param width how many columns the table has
 * @param tracked whether rows that move keep an id
 * @param recorded whether changed rows are written for readers of changes
 * @param numbered the ordinals of identity columns
 */
record ChangeLayout(int width, boolean tracked, boolean recorded, List<Integer> numbered) {
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
    return new ChangeLayout(table.schema().size(), false, false, numbered(table));
  }

  /** Of a change that finds rows of the table and changes them one by one. */
  static ChangeLayout ofRows(DeltaTable table) {
    TableProperties properties = table.snapshot().properties();
    return new ChangeLayout(
        table.schema().size(),
        properties.enableRowTracking(),
        properties.enableChangeDataFeed(),
        numbered(table));
  }

  private static List<Integer> numbered(DeltaTable table) {
    return IntStream.range(0, table.schema().size())
        .filter(i -> IdentityColumn.of(table.schema().field(i)).isPresent())
        .boxed()
        .toList();
  }

  /** The same, where readers of changes see all that they must by the files. */
  ChangeLayout unrecorded() {
    return new ChangeLayout(width, tracked, false, numbered);
  }

  /** Where the new values begin. */
  int firstNew() {
    return tracked ? ROW_ID + 1 : POSITION + 1;
  }

  /** Where the old values begin, where changes are recorded. */
  int firstOld() {
    return firstNew() + width;
  }

  /** Where it begins whether rows are to be numbered. */
  int firstNumbered() {
    return recorded ? firstOld() + width : firstNew() + width;
  }
}
