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
 * @param externalPaths whether files are read that a table's log names outside of its folder
 */
public record TableOptions(
    Environment environment, Optional<String> warehouse, ExternalPaths externalPaths) {
  /** What to do about files that a table's log names outside of its folder. */
  public enum ExternalPaths {
    /** A table that has one cannot be read. */
    REFUSE,
    /** They are read; a log may then name any file that this process can read. */
    ALLOW
  }

  /** Options that refuse files outside of their table's folder. */
  public TableOptions(Environment environment, Optional<String> warehouse) {
    this(environment, warehouse, ExternalPaths.REFUSE);
  }

  public TableOptions {
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(warehouse, "warehouse");
    Objects.requireNonNull(externalPaths, "externalPaths");
  }

  /** The real world, times in UTC, no warehouse. */
  public static TableOptions defaults() {
    return new TableOptions(SystemEnvironment.shared(), Optional.empty());
  }

  /**
   * The same options, with files read that a table's log names outside of its folder: a shallow
   * clone has such files. A log may then name any file that this process can read.
   */
  public TableOptions allowExternalPaths() {
    return new TableOptions(environment, warehouse, ExternalPaths.ALLOW);
  }

  /** The same options with another environment. */
  public TableOptions withEnvironment(Environment newEnvironment) {
    return new TableOptions(newEnvironment, warehouse, externalPaths);
  }

  /** The same options with the folder in which tables are found by name. */
  public TableOptions withWarehouse(String newWarehouse) {
    return new TableOptions(environment, Optional.of(newWarehouse), externalPaths);
  }

  /** The same options with the folder in which tables are found by name. */
  public TableOptions withWarehouse(Path newWarehouse) {
    return withWarehouse(newWarehouse.toString());
  }
}
