package io.moraine.engine.catalog;

import io.moraine.core.text.NearNames;
import java.util.List;
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

  /** The tables that a mistyped {@code name} may have been meant to be one of; perhaps none. */
  default List<String> beside(TableName name) {
    return List.of();
  }

  /** What to say when there is no table called {@code name}. */
  default String missing(TableName name) {
    return "No table " + name + NearNames.question(name.last(), beside(name));
  }
}
