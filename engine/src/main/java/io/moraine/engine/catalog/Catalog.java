package io.moraine.engine.catalog;

import java.util.Optional;

/** Finds tables by name. */
public interface Catalog {
  /**
   * The table called {@code name}, as it is or as it was.
   *
   * @return empty if the catalog has no such table
   * @throws io.moraine.core.error.MoraineException if the table is there but cannot be opened, or
   *     has no such version
   */
  Optional<? extends CatalogTable> table(TableName name, TableTime time);

  /**
   * The rows that versions of the table called {@code name} change, as a table: its columns, and
   * after them {@code _change_type}, {@code _commit_version} and {@code _commit_timestamp}.
   *
   * @return empty if the catalog has no such table
   * @throws io.moraine.core.error.MoraineException if the table is there but has no such versions,
   *     or its changes were not recorded in all of them
   */
  default Optional<? extends CatalogTable> changes(TableName name, ChangesOf changes) {
    return Optional.empty();
  }
}
