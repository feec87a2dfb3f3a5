package io.moraine.connector.spark.catalog;

import io.moraine.connector.spark.table.TablePlace;
import java.net.URI;

/** Gives a table of a warehouse another name: another folder. */
public final class TableMove {
  private TableMove() {}

  /**
   * Moves the table at {@code from} to {@code to}, where there is nothing.
   *
   * @throws io.moraine.core.error.InvalidInputException if its store cannot do that in one step
   */
  public static void move(TablePlace from, TablePlace to) {
    LocalFolders.move(URI.create(from.root()), URI.create(to.root()));
    from.forget();
    to.forget();
  }
}
