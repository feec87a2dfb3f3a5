package io.moraine;

import io.moraine.core.env.Environment;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a table or a session uses besides the table itself. Immutable.
 *
 * @param environment time, ids and threads; the clock's zone is that of times without one
 * @param warehouse a path or URI of a folder in which tables are found by name
 */
public record TableOptions(Environment environment, Optional<String> warehouse) {
  public TableOptions {
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(warehouse, "warehouse");
  }

  /** The real world, times in UTC, no warehouse. */
  public static TableOptions defaults() {
    return new TableOptions(SystemEnvironment.shared(), Optional.empty());
  }

  /** The same options with another environment. */
  public TableOptions withEnvironment(Environment newEnvironment) {
    return new TableOptions(newEnvironment, warehouse);
  }

  /** The same options with the folder in which tables are found by name. */
  public TableOptions withWarehouse(String newWarehouse) {
    return new TableOptions(environment, Optional.of(newWarehouse));
  }

  /** The same options with the folder in which tables are found by name. */
  public TableOptions withWarehouse(Path newWarehouse) {
    return withWarehouse(newWarehouse.toString());
  }
}
