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
}
