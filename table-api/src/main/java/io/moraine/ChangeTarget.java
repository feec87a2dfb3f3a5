package io.moraine;

import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.dml.WriteOptions;
import java.util.Map;

/** What statements change: a table, version by version, or what a transaction makes of it. */
interface ChangeTarget {
  /** The table as statements of its session name it. */
  String sqlName();

  /** Runs a statement that changes the table. */
  Changes change(String sql, Map<String, CatalogTable> sources, WriteOptions options);

  /** Its session. */
  Session session();
}
