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
 * @param checksums what to do about versions that contradict their checksums
 * @param catalog a path or URI of a folder with a catalog that decides the versions of the tables
 *     which it manages; {@link Session#manage} makes it manage one
 */
public record TableOptions(
    Environment environment,
    Optional<String> warehouse,
    ExternalPaths externalPaths,
    Checksums checksums,
    Optional<String> catalog) {
  /** What to do about files that a table's log names outside of its folder. */
  public enum ExternalPaths {
    /** A table that has one cannot be read. */
    REFUSE,
    /** They are read; a log may then name any file that this process can read. */
    ALLOW
  }

  /** What to do about a version whose files are not those that its checksum counts. */
  public enum Checksums {
    /** It cannot be read if a checkpoint took part in it; else there is a warning. */
    VERIFY,
    /** It is read, and no checksum looked at. */
    IGNORE
  }

  /** Options that verify checksums, and refuse files outside of their table's folder. */
  public TableOptions(Environment environment, Optional<String> warehouse) {
    this(environment, warehouse, ExternalPaths.REFUSE, Checksums.VERIFY, Optional.empty());
  }

  public TableOptions {
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(warehouse, "warehouse");
    Objects.requireNonNull(externalPaths, "externalPaths");
    Objects.requireNonNull(checksums, "checksums");
    Objects.requireNonNull(catalog, "catalog");
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
    return new TableOptions(environment, warehouse, ExternalPaths.ALLOW, checksums, catalog);
  }

  /**
   * The same options, with versions read that contradict their checksums: the way to what is left
   * of a table whose log was damaged. Their rows may be wrong.
   */
  public TableOptions ignoreChecksums() {
    return new TableOptions(environment, warehouse, externalPaths, Checksums.IGNORE, catalog);
  }

  /** The same options with another environment. */
  public TableOptions withEnvironment(Environment newEnvironment) {
    return new TableOptions(newEnvironment, warehouse, externalPaths, checksums, catalog);
  }

  /** The same options with the folder in which tables are found by name. */
  public TableOptions withWarehouse(String newWarehouse) {
    return new TableOptions(
        environment, Optional.of(newWarehouse), externalPaths, checksums, catalog);
  }

  /** The same options with the folder in which tables are found by name. */
  public TableOptions withWarehouse(Path newWarehouse) {
    return withWarehouse(newWarehouse.toString());
  }

  /** The same options with the catalog whose files are in a folder, a path or URI. */
  public TableOptions withCatalog(String folder) {
    return new TableOptions(environment, warehouse, externalPaths, checksums, Optional.of(folder));
  }
}
